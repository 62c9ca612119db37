"""Displaced households that said whether they mean to go home, and the weeks that pass then."""

from __future__ import annotations

import asyncio
from functools import partial

from civic.households import Age, Members, Sex, household
from civic.returns import (
    Condition,
    Details,
    Help,
    Horizon,
    Intention,
    Obstacle,
    ReturnIntention,
    Topic,
)
from handlers.jobs import JobRunner
from handlers.return_polling import KIND, PollCounter
from storage import people, returns
from storage.people import Person
from storage.reading import Reader
from tests.town import pass_weeks, store_of
from tests.world import World

DETAILS = Details(
    household=household(6, [Members(Sex.FEMALE, Age.TO_17, 3)]),
    obstacles=(Obstacle.MINES, Obstacle.ARREST),
    conditions=(Condition.DEMINING,),
    help=(Help.HOUSE,),
    contact=(Topic.QUESTIONS,),
)
SAID = ReturnIntention(
    origin="x-sy090102-01",
    current="SY11",
    intention=Intention.RETURN,
    horizon=Horizon.MONTHS_3,
    details=DETAILS,
)


def households(
    world: World, count: int, said: ReturnIntention = SAID, first: int = 0
) -> list[Person]:
    """Let so many households say the same; in a transcript they are h0, h1 and so on."""
    came = []
    for number in range(first, first + count):
        name = f"h{number} telegram"
        account = {"account": name, "chat": name}
        admit = partial(people.admit, channel="telegram", language="ar", **account)
        who = world.turn(admit)
        world.turn(partial(returns.register, person_id=who.id, said=said))
        came.append(who)
    return came


def make_figures(world: World, weeks: int) -> None:
    """Let so many weeks pass, with the snapshot of each."""

    async def make() -> None:
        reader = Reader(world.engine.url)
        try:
            await pass_weeks(world, reader, weeks)
        finally:
            await reader.close()

    asyncio.run(make())


def count_answers(world: World) -> None:
    """Count the answers of questions whose days are over."""

    async def count() -> None:
        reader = Reader(world.engine.url)
        async with store_of(world) as store:
            counter = PollCounter(store, reader, world.keys, world.service)
            await JobRunner(store, KIND, counter.carry_out).sweep()
        await reader.close()

    asyncio.run(count())
