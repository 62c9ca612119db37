"""One turn at a time per person: in one process by batches, across workers by locks."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from storage.lanes import obtained
from storage.store import Store, TurnFailed
from storage.tables import standing
from storage.work import Work
from tests.world import World

LANES = [bytes([number]) * 8 for number in range(1, 7)]


def add_one(work: Work, lane: bytes, *, bad: bool = False) -> None:
    """Read a number, wait, write one more: what two at once would do wrong."""
    row = standing.c.name == lane.hex()
    before = work.connection.execute(select(standing.c.value).where(row)).scalar_one()
    work.connection.execute(text("SELECT pg_sleep(0.002)"))
    work.connection.execute(update(standing).where(row).values(value=str(int(before) + 1)))
    if bad:
        raise ValueError("a bad turn")


def prepare(work: Work) -> None:
    """Begin at nought for every lane."""
    work.connection.execute(
        standing.insert(), [{"name": lane.hex(), "value": "0"} for lane in LANES]
    )


@pytest.mark.postgres
@pytest.mark.parametrize("every_bad", [0, 3], ids=["all well", "every third turn fails"])
async def test_two_workers_never_run_one_person_at_once(
    postgres_url: str, tmp_path: Path, every_bad: int
) -> None:
    """Two stores work on the same six people; no turn overwrites what another has just done.

    A failing turn makes its batch run again one by one, where the lanes must be held as well.
    """
    world = World(postgres_url, f"sqlite:///{tmp_path}/keys.db")
    world.turn(prepare)
    stores = [Store(world.engine, world.keys, world.clock, world.dice, batch=16) for _ in range(2)]
    turns = 240
    bad = [bool(every_bad) and number % every_bad == 0 for number in range(turns)]
    tasks = [
        stores[number % 2].run(
            partial(add_one, lane=LANES[number // 2 % 6], bad=bad[number]),
            lane=LANES[number // 2 % 6],
        )
        for number in range(turns)
    ]
    done = await asyncio.gather(*tasks, return_exceptions=True)
    for store in stores:
        await asyncio.to_thread(store.close)
    assert [isinstance(each, TurnFailed) for each in done] == bad
    with world.engine.connect() as connection:
        values = dict(connection.execute(select(standing.c.name, standing.c.value)).all())
    world.close()
    assert sum(map(int, values.values())) == turns - sum(bad)


@pytest.mark.postgres
def test_a_lane_that_another_worker_holds_is_left_for_later(postgres_url: str) -> None:
    """What is busy elsewhere is not waited for; it ends with the other's transaction."""
    world_engine = World(postgres_url, "sqlite://").engine
    with world_engine.connect() as first, world_engine.connect() as second:
        assert obtained(first, LANES[:3], bytes) == (LANES[:3], [])
        assert obtained(second, [LANES[2], LANES[3]], bytes) == ([LANES[3]], [LANES[2]])
        assert obtained(second, [b""], bytes) == ([b""], [])
        first.rollback()
        assert obtained(second, [LANES[2]], bytes) == ([LANES[2]], [])
    world_engine.dispose()


def test_on_sqlite_nobody_else_writes(lite: World) -> None:
    """There is one writer, so every lane is free."""
    with lite.engine.connect() as connection:
        assert obtained(connection, LANES, bytes) == (LANES, [])
