"""Who lives in an area, as far as they said so: those who reported or supported something there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from civic.areas import Area
from storage.need_tables import need, need_supporter
from storage.tables import place_above
from storage.work import Work

PAGE: Final = 200
"""How many people one turn tells."""


def after(work: Work, area: Area, last: str) -> list[str]:
    """Return the next people of an area, in the order of their ids."""
    within = select(place_above.c.place).where(place_above.c.above == area.place)
    reporters = select(need.c.person).where(need.c.person > last, need.c.place.in_(within))
    supporters = (
        select(need_supporter.c.person)
        .join_from(need_supporter, need, need.c.id == need_supporter.c.need)
        .where(need_supporter.c.person > last, need.c.place.in_(within))
    )
    found: set[str] = set()
    for query in (reporters, supporters):
        column = query.selected_columns[0]
        page = query.distinct().order_by(column).limit(PAGE)
        found.update(work.connection.scalars(page))
    return sorted(found)[:PAGE]
