"""After an outage the open questions are shown again, because taps made meanwhile are gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from handlers import waking
from storage import standing
from storage.store import Store
from tests.world import Resident, World


def test_an_open_question_is_shown_again_after_an_outage(world: World) -> None:
    """Away for three minutes: the same question comes again, and its new buttons work."""
    resident = _in_the_middle(world)
    world.turn(standing.note_alive)
    world.clock.forward(minutes=3)
    assert _wake(world) == 1
    shown = [message for _, message in resident._shown()]
    assert "انقطعت الخدمة" in shown[-1].text
    resident.last = shown[-1]
    assert "أيّ من هذه؟" in resident.taps("ماء")


def test_after_a_short_break_nothing_is_said(world: World) -> None:
    """A restart of half a minute loses no tap, so nobody is troubled."""
    _in_the_middle(world)
    world.turn(standing.note_alive)
    world.clock.forward(minutes=2)
    assert _wake(world) == 0


def test_whoever_left_long_ago_is_not_troubled(world: World) -> None:
    """A conversation of last week stays as it is."""
    _in_the_middle(world)
    world.clock.forward(days=7)
    world.turn(standing.note_alive)
    world.clock.forward(minutes=10)
    assert _wake(world) == 0


def _in_the_middle(world: World) -> Resident:
    resident = Resident(world, restarts=False)
    resident.agrees()
    resident.says("/need")
    resident.says("الشحيل")
    return resident


def _wake(world: World) -> int:
    async def wake() -> int:
        with _store(world) as store:
            return await waking.wake(store, world.service)

    return asyncio.run(wake())


@contextmanager
def _store(world: World) -> Iterator[Store]:
    store = Store(world.engine, world.keys, world.clock, world.dice)
    yield store
    store.close()
