"""How many people are behind the needs, in truth: counted beside the writer and never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, case, func, select

from civic.behalf import Claim
from civic.disclosure import Figure, Tree, region
from civic.needs import Status
from civic.places import Places
from storage.need_tables import need, need_behalf, need_supporter
from storage.reading import Reader

Headcounts = dict[tuple[Figure, str], dict[str, int]]
"""For each figure and sector the people of each place without parts (civic.disclosure.Tree)."""

AT_ONCE: Final = 100_000
"""Needs that one statement looks through, in a second or so; it may take five."""

_SIZES: Final = select(need.c.place, need.c.sector, func.count().label("needs")).group_by(
    need.c.place, need.c.sector
)


_WRITTEN_FOR_OTHERS: Final = select(need_behalf.c.need).where(
    need_behalf.c.state == Claim.WAITING.value
)
"""What an office wrote down could else lift a figure over what is told, as the office wishes."""


@dataclass(slots=True)
class _Cell:
    """A place without parts: the codes of the gazetteer that count for it, its needs by sector."""

    place: str
    codes: set[str] = field(default_factory=set)
    needs: Counter[str] = field(default_factory=Counter)


async def count(
    reader: Reader, places: Places, tree: Tree, since: str, at_once: int = AT_ONCE
) -> Headcounts:
    """Count people once in each sector and place who did something since the month `since`."""
    found: Headcounts = {}
    cells = _cells(await reader.rows(_SIZES), places, tree)
    for where in _pages(cells, at_once):
        for figure, statement in _counts(where, since):
            for row in await reader.rows(statement):
                found.setdefault((figure, row.sector), {})[row.cell] = row.people
    return found


def _cells(sizes: Iterable[Row[Any]], places: Places, tree: Tree) -> list[_Cell]:
    cells: dict[str, _Cell] = {}
    for row in sizes:
        if at := region(places, row.place):
            place = tree.innermost(at)
            cell = cells.setdefault(place, _Cell(place))
            cell.codes.add(row.place)
            cell.needs[row.sector] += row.needs
    return list(cells.values())


@dataclass(slots=True)
class _Page:
    """What one statement counts: several places, or one with some of its sectors."""

    cells: list[_Cell] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    needs: int = 0

    @property
    def condition(self) -> ColumnElement[bool]:
        """Which needs these are."""
        codes = [code for cell in self.cells for code in sorted(cell.codes)]
        here = need.c.place.in_(codes)
        return here & need.c.sector.in_(self.sectors) if self.sectors else here

    @property
    def cell(self) -> ColumnElement[str]:
        """For which place a need counts."""
        else_where = {
            code: cell.place for cell in self.cells for code in cell.codes if code != cell.place
        }
        return (
            case(else_where, value=need.c.place, else_=need.c.place) if else_where else need.c.place
        )


def _pages(cells: Iterable[_Cell], at_once: int) -> Iterator[_Page]:
    """Yield pages of few enough needs, unless a single place and sector has more."""
    page = _Page()
    for cell in cells:
        needs = cell.needs.total()
        if needs > at_once:
            yield from _pages_of(cell, at_once)
            continue
        if page.needs + needs > at_once:
            yield page
            page = _Page()
        page.cells.append(cell)
        page.needs += needs
    if page.cells:
        yield page


def _pages_of(cell: _Cell, at_once: int) -> Iterator[_Page]:
    page = _Page([cell])
    for sector, needs in sorted(cell.needs.items()):
        if page.sectors and page.needs + needs > at_once:
            yield page
            page = _Page([cell])
        page.sectors.append(sector)
        page.needs += needs
    yield page


def _counts(page: _Page, since: str) -> Iterator[tuple[Figure, Select[Any]]]:
    """Yield what to ask; only what people did themselves counts.

    A need's status and its merging with others are in an office's hand, which could else take
    people out of a figure and learn from the change who they are.
    """
    group = page.cell.label("cell"), need.c.sector
    reporters = func.count(need.c.person.distinct()).label("people")
    yield (
        Figure.REPORTERS,
        select(*group, reporters)
        .where(page.condition, need.c.month >= since)
        .where(need.c.status != Status.WITHDRAWN.value)
        .where(need.c.id.not_in(_WRITTEN_FOR_OTHERS))
        .group_by(*group),
    )
    supporters = func.count(need_supporter.c.person.distinct()).label("people")
    yield (
        Figure.SUPPORTERS,
        select(*group, supporters)
        .join_from(need, need_supporter, need_supporter.c.need == need.c.id)
        .where(page.condition, need_supporter.c.month >= since)
        .where(need_supporter.c.merged_from.is_(None))
        .group_by(*group),
    )
