"""Long reads hold up nobody: they cannot write, and each statement ends in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, insert, select, text

from storage.reading import Reader
from storage.store import StoreUnavailable
from storage.tables import place, standing
from tests.world import World

ENDLESS = text(
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) "
    "SELECT max(n) FROM numbers"
)


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """A reader that has a tenth of a second for a statement."""
    opened = Reader(world.engine.url, seconds=0.1)
    yield opened
    await opened.close()


async def test_what_is_committed_is_read(reader: Reader, world: World) -> None:
    """The gazetteer, for instance."""
    [(count,)] = await reader.rows(select(func.count()).select_from(place))
    assert count == world.count("place")


async def test_nothing_can_be_written_through_it(reader: Reader, world: World) -> None:
    """The database itself refuses."""
    with pytest.raises(StoreUnavailable):
        await reader.rows(insert(standing).values(name="by-a-reader", value="1"))
    assert world.count("standing") == 0


async def test_an_endless_statement_is_ended(reader: Reader) -> None:
    """The connection is good again afterwards."""
    with pytest.raises(StoreUnavailable):
        await reader.rows(ENDLESS)
    assert await reader.rows(select(place.c.code).limit(1))


async def test_who_stops_waiting_stops_the_statement(world: World) -> None:
    """A cancelled export leaves no statement running behind it."""
    patient = Reader(world.engine.url, seconds=60)
    reading = asyncio.create_task(patient.rows(ENDLESS))
    await asyncio.wait({reading}, timeout=0.2)
    reading.cancel()
    with pytest.raises((asyncio.CancelledError, StoreUnavailable)):
        await reading
    await patient.close()
