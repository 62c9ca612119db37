"""A working group is closed before its end, and what was under way in it ends."""

from __future__ import annotations

from civic.groups import Stage
from handlers import group_news
from handlers.group_access import Asked
from handlers.visit import Visit
from storage import group_votes, groups, waiting_votes


def close(visit: Visit, asked: Asked, reason: str) -> None:
    """Close a group with the convener's reason, and its vote; raises Refusal."""
    work, group = visit.work, asked.group
    groups.move(work, group, Stage.CLOSED, asked.actor, reason)
    vote = group_votes.newest(work, group.id)
    if vote is not None and vote.open:
        group_votes.end_early(work, vote)
        waiting_votes.end(work, vote)
    group_news.later(work, visit.service, group_news.ENDED_EARLY, group.id)
