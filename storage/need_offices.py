"""Which office has a need, which are near another, and how a need comes to one."""

from __future__ import annotations

from civic.areas import Area
from civic.escalation import Office
from civic.mandates import Mandate
from civic.need_actions import Hold
from civic.need_events import Event
from civic.needs import Status
from civic.places import Level, Places
from storage import need_events, need_rows, offices
from storage.need_rows import NeedRow
from storage.work import Work


def hold(work: Work, area: Area, mandate: Mandate, office_id: str | None) -> Hold:
    """Tell which office has a need, as seen by the one that somebody acts for."""
    if office_id is None:
        return Hold.NOBODYS
    if office_id == mandate.office.id:
        return Hold.OURS
    holder = offices.named(work, office_id)
    return Hold.BELOW if holder is not None and holder.place in area else Hold.ABOVE


def partners(work: Work, places: Places, office: Office) -> list[Office]:
    """Return the filled offices to which one may hand over: above, beside and below it."""
    above = [
        code for code in places.ancestors(office.place) if _is_within_governorate(places, code)
    ]
    beside = places.children(above[0]) if above else ()
    near = (*above, office.place, *beside, *places.children(office.place))
    order = {place: number for number, place in reversed(list(enumerate(near)))}
    found = [seats.office for seats in offices.seats_in(work, order) if seats.taken]
    found.sort(key=lambda each: (order[each.place], each.name_ar))
    return [each for each in found if each.id != office.id]


def next_up(work: Work, places: Places, office_id: str | None) -> Office | None:
    """Return the nearest filled office above one; a vacant one is skipped at once."""
    below = offices.named(work, office_id)
    return offices.who_has(work, places.ancestors(below.place)) if below else None


def arrive(
    work: Work, row: NeedRow, status: Status, office_id: str, kind: Event, *, detail: str = ""
) -> tuple[NeedRow, int]:
    """Bring a need to an office, by no office's own doing; its clock begins anew.

    Returns the need as it stands then, and the event's id.
    """
    after = need_rows.move(work, row, status, office_id=office_id, due=work.seconds + row.patience)
    return after, need_events.happen(work, after, kind, office=office_id, detail=detail)


def _is_within_governorate(places: Places, code: str) -> bool:
    place = places.get(code)
    return place is not None and place.level is not Level.COUNTRY
