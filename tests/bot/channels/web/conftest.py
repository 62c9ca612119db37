"""Fixtures of the web channel's tests: a desk, a village behind it, and browsers before it."""

from __future__ import annotations

import gettext
from collections.abc import AsyncIterator
from random import Random

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web.desk import Desk, WebSettings
from bot.channels.web.outbound import WebOutbound
from bot.channels.web.rooms import Rooms
from conversations.wording import Wording
from tests.bot.channels.web.village import (
    Browse,
    Browser,
    Clock,
    Look,
    PseudoArabic,
    Read,
    Village,
    World,
    digest,
)


@pytest.fixture
def settings() -> WebSettings:
    """Return the settings that most tests run under."""
    return WebSettings(public_name="مشورة")


@pytest.fixture
def wording() -> Wording:
    """Return make-believe Arabic and real English."""
    return Wording({"ar": PseudoArabic(), "en": gettext.NullTranslations()})


@pytest.fixture
def world(settings: WebSettings, wording: Wording) -> World:
    """Return a village behind a desk."""
    clock, rooms = Clock(), Rooms()
    village = Village(WebOutbound(rooms))
    desk = Desk(
        receive=village.receive,
        recent=village.recent,
        file_of=village.file_of,
        come_back=village.come_back,
        digest=digest,
        now=clock,
        random_bytes=Random(7).randbytes,
        wording=wording,
        settings=settings,
    )
    return World(clock, village, desk, rooms)


@pytest.fixture
async def browse(world: World) -> AsyncIterator[Browse]:
    """Open browsers (each with its own cookies) on servers of the world."""
    opened: list[Browser] = []

    async def browse(settings: WebSettings | None = None) -> Browser:
        client = TestClient(TestServer(world.app(settings)), cookie_jar=CookieJar(unsafe=True))
        await client.start_server()
        opened.append(client)
        return client

    yield browse
    for client in opened:
        await client.close()


@pytest.fixture
async def browser(browse: Browse) -> Browser:
    """Return one browser."""
    return await browse()


@pytest.fixture
def look() -> Look:
    """Open a page and read it."""

    async def look(client: Browser, address: str = "/") -> Read:
        async with client.get(address) as response:
            assert response.status == 200
            return Read(await response.text())

    return look
