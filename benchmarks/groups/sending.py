"""A draft goes to everybody through the real process and a Bot API with Telegram's limits."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec
from pydantic import SecretStr

from benchmarks.area.waits import Waits
from benchmarks.groups.at_noon import NOON
from benchmarks.processes import busy_seconds, python
from bot.app import open_database
from bot.settings import Settings
from storage import outbox
from tests.crowd import convener_of, gather, with_a_draft
from tests.fakes.bot_api import FakeBotApi
from tests.running import Running
from tests.world import MASTER, World

FIRST: Final = 100_000
CONVENER: Final = 70
OTHERS: Final = (CONVENER, 71, 72, 73)
DRAFT: Final = "مسودة جديدة"
PER_SECOND: Final = 30
ACTS_A_SECOND: Final = 2.0
STAYS: Final = 20
"""Seconds in which the sender sees the last count."""


class Sent(msgspec.Struct):
    """One draft to so many people: how long it took, and how residents fared meanwhile.

    `refused` counts answers with 429, `twice` and `missed` people; `progress` counts how often
    the sender's one message was edited; `busy_cores` is what the whole machine did meanwhile.
    """

    people: int
    seconds: float
    messages_a_second: float
    share_of_limit: float
    refused: int
    twice: int
    missed: int
    progress: int
    busy_cores: float
    replies: Waits


class Noted(FakeBotApi):
    """A Bot API that notes when which message was shown."""

    def __init__(self) -> None:
        super().__init__(recording=False)
        self.flood.on = True
        self.times: list[float] = []
        self.drafts: defaultdict[int, set[int]] = defaultdict(set)
        self.first = self.last = 0.0
        self.got = 0
        self.busy = busy_seconds()

    def _told(self, chat: int) -> None:
        now = time.perf_counter()
        self.times.append(now)
        newest = next(reversed(self.world.chats[chat].messages.values()))
        if DRAFT in newest.text and newest.id not in self.drafts[chat]:
            self.first, self.last = self.first or now, now
            self.drafts[chat].add(newest.id)
            self.got += len(self.drafts[chat]) == 1
        super()._told(chat)


def fill(settings: Settings, people: int) -> None:
    """Make a database in which a group of three opens its draft for comments."""
    open_database(settings).dispose()
    world = World(settings.store_url, settings.key_store_url, own_places=True)
    # The process that sends starts at noon by its own clock, however long this one has run.
    world.clock.time = NOON - timedelta(minutes=30)
    convener = convener_of(world, str(CONVENER))
    gather(world, convener, people, FIRST)
    with_a_draft(world, convener)
    world.turn(outbox.hold_all)  # what was said until here is not measured
    convener.unlocks()
    convener.says("/group 1 go commenting 7")
    world.close()


async def measure(folder: Path, people: int, stays: float = STAYS) -> Sent:
    """Send a draft to so many people by the real clock, while residents write."""
    fill(Settings(data_dir=folder / "data", master_key=SecretStr(MASTER.text())), people)
    numbers = [*OTHERS, *range(FIRST, FIRST + people)]
    program = (python(), "-m", "benchmarks.groups.at_noon", "serve")
    more = {"SEND_LIMITS": "platform", "MASTER_KEY": MASTER.text()}
    waits: list[float] = []
    async with Noted() as api:
        for number in numbers:
            api.user(number).opens()
        service = Running(folder, api, webhook=True, program=program, more=more)
        await service.start()
        talking = asyncio.create_task(_talk(api, numbers[len(OTHERS) :], waits))
        try:
            while api.got < len(numbers):
                await asyncio.sleep(0.5)
            api.busy = busy_seconds() - api.busy
            talking.cancel()
            await asyncio.gather(talking, return_exceptions=True)
            await asyncio.sleep(stays)
        finally:
            await service.stop()
        return _summed(api, numbers, waits)


async def _talk(api: Noted, accounts: Sequence[int], waits: list[float]) -> None:
    """Let residents write at chance moments; each waits for the reply alone."""
    dice = random.Random(8)
    async with asyncio.TaskGroup() as group:
        while True:
            await asyncio.sleep(dice.expovariate(ACTS_A_SECOND))
            group.create_task(_ask(api, dice.choice(accounts), waits))


async def _ask(api: Noted, account: int, waits: list[float]) -> None:
    person, began = api.user(account), time.perf_counter()
    await person.says("/help")
    while DRAFT in (await person.hears(60)).text:
        person.news.clear()
    waits.append(1000 * (time.perf_counter() - began))


def _summed(api: Noted, numbers: Sequence[int], waits: list[float]) -> Sent:
    seconds = api.last - api.first
    sent = sum(api.first <= when <= api.last for when in api.times)
    return Sent(
        people=len(numbers),
        seconds=round(seconds, 1),
        messages_a_second=round(len(numbers) / seconds, 2),
        share_of_limit=round(sent / seconds / PER_SECOND, 4),
        refused=api.flood.refused,
        twice=sum(len(ids) > 1 for ids in api.drafts.values()),
        missed=sum(not api.drafts[number] for number in numbers),
        progress=api.calls.get("editmessagetext", 0),
        busy_cores=round(api.busy / seconds, 2),
        replies=Waits.of(waits or [0.0]),
    )
