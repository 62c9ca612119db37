"""What a search found, narrowed by the facts of each need and put in order.

The ids come from memory, so that each is looked up by itself: whether it is meant is asked of
its row only, else the database would rather read the whole area.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, select

from civic.areas import Area
from civic.need_filters import NeedFilter
from civic.search_found import Found
from storage.area_needs import conditions
from storage.need_tables import need
from storage.tables import place_above
from storage.work import Work


def nearest(work: Work, area: Area, wanted: NeedFilter, found: Found) -> list[str]:
    """Return the ids that lie in the area and are meant, in order.

    The nearest come first; of those that are as near, the most urgent.
    """
    if not found.ids:
        return []
    steps = dict(zip(found.ids, found.steps, strict=True))
    places = ("area", "asked") if wanted.place else ("area",)
    meant = and_(*map(_within, places), *conditions(wanted, work.seconds, work.away))
    rows = work.connection.execute(
        select(need.c.id, need.c.priority, need.c.number, meant.label("meant")).where(
            need.c.id.in_(found.ids)
        ),
        {"area": area.place, "asked": wanted.place},
    )
    ranked = sorted(
        (steps[id_], -priority, number, id_) for id_, priority, number, is_meant in rows if is_meant
    )
    return [each[-1] for each in ranked]


def _within(name: str) -> ColumnElement[bool]:
    below = select(place_above.c.place).where(place_above.c.above == bindparam(name))
    return need.c.place.in_(below)
