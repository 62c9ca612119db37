"""What representatives are told of return intentions: the totals of each week, within an area.

Only what is told is kept (storage/snapshots.py); a place outside the area has no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select

from civic.areas import Area
from civic.disclosure import Figure, Shown, Tree, totals
from storage import standing
from storage.return_figure_tables import return_figure
from storage.work import Work

_OF_PLACE = (
    select(return_figure.c.week, return_figure.c.category, return_figure.c.people)
    .where(
        return_figure.c.place == bindparam("at"),
        return_figure.c.figure == bindparam("of"),
    )
    .order_by(return_figure.c.week)
)
_OF_PLACES = (
    select(return_figure)
    .where(return_figure.c.place.in_(bindparam("at", expanding=True)))
    .order_by(return_figure.c.week)
)
_INTO = (
    select(return_figure.c.week, return_figure.c.place, return_figure.c.people)
    .where(
        return_figure.c.place.in_(bindparam("from_", expanding=True)),
        return_figure.c.figure == Figure.ORIGIN_FLOWS.value,
        return_figure.c.category == bindparam("end"),
    )
    .order_by(return_figure.c.week)
)
_MADE = "snapshot"


@dataclass(frozen=True, slots=True)
class Told:
    """One table of a place: what is told now by category, and every change since the first week.

    A category that is not there is suppressed: nobody, or too few to be told of.
    """

    changes: Sequence[tuple[str, str, int]] = ()

    def at(self, week: str = "") -> dict[str, int]:
        """Return what was told in an ISO week, "" for the newest."""
        counts: dict[str, int] = {}
        for changed, category, people in self.changes:
            if week and changed > week:
                break
            counts[category] = people
        return {category: people for category, people in counts.items() if people}


def table(work: Work, area: Area, place: str, figure: Figure) -> Told:
    """Return a table of a place of the area; an empty one for any other place."""
    if place not in area:
        return Told()
    rows = work.connection.execute(_OF_PLACE, {"at": place, "of": figure.value})
    return Told([(row.week, row.category, row.people) for row in rows])


def tables(work: Work, area: Area, places: Sequence[str]) -> list[tuple[str, Figure, str, int]]:
    """Return every figure that is told of these places now: place, table, category, people."""
    inside = [place for place in places if place in area]
    told: dict[tuple[str, str, str], int] = {}
    for row in work.connection.execute(_OF_PLACES, {"at": inside}):
        told[row.place, row.figure, row.category] = row.people
    return [
        (place, Figure(figure), category, people)
        for (place, figure, category), people in sorted(told.items())
        if people
    ]


def flows_into(work: Work, area: Area, governorate: str, origins: Sequence[str]) -> Told:
    """Return from which of these places the households of a governorate of the area come."""
    if governorate not in area:
        return Told()
    rows = work.connection.execute(_INTO, {"end": governorate, "from_": list(origins)})
    return Told([(row.week, row.place, row.people) for row in rows])


def newest_week(work: Work) -> str:
    """Return the ISO week of the newest figures, "" when there are none yet."""
    return standing.get(work, _MADE) or ""


def changed(
    before: Mapping[str, Shown], after: Mapping[str, Shown], tree: Tree
) -> Iterator[tuple[str, int]]:
    """Yield the places whose total is another now, with what it is; 0 where it is suppressed."""
    past = totals({place: shown.count for place, shown in before.items()}, tree)
    for place, count in totals({place: told.count for place, told in after.items()}, tree).items():
        if count != past[place] and not place.endswith("/"):
            yield place, count


def note(work: Work, rows: list[dict[str, object]]) -> None:
    """Store the totals that a week changed."""
    if rows:
        work.connection.execute(insert(return_figure), rows)
