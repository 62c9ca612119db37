"""A draft reaches everybody once at the channel's full speed, and nobody's reply waits for it."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import quantiles
from typing import Final, cast

import pytest

from bot.channels.telegram.outbound import LIMITS, TelegramOutbound
from conversations.messages import Incoming, Kind
from handlers.clocks import Clocks
from handlers.delivery import Owed
from handlers.receiving import Reception
from handlers.sending import Sender
from storage import outbox
from storage.store import Store
from tests.crowd import convener_of, gather, with_a_draft, without_account
from tests.fakes.bot_api import FakeBotApi
from tests.patient_loop import PatientLoop, run
from tests.world import BEGINNING, World

PEOPLE: Final = 10_000 if os.environ.get("MASHWARA_PROOFS") == "long" else 1_000
FIRST: Final = 100_000
BLOCKED, ELSEWHERE = 7, 3
CONVENER: Final = 70
OTHERS: Final = (CONVENER, 71, 72, 73)
DRAFT: Final = "مسودة جديدة"
AWAY: Final = 2.0
"""Seconds that a restart takes."""


@dataclass
class Telegram:
    """A fake Bot API with Telegram's limits, when it was called, and when what was shown."""

    api: FakeBotApi
    tried: list[float] = field(default_factory=list)
    shown: list[tuple[float, str, str]] = field(default_factory=list)

    def times(self, words: str) -> list[float]:
        """When messages with these words were shown."""
        return [when for when, _, text in self.shown if words in text]

    def in_chat(self, number: int) -> list[str]:
        """What stands in a chat now."""
        return [each.text for each in self.api.world.chats[number].messages.values()]


@dataclass
class Running:
    """The service's working parts over a world, until they are stopped."""

    store: Store
    reception: Reception

    async def told(self, sender: str, words: str, number: int) -> None:
        """Take in what somebody writes."""
        incoming = Incoming(
            channel="telegram",
            sender=sender,
            chat=sender,
            id=f"{sender} {number}",
            kind=Kind.TEXT,
            text=words,
            language="ar",
        )
        await self.reception.receive(incoming)


@asynccontextmanager
async def running(world: World, telegram: Telegram) -> AsyncIterator[Running]:
    """Run store, clocks and sender in the loop's time."""
    loop = cast(PatientLoop, asyncio.get_running_loop())

    def clock() -> datetime:
        return BEGINNING + timedelta(seconds=loop.time())

    store = Store(world.engine, world.keys, clock, world.dice)
    store.run = loop.watched(store.run)  # type: ignore[method-assign, assignment]
    channel = TelegramOutbound(telegram.api.token, telegram.api.url, limits=LIMITS)
    send = loop.watched(channel.send)

    async def noted(owed: Owed) -> str:
        telegram.tried.append(loop.time())
        reference = await send(owed)
        telegram.shown.append((loop.time(), owed.chat, owed.message.text))
        return reference

    channel.send = noted  # type: ignore[method-assign]
    sender, clocks = (
        Sender("telegram", store, channel, clock, loop.time),
        Clocks(store, world.service),
    )
    world.service.owed, world.service.clock_waiting = sender.offer, clocks.wake
    tasks = [asyncio.create_task(each.run()) for each in (sender, clocks)]
    try:
        yield Running(store, Reception(store, world.service))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await channel.close()
        await asyncio.to_thread(store.close)


@asynccontextmanager
async def telegram_with_limits() -> AsyncIterator[Telegram]:
    """Open a fake Bot API in the loop's time, with everybody's chats."""
    loop = asyncio.get_running_loop()
    async with FakeBotApi(recording=False, now=lambda: BEGINNING.timestamp() + loop.time()) as api:
        api.flood.on = True
        for number in (*OTHERS, *range(FIRST, FIRST + PEOPLE)):
            api.user(number).opens()
        for number in range(FIRST, FIRST + BLOCKED):
            api.world.chats[number].refuses = "bot was blocked by the user"
        yield Telegram(api)


async def talk(service: Running, telegram: Telegram, waits: list[float], seed: int) -> None:
    """Let residents write at random moments, two a second; how long each waited is noted."""
    loop, dice, number = asyncio.get_running_loop(), random.Random(seed), 0
    while True:
        await asyncio.sleep(dice.expovariate(2))
        number += 1
        account = dice.randrange(FIRST + BLOCKED, FIRST + PEOPLE)
        before, known = loop.time(), len(telegram.shown)
        await service.told(str(account), "/help", seed * 100_000 + number)
        while not any(
            chat == str(account) and DRAFT not in text for _, chat, text in telegram.shown[known:]
        ):
            await asyncio.sleep(0.01)
        waits.append(loop.time() - before)


async def until(telegram: Telegram, count: int) -> None:
    """Wait until so many have got the draft."""
    while len(telegram.times(DRAFT)) < count:
        await asyncio.sleep(0.1)


@pytest.mark.proof
def test_a_draft_reaches_everybody_once_at_full_speed_through_restarts(lite: World) -> None:
    """97 of 100 of what the limits allow and no 429, one message each, replies within a second."""
    convener = convener_of(lite, str(CONVENER))
    gather(lite, convener, PEOPLE, FIRST)
    without_account(lite, convener, ELSEWHERE)
    with_a_draft(lite, convener)
    lite.turn(outbox.hold_all)  # what was said until here is another matter
    convener.unlocks()
    convener.says("/group 1 go commenting 7")
    waits: list[float] = []

    async def life(telegram: Telegram, count: int, seed: int) -> None:
        """Run until so many have got it, then stop as an operator does."""
        async with running(lite, telegram) as service:
            talking = asyncio.create_task(talk(service, telegram, waits, seed))
            await until(telegram, count)
            talking.cancel()
            await asyncio.gather(talking, return_exceptions=True)
        await asyncio.sleep(AWAY)
        lite.restart()

    everybody = PEOPLE - BLOCKED + len(OTHERS)

    async def scene() -> None:
        async with telegram_with_limits() as telegram:
            await life(telegram, 5, 1)  # while most are not even written down yet
            await life(telegram, everybody // 2, 2)
            async with running(lite, telegram) as service:
                talking = asyncio.create_task(talk(service, telegram, waits, 3))
                await until(telegram, everybody)
                talking.cancel()
                while not telegram.times("وصلت المسودة"):
                    await asyncio.sleep(1)
            check(telegram)

    def check(telegram: Telegram) -> None:
        got = Counter(chat for _, chat, text in telegram.shown if DRAFT in text)
        wanted = {*OTHERS, *range(FIRST + BLOCKED, FIRST + PEOPLE)}
        assert got == {str(number): 1 for number in wanted}
        assert telegram.api.flood.refused == 0
        assert share_of_the_limit(telegram) >= 0.97
        assert quantiles(waits, n=20)[-1] < 1
        (told,) = [text for text in telegram.in_chat(CONVENER) if "المسودة" in text[:20]]
        total = PEOPLE + ELSEWHERE + len(OTHERS)
        assert f"إلى {everybody:,} من {total:,}" in told
        assert "10 أشخاص" in told
        assert len(telegram.times("أُرسلت المسودة")) >= 1

    run(scene())


def share_of_the_limit(telegram: Telegram) -> float:
    """Return how much of thirty a second was sent from the first to the last, restarts left out."""
    first, last = min(telegram.times(DRAFT)), max(telegram.times(DRAFT))
    tried = [when for when in telegram.tried if first <= when <= last]
    away = sum(gap for soon, late in pairwise(tried) if (gap := late - soon) > AWAY / 2)
    return len(tried) / (last - first - away) / LIMITS.per_second
