"""The time in which comments on a draft are taken: opened, counted to the second, told."""

from __future__ import annotations

from dataclasses import replace

from civic.group_progress import DAY
from civic.groups import Stage, check_step
from civic.text import digits
from conversations import group_texts as texts
from conversations.wording import Text
from handlers import group_news
from handlers.group_access import Asked
from handlers.visit import Visit
from storage import group_comments, group_drafts, group_progress, groups, timers
from storage.group_drafts import OPEN
from storage.groups import Group


def open_window(visit: Visit, asked: Asked, days: str) -> None:
    """Freeze the draft and ask everybody for so many days; raises Refusal."""
    work, group = visit.work, asked.group
    plain = digits(days)
    wanted = int(plain) if plain.isascii() and plain.isdigit() else None
    reached = replace(group_progress.of(work, group.id), window_days=wanted)
    check_step(group.stage, Stage.COMMENTING, reached)
    draft = group_drafts.newest(work, group.id, OPEN)
    assert draft is not None and wanted is not None  # noqa: S101 - the step was checked
    closes = work.seconds + wanted * DAY
    groups.change(work, group, window_days=wanted, window_closes=closes)
    groups.move(work, groups.load(work, group.id), Stage.COMMENTING, asked.actor)
    group_drafts.freeze(work, draft)
    timers.set_timer(work, group_news.CLOSE, group.id, closes)
    for hours in group_news.REMINDERS:
        due = closes - hours * group_news.HOUR
        timers.set_timer(work, group_news.REMIND, f"{draft.id} {hours} ", due)
    group_news.ask(work, visit.service, draft, asked.actor)


def state(visit: Visit, asked: Asked) -> list[Text]:
    """Say on a group's card until when comments are open, and how many wait for an answer."""
    group = asked.group
    found: list[Text] = []
    if group.stage is Stage.COMMENTING:
        found.append(texts.open_until(group_news.closing_day(group)))
    if asked.inside and group.stage in (Stage.COMMENTING, Stage.ANSWERING):
        waiting = len(group_comments.unanswered(visit.work, group.id))
        if waiting or group.stage is Stage.ANSWERING:
            found.append(texts.waiting(waiting) if waiting else texts.ALL_ANSWERED)
    return found


def closed(visit: Visit, group: Group) -> Text | None:
    """Return why no comment can be taken now; at the closing second the time is over."""
    if group.stage is Stage.COMMENTING and visit.work.seconds < (group.window_closes or 0):
        return None
    if group.stage in (Stage.COMMENTING, Stage.ANSWERING):
        return texts.closed_on(group_news.closing_day(group))
    return texts.NOT_COMMENTING
