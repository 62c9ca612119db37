"""What time does to needs: nobody looked, a day went by, an office fell vacant or was filled."""

from __future__ import annotations

from sqlalchemy import Select, select, update

from civic.areas import Area
from civic.escalation import Office
from civic.need_actions import PLAN_PATIENCE, SEEN, UNSEEN
from civic.need_clocks import Clock
from civic.need_events import Event
from civic.needs import OPEN, Status
from civic.places import Places
from storage import need_events, need_rows, offices, return_changes, timers
from storage.need_offices import arrive, next_up
from storage.need_rows import NeedRow
from storage.need_tables import need
from storage.tables import place_above
from storage.work import Work

ASSIGN, VACATED = "assign", "vacated"
"""Timers: a place has somebody to turn to now; an office has nobody any more."""

PAGE = 100
"""How many needs change hands in one turn."""


def received(work: Work, need_id: str) -> None:
    """Start the clock of a need that was just stored, if somebody has it, and let them know.

    Those who are from there may hear of it too.
    """
    row = need_rows.get(work, need_id)
    if row is not None:
        return_changes.note(work, row, return_changes.Kind.REPORTED)
    stored = need_events.latest(work, need_id, [Event.RECEIVED])
    if row is None or stored is None or row.office is None or row.due is None:
        return
    timers.set_timer(work, Clock.ACKNOWLEDGE, row.id, row.due)
    need_events.inform(work, row.office, stored.id, urgent=row.endangers_life)


def overdue(work: Work, places: Places, need_id: str) -> None:
    """Pass a need one office up when nobody has looked at it; at the top it stays."""
    row = need_rows.get(work, need_id)
    if row is not None and row.status in UNSEEN and row.due is not None:
        _pass_up(work, places, row, Event.OVERDUE)


def remind(work: Work, need_id: str) -> None:
    """Remind an office that the day it announced went by without a result."""
    row = need_rows.get(work, need_id)
    if row is None or row.status is not Status.PLANNED or row.office is None:
        return
    new = need_events.happen(work, row, Event.REMINDED, office=row.office, detail=row.planned or "")
    need_events.inform(work, row.office, new)
    late = work.seconds + int(PLAN_PATIENCE.total_seconds())
    timers.set_timer(work, Clock.PLAN_LATE, row.id, late)


def unfulfilled(work: Work, places: Places, need_id: str) -> None:
    """Pass a need up when the reminder brought nothing either."""
    row = need_rows.get(work, need_id)
    if row is not None and row.status is Status.PLANNED:
        _pass_up(work, places, row, Event.UNFULFILLED)


def nudge(work: Work, need_id: str) -> None:
    """Remind an office that nothing has followed since it saw a need."""
    row = need_rows.get(work, need_id)
    if row is None or row.status not in SEEN or row.office is None:
        return
    new = need_events.happen(work, row, Event.NUDGED, office=row.office)
    need_events.inform(work, row.office, new, urgent=row.endangers_life)
    late = work.seconds + int(PLAN_PATIENCE.total_seconds())
    timers.set_timer(work, Clock.QUIET_LATE, row.id, late)


def neglected(work: Work, places: Places, need_id: str) -> None:
    """Pass a need up when nothing followed the reminder either."""
    row = need_rows.get(work, need_id)
    if row is not None and row.status in SEEN:
        _pass_up(work, places, row, Event.NEGLECTED)


def ask_again(work: Work, need_id: str) -> None:
    """Ask everybody once more whether it is still solved."""
    row = need_rows.get(work, need_id)
    if row is not None and row.status is Status.RESOLVED:
        need_events.happen(work, row, Event.ASKED_AGAIN, office=row.office)


def fade(work: Work, need_id: str) -> None:
    """Forget the hour of a need that has long been closed, and what was said about it."""
    row = need_rows.get(work, need_id)
    if row is not None and row.status not in OPEN:
        work.connection.execute(update(need).where(need.c.id == need_id).values(received=None))
        need_events.fade(work, need_id)


def assign_waiting(work: Work, office: Office, area: Area) -> None:
    """Let needs of an area that nobody has come to an office in which somebody sits now."""
    if office.place in area:
        timers.set_timer(work, ASSIGN, office.place, work.seconds)


def fall_vacant(work: Work, office_id: str) -> None:
    """Let what an office had go one up, if nobody sits in it any more."""
    timers.set_timer(work, VACATED, office_id, work.seconds)


def assign_some(work: Work, places: Places, place: str) -> bool:
    """Give needs that nobody has to whoever stands for them now; true while there may be more."""
    within = select(place_above.c.place).where(place_above.c.above == place)
    rows = _page(work, select(need.c.id).where(need.c.office.is_(None), need.c.place.in_(within)))
    given = 0
    for row in rows:
        office = offices.who_has(work, (row.place, *places.ancestors(row.place)))
        if office is not None:
            status = row.status if row.status in UNSEEN else Status.RECEIVED
            arrive(work, row, status, office.id, Event.ASSIGNED)
            given += 1
    return given > 0 and len(rows) == PAGE


def pass_on_some(work: Work, places: Places, office_id: str) -> bool:
    """Pass up what an office had in which nobody sits any more; true while there may be more.

    With no office above it stays, for whoever is appointed next.
    """
    seats = offices.seats_of(work, office_id)
    above = next_up(work, places, office_id)
    if above is None or (seats is not None and seats.taken):
        return False
    rows = _page(work, select(need.c.id).where(need.c.office == office_id))
    for row in rows:
        arrive(work, row, Status.PASSED_UP, above.id, Event.VACATED, detail=office_id)
    return len(rows) == PAGE


def _pass_up(work: Work, places: Places, row: NeedRow, kind: Event) -> None:
    above = next_up(work, places, row.office)
    if above is None:
        new = need_events.happen(work, row, Event.STUCK, office=row.office)
        for hearer in filter(None, (need_events.ADMINISTRATION, row.office)):
            need_events.inform(work, hearer, new, urgent=row.endangers_life)
        return
    before = row.office or ""
    _, new = arrive(work, row, Status.PASSED_UP, above.id, kind, detail=before)
    if before:
        need_events.inform(work, before, new, urgent=row.endangers_life)


def _page(work: Work, query: Select[tuple[str]]) -> list[NeedRow]:
    ids = work.connection.execute(query.where(need.c.open).order_by(need.c.id).limit(PAGE))
    found = [need_rows.get(work, row.id) for row in ids]
    return [row for row in found if row is not None]
