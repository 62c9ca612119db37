"""Return intentions: one for each household, sealed, kept as history, gone with its person."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import select

from civic.households import Age, Members, Sex, household
from civic.returns import (
    Details,
    Horizon,
    Intention,
    Obstacle,
    ReturnIntention,
    State,
    Topic,
)
from storage import people, returns
from storage.people import Person
from storage.reading import Reader
from storage.return_tables import return_intention
from storage.returns import Contact, ReturnRecord
from tests.world import World

DETAILS = Details(
    household=household(5, [Members(Sex.UNTOLD, Age.UNDER_5, 2)]),
    obstacles=(Obstacle.WATER_POWER, Obstacle.MINES),
    contact=(Topic.NEWS,),
)


def person(world: World, account: str = "7") -> Person:
    """Somebody who agreed."""
    return world.turn(
        partial(people.admit, channel="telegram", account=account, chat=account, language="ar")
    )


def said(world: World, intention: Intention = Intention.RETURN) -> ReturnIntention:
    """What a household from the bundled gazetteer says."""
    return ReturnIntention(
        origin=world.service.places.exact("الكسرة", "SY09")[0],
        current="SY11",
        intention=intention,
        horizon=Horizon.MONTHS_6 if intention is Intention.RETURN else None,
        details=DETAILS,
    )


def register(world: World, who: Person, intention: Intention = Intention.RETURN) -> ReturnRecord:
    """Store what a household says now."""
    stored = said(world, intention)
    return world.turn(partial(returns.register, person_id=who.id, said=stored))


def counted(world: World) -> list[ReturnRecord]:
    """Read all that counts, as the figures do: beside the writer, two at a time."""

    async def read() -> list[ReturnRecord]:
        reader = Reader(world.url)
        try:
            return [each async for each in returns.live(reader, world.keys, at_once=2)]
        finally:
            await reader.close()

    return asyncio.run(read())


def test_what_was_said_comes_back_after_a_restart(world: World) -> None:
    """The plain part and the sealed part are one record again."""
    who = person(world)
    stored = register(world, who)
    world.restart()
    found = world.turn(partial(returns.of_person, person_id=who.id))
    assert found == stored
    assert found is not None
    assert found.details == DETAILS
    assert (found.intention, found.horizon) == (Intention.RETURN, Horizon.MONTHS_6)


def test_a_later_answer_supersedes_and_the_earlier_is_history(world: World) -> None:
    """A household counts once, with what it says now."""
    who = person(world)
    register(world, who)
    later = register(world, who, Intention.STAY)
    assert [each.id for each in counted(world)] == [later.id]
    with world.engine.connect() as connection:
        states = connection.execute(select(return_intention.c.state)).scalars()
        assert sorted(states) == [State.LIVE.value, State.SUPERSEDED.value]


def test_only_codes_and_the_month_are_readable(world: World) -> None:
    """Neither obstacles nor the household nor what was agreed to lie in the clear."""
    register(world, person(world))
    with world.engine.connect() as connection:
        row = connection.execute(select(return_intention)).one()
    sealed = bytes(row.body) + bytes(row.contact)
    assert b"mines" not in sealed
    assert b"news" not in sealed
    assert not {"mines", "water_power", "news"} & {str(value) for value in row}


def test_stale_records_are_told_from_fresh_ones(world: World) -> None:
    """An answer that nobody confirmed counts apart until it is confirmed."""
    first, second, third = (register(world, person(world, str(each))) for each in range(3))
    world.turn(partial(returns.expire, record_id=second.id))
    assert {each.id: each.fresh for each in counted(world)} == {
        first.id: True,
        second.id: False,
        third.id: True,
    }
    world.turn(partial(returns.confirm, record_id=second.id))
    assert all(each.fresh for each in counted(world))


@pytest.mark.parametrize("way", ["withdrawn", "key gone"])
def test_whoever_leaves_is_in_no_later_count(world: World, way: str) -> None:
    """What was withdrawn is gone at once; what belongs to a lost key cannot be opened."""
    stays, leaves = person(world, "1"), person(world, "2")
    kept = register(world, stays)
    register(world, leaves)
    if way == "withdrawn":
        world.turn(partial(returns.withdraw, person_id=leaves.id))
    else:
        world.keys.forget(leaves.owner)
    assert [each.id for each in counted(world)] == [kept.id]


def test_the_week_of_the_last_message_outlives_a_new_answer(world: World) -> None:
    """Else a household could be written to twice in a week by answering anew."""
    who = person(world)
    stored = register(world, who)
    told = Contact((Topic.NEWS,), told=740_000)
    world.turn(partial(returns.set_contact, record=stored, contact=told))
    assert register(world, who).contact == told
