"""What a test world has in memory for searching, read when the test says so."""

from __future__ import annotations

import asyncio

from storage.reading import Reader
from storage.search import SearchIndexes
from tests.world import World

HOME = "SY09"


def read_words(world: World, place: str = HOME) -> None:
    """Read what was said so far in a place with all below it, as if it had just been opened."""

    async def read() -> SearchIndexes:
        reader = Reader(world.engine.url)
        indexes = SearchIndexes(reader, world.keys, world.service.places)
        await indexes.build(world.service.places.area(place).places, world.clock())
        await reader.close()
        return indexes

    world.service.indexes = asyncio.run(read())
