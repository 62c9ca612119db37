"""What offices search is read when it is wanted, kept fresh, dropped when nobody asks."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.app import App, build
from bot.dice import system_clock
from bot.searching import Searching
from bot.settings import Settings
from civic.needs import NeedReport, Severity
from storage import needs, people, search
from storage.reading import Reader
from storage.search import SearchIndexes
from tests.offices import place_called
from tests.quick_loop import run
from tests.searching import write
from tests.world import World

PATIENCE = 1000
"""So many of the loop's quick seconds, each of them with real work in between."""


class Kept:
    """A service's searching beside a test, over either database."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reader = Reader(world.engine.url)
        self.indexes = SearchIndexes(self.reader, world.keys, world.service.places)
        self.tasks: list[asyncio.Task[None]] = []
        self.searching = Searching(self.indexes, world.clock, self.start)
        self.area = frozenset({place_called(world, "الكسرة")})

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the test."""
        self.tasks.append(asyncio.create_task(work))

    def finds(self, query: str) -> int:
        """How many needs answer a query."""
        return len(self.indexes.find(self.area, query, self.world.clock()).found.ids)

    async def until_it_finds(self, query: str, count: int) -> None:
        """Let time pass until so many needs are found."""
        for _ in range(PATIENCE):
            if self.finds(query) == count:
                return
            await asyncio.sleep(1)
        raise AssertionError(f"{self.finds(query)} of {count} are found")

    async def close(self) -> None:
        """End what runs beside the test."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.reader.close()


def test_what_is_wanted_is_read_once_kept_fresh_and_dropped_when_idle(world: World) -> None:
    async def played() -> None:
        kept = Kept(world)
        write(world, "1", "الكسرة", "المضخة محروقة")
        for _ in range(3):
            kept.searching.want(kept.area)
        assert len(kept.tasks) == 1, "the others wait for the same"
        await kept.tasks[0]
        assert kept.finds("مضخات") == 1
        kept.start(kept.searching.run())
        write(world, "2", "الكسرة", "مضختنا واقفة")
        await kept.until_it_finds("مضخات", 2)
        world.clock.time += search.IDLE + timedelta(seconds=1)
        while len(kept.indexes):
            await asyncio.sleep(1)
        kept.searching.want(kept.area)
        await kept.until_it_finds("مضخات", 2)
        await kept.close()

    run(played())


def test_while_nothing_can_be_read_it_goes_on_trying(world: World) -> None:
    """As when the database is away for a while: no part of the service ends by it."""

    async def played() -> None:
        kept = Kept(world)
        write(world, "1", "الكسرة", "المضخة محروقة")
        _rename(world, "need_change", "away")
        kept.searching.want(kept.area)
        await kept.tasks[0]
        assert kept.finds("مضخات") == 0
        _rename(world, "away", "need_change")
        kept.searching.want(kept.area)
        await kept.until_it_finds("مضخات", 1)
        kept.start(kept.searching.run())
        _rename(world, "need_event", "away")
        await asyncio.sleep(60)
        assert kept.finds("مضخات") == 1, "what is in memory stays"
        _rename(world, "away", "need_event")
        write(world, "2", "الكسرة", "مضختنا واقفة")
        await kept.until_it_finds("مضخات", 2)
        assert not kept.tasks[-1].done()
        await kept.close()

    run(played())


def _rename(world: World, before: str, after: str) -> None:
    with world.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))


def test_the_running_service_finds_what_comes_in(tmp_path: Path) -> None:
    """Through the real wiring, with the real clock: read when wanted, then kept fresh."""
    settings = Settings(
        data_dir=tmp_path / "data", master_key_file=tmp_path / "key", database_url="", keys_url=""
    )

    async def played() -> None:
        async with build(settings) as app:
            place = app.service.places.exact("الكسرة", app.service.home)[0]
            who = await app.store.run(
                partial(people.admit, channel="web", account="1", chat="1", language="ar")
            )
            report = NeedReport(
                place=place,
                sector="water",
                problem="river_pump",
                severity=Severity.SEVERE,
                words="المضخة محروقة",
            )
            stored = partial(needs.store, person=who, report=report, office=None)
            await app.store.run(stored)
            app.service.search_wanted(frozenset({place}))
            await _until_found(app, place, 1)
            await app.store.run(stored)
            await _until_found(app, place, 2)

    run(played())


async def _until_found(app: App, place: str, count: int) -> None:
    for _ in range(PATIENCE):
        answer = app.service.find_words(frozenset({place}), "مضخات", system_clock())
        if answer.complete and len(answer.found.ids) == count:
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{count} needs are not found")
