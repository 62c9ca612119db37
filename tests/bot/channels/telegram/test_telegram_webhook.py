"""The webhook lets in only Telegram, and says 200 only for what is on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.channels.telegram.api import ApiTrouble, BotApi
from bot.channels.telegram.webhook import BIGGEST_BODY, Webhook, new_secret
from tests.fakes.bot_api import FakeBotApi

SECRET = "a-secret-for-tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
HELLO = {
    "update_id": 5,
    "message": {
        "message_id": 1,
        "from": {"id": 7},
        "chat": {"id": 7, "type": "private"},
        "text": "مرحبا",
    },
}


@pytest.fixture
async def webhook(api: BotApi, desk: Any) -> AsyncIterator[Webhook]:
    webhook = Webhook(api, desk.receive, desk.park, SECRET)
    yield webhook
    await webhook.close()


@pytest.fixture
async def address(webhook: Webhook) -> AsyncIterator[str]:
    application = web.Application()
    webhook.add_to(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def post(address: str, *, secret: str | None = SECRET, **more: Any) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(address + "/telegram", headers=headers, **more) as answer,
    ):
        return answer.status


async def test_telegram_posts_what_is_said_and_each_chat_stays_in_order(
    telegram: FakeBotApi, webhook: Webhook, address: str, desk: Any
) -> None:
    await telegram.user(7).says("قبل البداية")
    await webhook.start(address)
    for text in ("أول", "ثان", "ثالث"):
        await telegram.user(7).says(text)
    await telegram.updates.settled()
    assert desk.texts == ["قبل البداية", "أول", "ثان", "ثالث"]
    assert not telegram.updates.waiting


async def test_the_webhook_asks_for_what_it_reads_and_drops_nothing(
    telegram: FakeBotApi, webhook: Webhook, pauses: Any
) -> None:
    telegram.trouble(500, "setWebhook")
    await webhook.start("https://example.org/", pause=pauses)
    (asked,) = telegram.sent("setWebhook")
    assert asked["url"] == "https://example.org/telegram"
    assert asked["secret_token"] == SECRET
    assert asked["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert "drop_pending_updates" not in asked
    assert pauses.seconds == [1]


async def test_what_cannot_be_stored_is_brought_again(
    telegram: FakeBotApi, webhook: Webhook, address: str, desk: Any
) -> None:
    desk.failing = ["مرحبا", "مرحبا"]
    await webhook.start(address)
    await telegram.user(7).says("مرحبا")
    await telegram.user(7).says("وبعد")
    await telegram.updates.settled()
    assert desk.texts == ["مرحبا", "وبعد"]
    assert telegram.updates.hook
    assert "503" in telegram.updates.hook.last_error


async def test_poison_is_parked_and_confirmed(
    telegram: FakeBotApi, webhook: Webhook, address: str, desk: Any
) -> None:
    await webhook.start(address)
    update = telegram.updates.add_raw("message", b'{"update_id":%d,"message":7}')
    telegram.updates.add_raw("message", b"no JSON at all")
    await telegram.updates.settled()
    assert [len(parked[1]) for parked in desk.parked] == [len(str(update)), 64]


async def test_a_tap_is_answered_after_it_is_stored(
    telegram: FakeBotApi, webhook: Webhook, address: str, api: BotApi, desk: Any
) -> None:
    await webhook.start(address)
    samar = telegram.user(7)
    await samar.says("/start")
    keyboard = {"inline_keyboard": [[{"text": "نعم", "callback_data": "token:1"}]]}
    await api.call("sendMessage", {"chat_id": 7, "text": "؟", "reply_markup": keyboard})
    await samar.taps("نعم")
    (tap,) = telegram.world.taps.values()
    await asyncio.wait_for(tap.answered.wait(), 20)
    assert desk.received[-1].tap == "token:1"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "س" * 18])
async def test_strangers_are_refused(secret: str | None, address: str, desk: Any) -> None:
    assert await post(address, secret=secret, json=HELLO) == 401
    assert not desk.received


async def test_strangers_are_refused_before_their_body_is_read(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
    status = await asyncio.wait_for(reader.readline(), 20)
    assert b"401" in status
    writer.close()


async def test_a_delivery_that_comes_twice_is_handed_on_twice(address: str, desk: Any) -> None:
    """Repetitions are known by the turn, in the same transaction as their effect."""
    assert await post(address, json=HELLO) == 200
    assert await post(address, json=HELLO) == 200
    assert [incoming.id for incoming in desk.received] == ["5", "5"]


async def test_storage_that_is_down_is_told_as_503(address: str, desk: Any) -> None:
    desk.failing = ["مرحبا", "park"]
    assert await post(address, json=HELLO) == 503
    assert await post(address, data=b"unreadable") == 503
    assert not desk.parked


async def test_a_body_larger_than_any_update_is_not_read(address: str, desk: Any) -> None:
    assert await post(address, data=b" " * (BIGGEST_BODY + 1)) == 413
    assert not desk.parked


async def test_neither_is_one_that_hides_its_length(address: str, desk: Any) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    with suppress(aiohttp.ClientError):  # the server may hang up while we are still writing
        assert await post(address, data=pieces()) == 413
    assert not desk.parked


@pytest.mark.parametrize("secret", ["", "سر", "a b", "x" * 257])
def test_a_secret_that_telegram_would_not_take_is_refused_at_start(secret: str, desk: Any) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(None, desk.receive, desk.park, secret)  # type: ignore[arg-type]


def test_a_new_secret_is_long_and_never_the_same() -> None:
    assert new_secret() != new_secret()
    assert len(new_secret()) >= 40


async def test_a_call_that_telegram_refuses_is_not_repeated(webhook: Webhook) -> None:
    with pytest.raises(ApiTrouble, match="401"):
        await _with_wrong_token(webhook).start("https://example.org")


def _with_wrong_token(webhook: Webhook) -> Webhook:
    webhook._api._address = webhook._api._address.replace("/bot9", "/bot8")
    return webhook
