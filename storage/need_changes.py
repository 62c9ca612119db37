"""Needs about which other words are told, where no event says so: for indexes to read them again.

Every worker learns of it here: a support that joins or leaves, and words that are let go of.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, or_, select

from storage.need_tables import need, need_supporter
from storage.need_tables import need_change as table
from storage.work import Work

KEPT_SECONDS = 86_400
"""Longer than any index lives that could still have to learn of it."""


def note(work: Work, need_ids: Iterable[str]) -> None:
    """Note in a turn that what is told about these needs is no longer the same."""
    rows = [{"need": need_id, "at": work.seconds} for need_id in sorted(set(need_ids))]
    if rows:
        work.connection.execute(insert(table), rows)


def note_person(work: Work, person_id: str) -> None:
    """Note it for every need that holds a person's words, before they are let go of."""
    note(work, of_person(work, person_id))


def of_person(work: Work, person_id: str) -> list[str]:
    """Return the ids of the needs that hold a person's words."""
    supported = select(need_supporter.c.need).where(need_supporter.c.person == person_id)
    rows = work.connection.execute(
        select(need.c.id).where(or_(need.c.person == person_id, need.c.id.in_(supported)))
    )
    return [row.id for row in rows]


def drop_old(work: Work) -> None:
    """Delete what every index has read by now."""
    work.connection.execute(delete(table).where(table.c.at < work.seconds - KEPT_SECONDS))
