"""Writing invented households in bulk, and making the figures of a few weeks."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import msgspec
from sqlalchemy import insert

from bot.app import open_database, open_keys
from bot.dice import SystemDice, system_clock
from bot.settings import Settings
from civic.households import Age, Members, Sex, household
from civic.places import Level, Places
from civic.returns import (
    Condition,
    Details,
    Help,
    Horizon,
    Intention,
    Obstacle,
    ReturnIntention,
    State,
)
from storage import places as gazetteer
from storage import snapshots
from storage.people import owner_of
from storage.reading import Reader
from storage.return_tables import return_intention
from storage.returns import Contact
from storage.store import Store
from storage.tables import person
from storage.work import Work

HOME: Final = "SY09"
_AT_ONCE: Final = 5_000


@dataclass(slots=True)
class Told:
    """A clock that is set: figures are made as if weeks went by."""

    now: datetime = field(default_factory=system_clock)

    def __call__(self) -> datetime:
        """Return the time that was set."""
        return self.now


async def fill(settings: Settings, households: int, weeks: int) -> list[float]:
    """Write the households; returns how many seconds each week's figures took."""
    engine, keys = open_database(settings), open_keys(settings)
    with engine.connect() as connection:
        index = gazetteer.load(connection)
    clock = Told(system_clock() - timedelta(weeks=weeks - 1))
    store = Store(engine, keys, clock, SystemDice())
    reader = Reader(settings.store_url)
    said = _invented(index, households)
    for _ in range(0, households, _AT_ONCE):
        page = [each for each, _ in zip(said, range(_AT_ONCE), strict=False)]
        await store.run(partial(_register, page=page))
    took = []
    for week in range(weeks):
        began = time.perf_counter()
        await snapshots.recompute(store, reader, keys, index)
        took.append(round(time.perf_counter() - began, 1))
        clock.now = system_clock() - timedelta(weeks=weeks - 2 - week)
    await reader.close()
    await asyncio.to_thread(store.close)
    engine.dispose()
    keys.close()
    return took


def _register(work: Work, page: list[ReturnIntention]) -> None:
    """Write people with their keys and what they say, a statement for each table."""
    came = [(work.dice.token(), work.dice.token(), said) for said in page]
    joined = {"language": "ar", "joined": work.month, "forgotten": False}
    work.connection.execute(insert(person), [{"id": each, **joined} for each, _, _ in came])
    work.connection.execute(insert(return_intention), [_row(work, *each) for each in came])


def _row(work: Work, who: str, row: str, said: ReturnIntention) -> dict[str, object]:
    cipher = work.keys.create(owner_of(who), work.now.date())
    body, contact = msgspec.json.encode(said.details), msgspec.json.encode(Contact())
    return {
        "id": row,
        "person": who,
        "origin": said.origin,
        "current": said.current,
        "intention": said.intention.value,
        "horizon": said.horizon.value if said.horizon else "",
        "month": work.month,
        "state": State.LIVE.value,
        "confirmed": work.month,
        "seen": 0,
        "body": cipher.seal(body, f"return_intention|body|{row}"),
        "contact": cipher.seal(contact, f"return_intention|contact|{row}"),
    }


def _invented(places: Places, count: int) -> Iterator[ReturnIntention]:
    """Yield households from all villages of the governorate, the same ones in every run."""
    chance = random.Random(4)
    levels = {level: [p.code for p in places if p.level is level] for level in Level}
    villages = [code for code in levels[Level.COMMUNITY] if places.within(code, HOME)]
    weights = [chance.paretovariate(1) for _ in villages]
    near = [code for code in levels[Level.SUBDISTRICT] if places.within(code, HOME)]
    ends = [*near, *levels[Level.GOVERNORATE], *levels[Level.COUNTRY]]
    for _ in range(count):
        [origin] = chance.choices(villages, weights)
        intention = chance.choice([Intention.RETURN, *Intention])
        current = origin if intention is Intention.RETURNED else chance.choice(ends)
        returning = intention is Intention.RETURN
        yield ReturnIntention(
            origin=origin,
            current=current,
            intention=intention,
            horizon=chance.choice(list(Horizon)) if returning else None,
            details=_details(chance),
        )


def _details(chance: random.Random) -> Details:
    groups = [
        Members(sex, age, chance.randint(1, 3))
        for age in (Age.UNDER_5, Age.TO_17, Age.TO_59)
        for sex in (Sex.FEMALE, Sex.MALE)
        if chance.random() < 0.6
    ]
    return Details(
        household=household(sum(each.many for each in groups) + 1, groups),
        obstacles=tuple(chance.sample(list(Obstacle)[:-1], 3)),
        conditions=tuple(chance.sample(list(Condition)[:-1], 3)),
        help=tuple(chance.sample(list(Help)[:-1], 2)),
    )
