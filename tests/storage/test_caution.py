"""Caution after an unclean stop: what ends the process twice is put aside, and nothing else is."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import insert, text

from storage import caution
from storage.caution import Mark, TwiceCrashed
from storage.store import Store, StoreUnavailable
from storage.tables import standing
from storage.work import Work
from tests.world import World

MARK = Mark("telegram", "7")


def test_a_stop_is_clean_when_it_was_noted(world: World) -> None:
    """The marker stands from the start to a clean stop."""
    with world.engine.begin() as connection:
        assert caution.mark_running(connection)
    with world.engine.begin() as connection:
        assert not caution.mark_running(connection)
        caution.mark_stopped(connection)
        assert caution.mark_running(connection)


def test_crashes_are_counted_by_starts_without_an_end(world: World) -> None:
    """A try that ends leaves no trace; one that does not counts at the next."""
    with world.engine.begin() as connection:
        assert caution.begin(connection, MARK) == 0
        caution.end(connection, MARK)
        assert [caution.begin(connection, MARK) for _ in range(3)] == [0, 1, 2]


async def test_two_crashes_put_a_turn_aside_and_the_next_goes_on(world: World) -> None:
    """The third time it is not tried at all."""
    tried: list[str] = []

    def turn(_work: Work, name: str) -> None:
        tried.append(name)

    with world.engine.begin() as connection:
        for _ in range(2):
            caution.begin(connection, MARK)
    store = Store(world.engine, world.keys, world.clock, world.dice, careful=5)
    with pytest.raises(TwiceCrashed):
        await store.run(partial(turn, name="poison"), mark=MARK)
    await store.run(partial(turn, name="other"), mark=Mark("telegram", "8"))
    store.close()
    assert tried == ["other"]


async def test_a_database_that_was_away_is_no_crash_of_the_turn(world: World) -> None:
    """However often nothing can be stored, the turn is tried again and never put aside."""

    def turn(work: Work, *, away: bool) -> str:
        if away:
            work.connection.execute(text("INSERT INTO standing VALUES ('x', 'y')"))
            raise_as_the_database(work)
        return "stored"

    store = Store(world.engine, world.keys, world.clock, world.dice, careful=50)
    for _ in range(5):
        with pytest.raises(StoreUnavailable):
            await store.run(partial(turn, away=True), mark=MARK)
    assert await store.run(partial(turn, away=False), mark=MARK) == "stored"
    store.close()
    assert world.count("trying") == 0


def raise_as_the_database(work: Work) -> None:
    """Raise what the driver raises when the disk is full or the line is cut."""
    from sqlalchemy.exc import InterfaceError

    work.connection.execute(insert(standing).values(name="z", value=""))
    raise InterfaceError("INSERT", {}, RuntimeError("away"))


def test_where_holds_no_values() -> None:
    """An error's words may be a person's words."""
    try:
        raise ValueError("كلام سري")
    except ValueError as error:
        assert caution.where(error).startswith("ValueError test_caution.py:")
        assert "سري" not in caution.where(error)
