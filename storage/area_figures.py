"""What pictures of an area show, counted exactly: needs by place, and how many came in when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from civic.areas import Area
from civic.need_filters import NeedFilter
from storage import area_needs
from storage.need_tables import need, need_week
from storage.tables import place_above
from storage.work import Work

WEEKS: Final = 26
MONTHS: Final = 12


def by_place(work: Work, area: Area, wanted: NeedFilter, places: Sequence[str]) -> dict[str, int]:
    """Return how many needs are meant in each of these places, as far as the area has them."""
    counted = area_needs.by_sector(work, area, wanted, places)
    return {place: sum(sectors.values()) for place, sectors in counted.items() if sectors}


def by_week(work: Work, area: Area, place: str, sector: str = "") -> dict[date, int]:
    """Return how many came in by the Monday of their week, for half a year.

    Weeks are kept for sub-districts and what lies above them; of a village there are none.
    """
    first = work.now - timedelta(weeks=WEEKS)
    rows = work.connection.execute(
        select(need_week.c.week, func.sum(need_week.c.count))
        .where(
            need_week.c.place == (place if place in area else ""),
            need_week.c.week >= f"{first:%G-W%V}",
            *([need_week.c.sector == sector] if sector else []),
        )
        .group_by(need_week.c.week)
    )
    return {_monday(row[0]): int(row[1]) for row in rows}


def by_month(work: Work, area: Area, place: str, sector: str = "") -> dict[str, int]:
    """Return how many came in by month, written "2026-11", for a year."""
    first = work.now.year * 12 + work.now.month - MONTHS
    below = select(place_above.c.place).where(place_above.c.above == place)
    rows = work.connection.execute(
        select(need.c.month, func.count())
        .where(
            need.c.place.in_(below if place in area else ()),
            need.c.month >= f"{first // 12}-{first % 12 + 1:02}",
            *([need.c.sector == sector] if sector else []),
        )
        .group_by(need.c.month)
    )
    return {row[0]: int(row[1]) for row in rows}


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
