"""The members of a consultation: everybody who takes part in the area of a working group.

That is who reported or supported a need there, who means to go home there, who holds an office
there, and who has a seat in the group (docs/decisions/0021).
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, bindparam, or_, select, union

from civic.returns import State
from storage.group_tables import group_seat
from storage.need_tables import need, need_supporter
from storage.office_tables import mandate, office
from storage.return_tables import return_intention
from storage.tables import place_above
from storage.work import Work

PAGE: Final = 200
"""How many people one turn tells."""

_WITHIN: Final = select(place_above.c.place).where(place_above.c.above == bindparam("area"))
_WAYS: Final[tuple[Select[Any], ...]] = (
    select(need.c.person).where(need.c.place.in_(_WITHIN)),
    select(need_supporter.c.person)
    .join_from(need_supporter, need, need.c.id == need_supporter.c.need)
    .where(need.c.place.in_(_WITHIN)),
    select(return_intention.c.person).where(
        return_intention.c.origin.in_(_WITHIN),
        return_intention.c.state.in_((State.LIVE.value, State.EXPIRED.value)),
    ),
    select(mandate.c.person)
    .join_from(mandate, office, office.c.id == mandate.c.office)
    .where(
        office.c.place.in_(_WITHIN),
        or_(mandate.c.until.is_(None), mandate.c.until > bindparam("now")),
    ),
    select(group_seat.c.person).where(
        group_seat.c.group == bindparam("of_group"), group_seat.c.until.is_(None)
    ),
)
"""Each way in which somebody takes part; every one gives ids of people in its first column."""


def _next_of(way: Select[Any]) -> Select[Any]:
    column = way.selected_columns[0]
    page = way.where(column > bindparam("last")).distinct().order_by(column).limit(PAGE)
    return select(page.subquery())


_EVERY: Final = union(*map(_next_of, _WAYS)).subquery()
# Sorted by the database alone: its order of letters need not be ours.
_NEXT: Final = select(_EVERY.c.person).order_by(_EVERY.c.person).limit(PAGE)


def after(work: Work, group_id: str, place: str, last: str) -> list[str]:
    """Return the next members, in the order of their ids; fewer than PAGE at the end."""
    values = {"area": place, "of_group": group_id, "now": work.seconds, "last": last}
    return list(work.connection.scalars(_NEXT, values))


def takes_part(work: Work, group_id: str, place: str, person_id: str) -> bool:
    """Tell whether somebody is a member of the consultation."""
    values = {"area": place, "of_group": group_id, "now": work.seconds}
    found = (way.where(way.selected_columns[0] == person_id).limit(1) for way in _WAYS)
    return any(work.connection.execute(each, values).first() for each in found)
