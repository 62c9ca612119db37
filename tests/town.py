"""A town full of people who report and support needs, without conversations, for the tests."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Boolean, Float, Integer, LargeBinary, Table, insert

from storage import snapshots, told_support
from storage.need_tables import need, need_supporter
from storage.reading import Reader
from storage.store import Store
from storage.tables import person
from tests.world import World

TOWN = "x-sy090102-01"
EMPTY = ((Boolean, False), (Integer, 0), (Float, 0.0), (LargeBinary, b""))


def row_of(table: Table, **given: object) -> dict[str, object]:
    """Return a row in which what must be there and is not given is empty."""
    for column in table.columns:
        if not column.nullable and column.name not in given and column.autoincrement is not True:
            kinds = (value for kind, value in EMPTY if isinstance(column.type, kind))
            given[column.name] = next(kinds, "")
    return given


class Town:
    """A world in which people report and support needs, without conversations."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._ids = map(str, itertools.count(1))

    def person(self) -> str:
        """Somebody new."""
        name = next(self._ids)
        self._insert(person, id=name, language="ar", joined="2026-11", forgotten=False)
        return name

    def reports(self, who: str | None, place: str = TOWN, **given: object) -> str:
        """Store a need about water, this month."""
        name = next(self._ids)
        codes = {"sector": "water", "status": "received", "month": "2026-11", **given}
        self._insert(need, id=name, number=name, place=place, person=who, **codes)
        return name

    def supports(self, who: str, what: str, **given: object) -> None:
        """Say that one has the same problem, this month."""
        self._insert(need_supporter, need=what, person=who, **{"month": "2026-11", **given})

    def people_report(self, count: int, place: str = TOWN) -> list[str]:
        """Let so many people report a need each."""
        came = [self.person() for _ in range(count)]
        for who in came:
            self.reports(who, place)
        return came

    def _insert(self, table: Table, **given: object) -> None:
        row = row_of(table, **given)
        self.world.turn(lambda work: work.connection.execute(insert(table), row) and None)


@asynccontextmanager
async def store_of(world: World) -> AsyncIterator[Store]:
    """A store over a world's database."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)


async def pass_weeks(world: World, reader: Reader, weeks: int) -> None:
    """Make the snapshot once a week."""
    async with store_of(world) as store:
        for _ in range(weeks):
            world.clock.forward(days=7)
            assert await snapshots.recompute(store, reader, world.keys, world.service.places)
            await told_support.recompute(store, reader, world.keys)
