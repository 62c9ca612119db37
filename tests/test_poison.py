"""A message that ends the process is put aside after two tries, and everybody else goes on."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.poisoned import CRASH, HANG
from tests.running import Running

PROGRAM = (sys.executable, "-m", "tests.poisoned")
MOST_STARTS = 5


@pytest.mark.parametrize("poison", [CRASH, HANG], ids=["crashes", "hangs"])
async def test_poison_is_parked_and_the_others_go_on(tmp_path: Path, poison: str) -> None:
    """The supervisor starts the service anew; the third start parks the message and says so."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeBotApi())
        service = Running(tmp_path, api, program=PROGRAM)
        stack.push_async_callback(service.end)
        victim, others = api.user(1), [api.user(number) for number in range(2, 8)]
        for person in others[:3]:
            await person.says("/start")
        await victim.says(poison)
        for person in others[3:]:
            await person.says("/start")
        while service.starts < MOST_STARTS and not victim.news.is_set():
            await service.start()
            await _ended_or_told(service, victim.news)
        for person in (*others, victim):
            await person.hears()
        assert await service.stop() == 0
    with sqlite3.connect(f"file:{service.database}?mode=ro", uri=True) as connection:
        assert connection.execute("SELECT failure FROM parked").fetchall() == [("TwiceCrashed",)]
        assert connection.execute("SELECT count(*) FROM inbox").fetchall() == [(7,)]
    connection.close()
    assert service.starts == 4, "one crash unforeseen, two while it was marked"


async def _ended_or_told(service: Running, told: asyncio.Event) -> None:
    assert service.process is not None
    ways = [asyncio.create_task(service.process.wait()), asyncio.create_task(told.wait())]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED, timeout=60)
    for way in ways:
        way.cancel()
