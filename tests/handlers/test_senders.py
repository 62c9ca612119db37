"""Several workers, one sender: who is elected, who follows, and that a chat never notices."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from handlers.delivery import Limits
from handlers.sending import Sender
from storage import outbox, standing
from storage.election import FREE_SECONDS, RENEW_SECONDS, VALID_SECONDS, Election
from storage.outbox import OWED, Priority
from storage.store import Store, StoreUnavailable
from storage.work import Work
from tests.handlers.test_sending import Chats, _owe, _states
from tests.quick_loop import run
from tests.world import BEGINNING, World

CHATS = "abcd"


@dataclass
class Worker:
    """A store, an election and a sender over a channel that all workers share."""

    store: Store
    clock: Callable[[], datetime]
    channel: Chats
    name: str
    began: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    task: asyncio.Task[None] = field(init=False)

    def start(self) -> None:
        """Run until it is stopped."""
        self.task = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        """Stop in order."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        election = Election(self.store, "send telegram", self.name, loop.time)

        async def send() -> None:
            self.began.append(loop.time())
            try:
                await Sender(
                    *("telegram", self.store, self.channel, self.clock, loop.time), election.holds
                ).run()
            finally:
                self.ended.append(loop.time())

        await election.serve(send)

    def cut_off(self, how: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Let nothing of this worker's reach the database any more."""

        async def cut(_turn: object, **_more: object) -> None:
            await how()

        self.store.run = cut  # type: ignore[method-assign, assignment]


async def refused() -> None:
    """The database says no at once."""
    raise StoreUnavailable("away")


async def silence() -> None:
    """The line is dead, and nobody says so."""
    await asyncio.Event().wait()


@asynccontextmanager
async def workers(world: World, channel: Chats) -> AsyncIterator[tuple[Worker, Worker]]:
    """Two workers, the first of which is elected."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    def clock() -> datetime:
        return BEGINNING + timedelta(seconds=loop.time() - began)

    both = [
        Worker(Store(world.engine, world.keys, clock, world.dice), clock, channel, name)
        for name in ("first", "second")
    ]
    for worker in both:
        worker.start()
        while not both[0].began:
            await asyncio.sleep(0.1)
    try:
        yield both[0], both[1]
    finally:
        for worker in both:
            await worker.stop()
            await asyncio.to_thread(worker.store.close)


@pytest.fixture
def shared(postgres_url: str, tmp_path: Path) -> World:
    """A world on PostgreSQL that several workers share."""
    return World(postgres_url, f"sqlite:///{tmp_path}/keys.db")


def owe_all(world: World, each: int) -> None:
    """Owe so many numbered messages to every chat."""
    for number in range(each):
        for chat in CHATS:
            world.turn(partial(_owe, chat=chat, texts=(f"{number:02}",), priority=Priority.REPLY))


@pytest.mark.postgres
@pytest.mark.parametrize("how", [refused, silence])
def test_who_loses_the_database_has_stopped_before_another_begins(
    shared: World, how: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """No two on their way to a chat, none lost, none misplaced, at most one in a chat twice."""
    channel = Chats(Limits(seconds_between_in_chat=0.5), slow=0.3)
    owe_all(shared, 30)

    async def scene() -> None:
        async with workers(shared, channel) as (first, second):
            while len(channel.shown) < 20:
                await asyncio.sleep(0.1)
            first.cut_off(how)
            while await second.store.run(outbox.count_owed):
                await asyncio.sleep(1)
            assert first.ended[0] < second.began[0]

    run(scene())
    for chat in CHATS:
        once = [text for text, _ in groupby(channel.texts(chat))]
        assert once == [f"{number:02}" for number in range(30)]
        assert sum(Counter(channel.texts(chat)).values()) <= 31
    shared.close()


@pytest.mark.postgres
def test_who_resigns_is_followed_at_once(shared: World) -> None:
    """A worker that is stopped in order leaves nobody waiting for its lease to run out."""
    channel = Chats()

    async def scene() -> None:
        async with workers(shared, channel) as (first, second):
            await first.stop()
            while not second.began:
                await asyncio.sleep(0.1)
            assert second.began[0] - first.ended[0] <= 2 * RENEW_SECONDS < FREE_SECONDS

    run(scene())
    shared.close()


@pytest.mark.postgres
def test_a_process_that_was_frozen_is_not_elected_when_it_wakes(shared: World) -> None:
    """Before any of its tasks can notice: whoever asks, looks at the watch."""
    watch = [0.0]

    async def scene() -> None:
        store = Store(shared.engine, shared.keys, shared.clock, shared.dice)
        election = Election(store, "send telegram", "first", lambda: watch[0])
        assert not election.holds()
        serving = asyncio.create_task(election.serve(asyncio.Event().wait))
        while not election.holds():
            await asyncio.sleep(0.01)
        assert str(await store.run(_leases)).startswith("first")
        watch[0] += VALID_SECONDS
        assert not election.holds()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        assert await store.run(_leases) is None
        await asyncio.to_thread(store.close)

    run(scene())
    shared.close()


def test_whoever_is_not_elected_any_more_sends_nothing(lite: World) -> None:
    """Between losing the election and being stopped, too."""
    channel = Chats()
    owe_all(lite, 1)

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
        sender = Sender("telegram", store, channel, lite.clock, loop.time, lambda: False)
        sending = asyncio.create_task(sender.run())
        await asyncio.sleep(10)
        assert await store.run(_states) == [OWED] * len(CHATS)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await asyncio.to_thread(store.close)

    run(scene())
    assert channel.tried == 0


def _leases(work: Work) -> str | None:
    return standing.get(work, "elected:send telegram")


def test_on_sqlite_the_one_worker_is_elected_without_a_lease(lite: World) -> None:
    """After a crash it need not wait for a lease of its own to run out."""

    async def scene() -> None:
        store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
        election = Election(store, "send telegram", "first", lambda: 0.0)
        served = asyncio.Event()

        async def work() -> None:
            served.set()

        assert election.holds()
        await election.serve(work)
        assert served.is_set()
        assert await store.run(_leases) is None
        await asyncio.to_thread(store.close)

    asyncio.run(scene())
