"""A message that ends the process is suspected, put aside after two crashes; the rest go on."""

from __future__ import annotations

import asyncio
import base64
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.conftest import make_database
from tests.fakes.bot_api import FakeBotApi
from tests.poisoned import CRASH, HANG, STOP_WRITING
from tests.running import Running

PROGRAM = (sys.executable, "-m", "tests.poisoned")
MOST_STARTS = 6

POSTGRES = pytest.mark.postgres


@dataclass
class Store:
    """Where a service keeps its data, with the settings that name it."""

    address: str
    settings: dict[str, str]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what is stored."""
        engine = create_engine(self.address)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return found


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty database of the kind that the test names."""
    if request.param == "sqlite":
        return Store(f"sqlite:///{tmp_path}/data/mashwara.db", {})
    server = request.getfixturevalue("postgres_server")
    data, keys = make_database(server), make_database(server)
    master = base64.b64encode(b"k" * 32).decode()
    return Store(data, {"DATABASE_URL": data, "KEYS_URL": keys, "MASTER_KEY": master})


@pytest.mark.parametrize(
    "kept", ["sqlite", pytest.param("postgresql", marks=POSTGRES)], indirect=True
)
async def test_poison_in_company_is_found_out_and_the_others_go_on(
    tmp_path: Path, kept: Store
) -> None:
    """The first crash makes all of a batch suspects, tried alone; two more crashes park one."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeBotApi())
        service = Running(tmp_path, api, program=PROGRAM, more=kept.settings)
        stack.push_async_callback(service.end)
        victim, others = api.user(1), [api.user(number) for number in range(2, 8)]
        for person in others[:3]:
            await person.says("/start")
        await victim.says(CRASH)
        for person in others[3:]:
            await person.says("/start")
        await _run_until_told(service, victim.news)
        for person in (*others, victim):
            await person.hears()
        assert await service.stop() == 0
    assert kept.rows("SELECT failure FROM parked") == [("TwiceCrashed",)]
    assert kept.rows("SELECT count(*) FROM inbox") == [(7,)]
    assert service.starts == 4, "one crash unforeseen, two under suspicion"


@pytest.mark.parametrize(
    ("kept", "poison"),
    [
        pytest.param("sqlite", HANG, id="hangs"),
        pytest.param("sqlite", STOP_WRITING, id="stops writing"),
        pytest.param("postgresql", HANG, id="hangs on postgresql", marks=POSTGRES),
    ],
    indirect=["kept"],
)
async def test_poison_is_parked_in_whatever_way_it_ends_the_process(
    tmp_path: Path, kept: Store, poison: str
) -> None:
    """The fourth start puts it aside untried, and says so."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeBotApi())
        service = Running(tmp_path, api, program=PROGRAM, more=kept.settings)
        stack.push_async_callback(service.end)
        victim = api.user(1)
        await victim.says(poison)
        await _run_until_told(service, victim.news)
        await victim.hears()
        assert await service.stop() == 0
    assert kept.rows("SELECT failure FROM parked") == [("TwiceCrashed",)]
    assert service.starts == 4


async def _run_until_told(service: Running, told: asyncio.Event) -> None:
    """Start the service again whenever it ends, as its supervisor does."""
    while service.starts < MOST_STARTS and not told.is_set():
        await service.start()
        assert service.process is not None
        ways = [asyncio.create_task(service.process.wait()), asyncio.create_task(told.wait())]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        for way in ways:
            way.cancel()
