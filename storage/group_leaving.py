"""A forgotten person leaves every working group; what the group said stays the group's."""

from __future__ import annotations

from storage import group_candidates, group_comments, group_seats, groups
from storage.work import Work


def let_go(work: Work, person_id: str) -> None:
    """Take a person's seats, application, name and voice away; comments stay without an author."""
    group_comments.let_go(work, person_id)
    group_candidates.let_go(work, person_id)
    group_seats.let_go(work, person_id)
    groups.let_go(work, person_id)
