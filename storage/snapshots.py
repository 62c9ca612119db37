"""The weekly snapshot of figures about people: only what is told is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, select, update

from civic.disclosure import (
    LEAST,
    NEED_FIGURES,
    NEVER,
    Audience,
    Dice,
    Figure,
    Rule,
    Shown,
    Table,
    Tree,
    elsewhere,
    handed_on,
    publish,
    totals,
)
from civic.places import Places
from storage import headcounts, return_counts, return_figures, standing
from storage.headcounts import Headcounts
from storage.keys import Keys
from storage.need_tables import snapshot
from storage.reading import Reader
from storage.store import Store
from storage.tables import standing as facts
from storage.work import Work

MONTHS: Final = 12
"""For so long somebody counts after they reported or supported a need, this month included."""

_MADE: Final = "snapshot"
_CELL: Final = tuple(snapshot.c[name] for name in ("place", "audience", "figure", "category"))

_State = dict[tuple[Figure, Audience, str], dict[str, Shown]]


@dataclass(frozen=True, slots=True)
class _Task:
    """A week whose snapshot is owed, the one made before it, and the first month that counts."""

    week: str
    last: str
    since: str


async def recompute(store: Store, reader: Reader, keys: Keys, places: Places) -> bool:
    """Make this week's snapshot, unless it is made; true when it is new.

    Counting goes on beside the writer, which is held for one short turn with what changed.
    Made again from the same people it is the same, so that nobody gains by restarting it.
    """
    task = await store.run(_owed)
    if task is None:
        return False
    tree = Tree.of(places)
    truth = await headcounts.count(reader, places, tree, task.since)
    truth |= await return_counts.count(reader, keys, places, tree)
    before = _state(await reader.rows(_newest()))
    changes = await asyncio.to_thread(_changes, before, truth, tree, task.week, dice_of(keys))
    return await store.run(partial(_write, task=task, changes=changes))


def current(
    work: Work,
    area: Collection[str],
    places: Places,
    audience: Audience = Audience.REPRESENTATIVES,
) -> list[Table]:
    """Return the newest tables of needs, of the codes of an area only."""
    rows = work.connection.execute(_of(area, audience))
    return _tables(rows, area, places, audience, standing.get(work, _MADE) or "")


async def read(
    reader: Reader, area: Collection[str], places: Places, audience: Audience = Audience.PUBLIC
) -> list[Table]:
    """Return the same as `current` beside the writer, for pages and reports."""
    made = await reader.rows(select(facts.c.value).where(facts.c.name == _MADE))
    rows = await reader.rows(_of(area, audience))
    return _tables(rows, area, places, audience, made[0].value if made else "")


def dice_of(keys: Keys) -> Dice:
    """Return dice that fall by a secret key: unguessable, and the same however often rolled."""

    def roll(occasion: str, sides: int) -> int:
        return int.from_bytes(keys.digest("disclosure", occasion.encode()), "big") % sides

    return roll


def _owed(work: Work) -> _Task | None:
    last, week = standing.get(work, _MADE), f"{work.now:%G-W%V}"
    if last is None:
        standing.put(work, _MADE, "")
    elif last >= week:
        return None
    month = work.now.year * 12 + work.now.month - MONTHS
    return _Task(week, last or "", f"{month // 12}-{month % 12 + 1:02}")


@dataclass(slots=True)
class _Changes:
    """What a week changes: cells for everybody's next week, totals that are read in the chat."""

    cells: list[dict[str, object]] = field(default_factory=list)
    totals: list[dict[str, object]] = field(default_factory=list)


def _changes(before: _State, truth: Headcounts, tree: Tree, week: str, dice: Dice) -> _Changes:
    """Return the rows that change; the public's follow from the representatives'."""
    series = {(figure, category) for figure, _, category in before} | truth.keys()
    changes = _Changes()
    for figure, category in sorted(series):
        people = truth.get((figure, category), {})
        for audience in Audience:
            shown = before.get((figure, audience, category), {})
            name = f"{figure}|{audience}|{category}"
            least = LEAST[audience] * figure.most_of_one
            after = publish(shown, people, tree, Rule(least, week, name, dice))
            cells = {"figure": figure.value, "audience": audience.value}
            cells |= {"category": category, "week": week}
            changes.cells += (
                {**cells, "place": place, "people": told.count or None}
                for place, told in after.items()
                if told != shown.get(place, NEVER)
            )
            if audience is Audience.REPRESENTATIVES and figure not in NEED_FIGURES:
                named = {"figure": figure.value, "category": category, "week": week}
                changes.totals += (
                    {**named, "place": place, "people": count}
                    for place, count in return_figures.changed(shown, after, tree)
                )
            people = handed_on(after, tree)
    return changes


def _write(work: Work, task: _Task, changes: _Changes) -> bool:
    made = update(facts).where(facts.c.name == _MADE, facts.c.value == task.last)
    if not work.connection.execute(made.values(value=task.week)).rowcount:
        return False  # another worker was faster
    if changes.cells:
        work.connection.execute(insert(snapshot), changes.cells)
    return_figures.note(work, changes.totals)
    return True


def _of(area: Collection[str], audience: Audience) -> Select[Any]:
    codes = [*area, *(elsewhere(place) for place in area)]
    of_needs = snapshot.c.figure.in_([figure.value for figure in NEED_FIGURES])
    told = snapshot.c.audience == audience.value
    return _newest(snapshot.c.place.in_(codes), told, of_needs)


def _newest(*conditions: ColumnElement[bool]) -> Select[Any]:
    week = func.max(snapshot.c.week).label("week")
    latest = select(*_CELL, week).where(*conditions).group_by(*_CELL).subquery()
    same = (latest.c[each.name] == each for each in (*_CELL, snapshot.c.week))
    return select(snapshot).join(latest, and_(*same))


def _state(rows: Iterable[Row[Any]]) -> _State:
    state: _State = {}
    for row in rows:
        series = Figure(row.figure), Audience(row.audience), row.category
        state.setdefault(series, {})[row.place] = Shown(row.people or 0, row.week)
    return state


def _tables(
    rows: Iterable[Row[Any]],
    area: Collection[str],
    places: Places,
    audience: Audience,
    week: str,
) -> list[Table]:
    tree, state = Tree.of(places), _state(rows)
    found = {figure: dict(_cells(figure, state, tree, area)) for figure in NEED_FIGURES}
    return [Table(figure, audience, week, counts) for figure, counts in found.items()]


def _cells(
    figure: Figure, state: _State, tree: Tree, area: Collection[str]
) -> Iterator[tuple[tuple[str, str], int]]:
    for (of, _, category), shown in state.items():
        if of is figure:
            sums = totals({place: told.count for place, told in shown.items()}, tree)
            yield from (((place, category), sums[place]) for place in area if sums.get(place))
