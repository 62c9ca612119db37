"""What the program counts itself for an account of an area: its needs by sector on this day."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select, true

from civic.areas import Area
from civic.needs import OPEN, Status
from storage.need_tables import need, need_tally
from storage.situations import Counts
from storage.tables import place_above
from storage.work import Work

_CLOSED = frozenset({Status.RESOLVED, Status.DECLINED})


def of_today(work: Work, area: Area) -> Counts:
    """Return by sector all needs that ever came, those that are open, closed and overdue."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for sector, status, count in work.connection.execute(
        select(need_tally.c.sector, need_tally.c.status, func.sum(need_tally.c.count))
        .where(need_tally.c.place == area.place, need_tally.c.count > 0)
        .group_by(need_tally.c.sector, need_tally.c.status)
        .order_by(need_tally.c.sector)
    ):
        row = found[sector]
        row[0] += int(count)
        row[1] += int(count) * (status in OPEN)
        row[2] += int(count) * (status in _CLOSED)
    for sector, count in work.connection.execute(
        select(need.c.sector, func.count())
        .where(
            need.c.open == true(),
            need.c.due < work.seconds - work.away,
            need.c.place.in_(select(place_above.c.place).where(place_above.c.above == area.place)),
        )
        .group_by(need.c.sector)
    ):
        found[sector][3] = int(count)
    return {sector: (row[0], row[1], row[2], row[3]) for sector, row in found.items()}
