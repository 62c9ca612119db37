"""Who hears of what happens to a need: its reporter and its supporters, page by page."""

from __future__ import annotations

from sqlalchemy import select, union

from civic.need_events import TOLD_TO_REPORTER, Event
from storage import need_events
from storage.need_events import Happened
from storage.need_tables import need, need_supporter
from storage.people import owner_of
from storage.work import Work

PAGE = 200
"""How many people hear of an event in one turn."""


def of(work: Work, happened: Happened, after: str = "") -> list[str]:
    """Return the next people who are to hear of an event, in the order of their ids.

    Whoever came with the need that was just merged into this one hears of it from there.
    """
    supporters = select(need_supporter.c.person).where(need_supporter.c.need == happened.need)
    if happened.kind is Event.JOINED:
        came = need_supporter.c.merged_from == happened.detail
        supporters = supporters.where(came.is_not(True))
    reporter = select(need.c.person).where(need.c.id == happened.need, need.c.person.is_not(None))
    people = reporter if happened.kind in TOLD_TO_REPORTER else union(reporter, supporters)
    found = people.subquery()
    rows = work.connection.execute(
        select(found.c.person).where(found.c.person > after).order_by(found.c.person).limit(PAGE)
    )
    return [row.person for row in rows]


def who_left(work: Work, need_id: str) -> set[str]:
    """Return the names of the keys of reporters who no longer wish to hear of it."""
    return {left.owner or "" for left in need_events.of_need(work, need_id, [Event.LEFT])}


def hears(work: Work, need_id: str, person_id: str) -> bool:
    """Tell whether somebody hears of a need at all."""
    mine = select(need.c.id).where(need.c.id == need_id, need.c.person == person_id)
    if work.connection.execute(mine).first():
        return owner_of(person_id) not in who_left(work, need_id)
    supports = select(need_supporter.c.need).where(
        need_supporter.c.need == need_id, need_supporter.c.person == person_id
    )
    return work.connection.execute(supports).first() is not None
