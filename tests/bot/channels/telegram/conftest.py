"""A fake Bot API, and a desk in place of the turn."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.channels.telegram.api import BotApi
from conversations.messages import Incoming
from tests.fakes.bot_api import FakeBotApi


class StorageIsDown(Exception):
    """What a turn raises when it could not be stored."""


class Desk:
    """Takes what comes in, as the turn would; may be told to fail."""

    def __init__(self) -> None:
        self.received: list[Incoming] = []
        self.parked: list[tuple[str, str, bytes, str]] = []
        self.failing: list[str] = []

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.received]

    async def receive(self, incoming: Incoming) -> None:
        self._fail(incoming.text)
        self.received.append(incoming)

    async def park(self, channel: str, external_id: str, raw: bytes, failure: str) -> None:
        self._fail("park")
        self.parked.append((channel, external_id, raw, failure))

    def _fail(self, text: str) -> None:
        if text in self.failing:
            self.failing.remove(text)
            raise StorageIsDown


class Pauses:
    """Takes no time, and remembers how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as fake:
        yield fake


@pytest.fixture
async def api(telegram: FakeBotApi) -> AsyncIterator[BotApi]:
    async with aiohttp.ClientSession() as session:
        yield BotApi(session, telegram.token, telegram.url)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()
