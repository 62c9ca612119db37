"""A forgotten person leaves every working group; what the group said stays the group's."""

from __future__ import annotations

from storage import (
    draft_files,
    group_candidates,
    group_comments,
    group_rooms,
    group_seats,
    group_sources,
    groups,
    recordings,
    room_codes,
    waiting_votes,
)
from storage.work import Work


def let_go(work: Work, person_id: str) -> None:
    """Take a person's seats, application, name and voice away; comments stay without an author."""
    for seat in group_seats.all_of_person(work, person_id):
        draft_files.drop(work, seat.id)
        waiting_votes.let_go(work, seat.id)
    recordings.let_go(work, person_id)
    group_sources.let_go(work, person_id)
    group_comments.let_go(work, person_id)
    group_candidates.let_go(work, person_id)
    group_seats.let_go(work, person_id)
    groups.let_go(work, person_id)
    group_rooms.let_go(work, person_id)
    room_codes.let_go(work, person_id)
