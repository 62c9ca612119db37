"""A release removed a script that somebody stands in the middle of: they are told, and go on."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import select

from conversations.engine.journal import opened
from conversations.wording import Wording
from handlers import conversing, waking
from storage import journals, people, standing
from storage.store import Store
from storage.tables import journal
from storage.work import Work
from tests.world import Resident, World

GONE = Wording.load().say(conversing.GONE, "ar")


@pytest.fixture
def resident(world: World) -> Resident:
    """Somebody in the middle of a conversation that no release knows any more."""
    one = Resident(world)
    one.agrees()
    world.turn(partial(_begin, account=one.account))
    return one


def _begin(work: Work, account: str) -> None:
    person = people.find(work, "telegram", account, account)
    assert person is not None
    journals.begin(work, person, opened("abolished", {}, {"first": "an answer"}))


def scripts(world: World) -> int:
    """Count unfinished conversations."""
    with world.engine.connect() as connection:
        return len(connection.execute(select(journal)).all())


@pytest.mark.parametrize("words", ["3", "/help", "/cancel", "نعم", "/resume"])
def test_it_is_said_plainly_and_what_was_written_is_answered(
    resident: Resident, words: str
) -> None:
    first, *answer = resident.says(words).split("\n", 1)
    assert GONE in first
    assert answer, "and then what was said now is answered"
    assert scripts(resident.world) == 0
    assert GONE not in resident.says(words), "it is said once"


def test_a_need_that_is_written_then_is_not_lost(resident: Resident) -> None:
    answer = resident.says("محطة مية الشحيل واقفة من أسبوعين")
    assert GONE in answer
    assert "الشحيل" in answer
    assert scripts(resident.world) == 1


def test_an_old_button_says_so(resident: Resident) -> None:
    assert GONE in resident.sends(kind="tap", tap="x" * 22 + "1", message="1")


def test_one_that_was_put_aside_is_said_to_be_gone_when_it_is_wanted(resident: Resident) -> None:
    resident.world.turn(partial(_put_aside, account=resident.account))
    assert GONE not in resident.says("/my")
    assert GONE in resident.says("/resume")
    assert scripts(resident.world) == 0


def _put_aside(work: Work, account: str) -> None:
    person = people.find(work, "telegram", account, account)
    assert person is not None
    journals.put_aside(work, person)


def test_after_an_outage_it_troubles_nobody(resident: Resident) -> None:
    """The start of the service passes over it; its person is told when they write."""
    world = resident.world
    world.turn(standing.note_alive)
    world.clock.forward(minutes=3)

    async def wake() -> None:
        store = Store(world.engine, world.keys, world.clock, world.dice)
        await waking.wake(store, world.service)
        await asyncio.to_thread(store.close)

    asyncio.run(wake())
    assert GONE in resident.says("3")
