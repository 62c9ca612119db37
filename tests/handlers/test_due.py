"""What time alone brings: what is over goes, and nothing goes before its time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from handlers import due
from storage import outbox
from storage.outbox import HELD, SENT, Settlement
from storage.store import Store
from storage.tables import outbox as table
from tests.world import Resident, World


@asynccontextmanager
async def store_of(world: World) -> AsyncIterator[Store]:
    """A store over a world's database."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)


def bodies(world: World) -> int:
    """Count messages whose words are still kept."""
    with world.engine.connect() as connection:
        query = select(func.count()).where(table.c.body.is_not(None))
        return int(connection.execute(query).scalar_one())


def all_sent(world: World) -> None:
    """Note every message as sent."""

    def send(work: object) -> None:
        rows = outbox.owed(work, 1000)  # type: ignore[arg-type]
        outbox.settle(work, [Settlement(row.id, SENT, "1", due=row.due) for row in rows])  # type: ignore[arg-type]

    world.turn(send)


async def test_words_go_a_day_after_they_were_sent_and_rows_a_day_later(world: World) -> None:
    """Ids are kept as long as the channel lets us delete the message."""
    resident = Resident(world)
    resident.agrees()
    all_sent(world)
    async with store_of(world) as store:
        for hours, words, rows in ((23, 2, 2), (2, 0, 2), (24, 0, 0)):
            world.clock.forward(hours=hours)
            await due.sweep(store, world.keys)
            assert (bodies(world), world.count("outbox")) == (words, rows)


async def test_what_is_owed_or_on_hold_never_goes_by_itself(world: World) -> None:
    """A restored backup waits on hold for a week; then its words are still there to send."""
    resident = Resident(world)
    resident.agrees()
    resident.says("/my")
    world.turn(outbox.hold_all)
    world.clock.forward(days=7)
    async with store_of(world) as store:
        await due.sweep(store, world.keys)
        assert await store.run(outbox.release) >= 1
        found = await store.run(outbox.owed)
    assert [row.chat for row in found] == ["1001", "1001"], "what was said to the stranger is gone"
    assert all(row.message.text for row in found)
    with world.engine.connect() as connection:
        assert HELD not in connection.scalars(select(table.c.state)).all()


async def test_an_unfinished_conversation_waits_ninety_days(world: World) -> None:
    """And each answer starts the time anew."""
    resident = Resident(world)
    resident.agrees()
    resident.says("/need")
    async with store_of(world) as store:
        world.clock.forward(days=89)
        await due.sweep(store, world.keys)
        resident.restarts = False
        resident.says("الكسرة")
        world.clock.forward(days=89)
        await due.sweep(store, world.keys)
        assert world.count("journal") == 1
        world.clock.forward(days=2)
        await due.sweep(store, world.keys)
        assert world.count("journal") == 0


async def test_a_key_whose_turn_failed_is_deleted_after_two_days(world: World) -> None:
    """It was written before the commit that never came; the keys of people stay."""
    Resident(world).agrees()
    (mine,) = world.keys.owners()
    _make_keys(world, 1)
    async with store_of(world) as store:
        for days, keys in ((1, 2), (1, 2), (1, 1)):
            world.clock.forward(days=days)
            await due.sweep(store, world.keys)
            assert len(list(world.keys.owners())) == keys
    assert list(world.keys.owners()) == [mine]


async def test_many_keys_without_people_are_kept(world: World) -> None:
    """Data of last month were put back: their keys must be there when the mistake is noticed."""
    _make_keys(world, due.MOST_ORPHANS + 1)
    world.clock.forward(days=9)
    async with store_of(world) as store:
        await due.sweep(store, world.keys)
    assert len(list(world.keys.owners())) == due.MOST_ORPHANS + 1


def _make_keys(world: World, count: int) -> None:
    """Write keys as a batch does whose commit fails."""
    for _ in range(count):
        world.keys.create(f"person:{world.dice.token()}", world.clock().date())
    world.keys.flush()


async def test_an_id_is_known_for_thirty_days(world: World) -> None:
    """Longer than any channel repeats a delivery."""
    Resident(world).says("/start")
    async with store_of(world) as store:
        world.clock.forward(days=29)
        await due.sweep(store, world.keys)
        assert world.count("inbox") == 1
        world.clock.forward(days=2)
        await due.sweep(store, world.keys)
        assert world.count("inbox") == 0
