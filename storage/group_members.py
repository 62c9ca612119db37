"""The members of a consultation: everybody who takes part in the area of a working group.

That is who reported or supported a need there, who means to go home there, who holds an office
there, who applied to the group and who has a seat in it (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, union

from civic.returns import State
from storage.group_tables import group_candidacy, group_seat
from storage.need_tables import need, need_supporter, need_tally
from storage.office_tables import mandate, office
from storage.return_tables import return_intention
from storage.tables import place_above
from storage.work import Work

PAGE: Final = 200
"""How many people one turn tells."""

LARGE: Final = 20_000
"""In an area with more needs the people are gone through, not the needs of its places."""

Within = Callable[[ColumnElement[str]], ColumnElement[bool]]


def _listed(place: ColumnElement[str]) -> ColumnElement[bool]:
    """Tell whether a place is among those of the area: quick for few rows."""
    return place.in_(select(place_above.c.place).where(place_above.c.above == bindparam("area")))


def _looked_up(place: ColumnElement[str]) -> ColumnElement[bool]:
    """Tell the same of each row by itself, so that rows are gone through by their people."""
    above = place_above.c.place == place, place_above.c.above == bindparam("area")
    return select(place_above.c.place).where(*above).exists()


def _ways(within: Within) -> tuple[Select[Any], ...]:
    """Return each way in which somebody takes part, with the ids of people in its first column."""
    return (
        select(need.c.person).where(within(need.c.place)),
        select(need_supporter.c.person)
        .join_from(need_supporter, need, need.c.id == need_supporter.c.need)
        .where(within(need.c.place)),
        select(return_intention.c.person).where(
            within(return_intention.c.origin),
            return_intention.c.state.in_((State.LIVE.value, State.EXPIRED.value)),
        ),
        select(mandate.c.person)
        .join_from(mandate, office, office.c.id == mandate.c.office)
        .where(
            within(office.c.place),
            or_(mandate.c.until.is_(None), mandate.c.until > bindparam("now")),
        ),
        select(group_seat.c.person).where(
            group_seat.c.group == bindparam("of_group"), group_seat.c.until.is_(None)
        ),
        select(group_candidacy.c.person).where(group_candidacy.c.group == bindparam("of_group")),
    )


def _next(ways: Iterable[Select[Any]]) -> Select[Any]:
    """Return the query for the next people of all ways together."""
    found = []
    for way in ways:
        column = way.selected_columns[0]
        page = way.where(column > bindparam("last")).distinct().order_by(column).limit(PAGE)
        found.append(select(page.subquery()))
    every = union(*found).subquery()
    # Sorted by the database alone: its order of letters need not be ours.
    return select(every.c.person).order_by(every.c.person).limit(PAGE)


_WAYS: Final = _ways(_listed)
_OF_SMALL: Final = _next(_WAYS)
_OF_LARGE: Final = _next(_ways(_looked_up))
_NEEDS: Final = select(func.sum(need_tally.c.count)).where(need_tally.c.place == bindparam("area"))


def after(work: Work, group_id: str, place: str, last: str) -> list[str]:
    """Return the next members, in the order of their ids; fewer than PAGE at the end."""
    needs = work.connection.execute(_NEEDS, {"area": place}).scalar_one() or 0
    values = {"area": place, "of_group": group_id, "now": work.seconds, "last": last}
    return list(work.connection.scalars(_OF_LARGE if needs > LARGE else _OF_SMALL, values))


def takes_part(work: Work, group_id: str, place: str, person_id: str) -> bool:
    """Tell whether somebody is a member of the consultation."""
    values = {"area": place, "of_group": group_id, "now": work.seconds}
    found = (way.where(way.selected_columns[0] == person_id).limit(1) for way in _WAYS)
    return any(work.connection.execute(each, values).first() for each in found)
