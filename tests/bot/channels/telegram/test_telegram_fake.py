"""The fake Bot API forgets, limits and refuses as Telegram does."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.channels.telegram.api import ApiTrouble, BotApi
from tests.fakes.bot_api import FakeBotApi


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


@pytest.fixture
async def samar(telegram: FakeBotApi) -> Any:
    person = telegram.user(7)
    await person.says("/start")
    return person


async def refusal(api: BotApi, method: str, **parameters: Any) -> str:
    with pytest.raises(ApiTrouble) as refused:
        await api.call(method, parameters)
    return str(refused.value)


async def test_unconfirmed_messages_live_a_day_and_taps_150_seconds(
    telegram: FakeBotApi, api: BotApi, samar: Any
) -> None:
    markup = keyboard([{"text": "نعم", "callback_data": "1"}])
    await api.call("sendMessage", {"chat_id": 7, "text": "؟", "reply_markup": markup})
    await samar.taps("نعم")
    telegram.clock.move_on(151)
    kinds = [list(update)[1] for update in json.loads(await api.call("getUpdates"))["result"]]
    assert kinds == ["message"]
    (tap,) = telegram.world.taps
    assert "too old" in await refusal(api, "answerCallbackQuery", callback_query_id=tap)
    telegram.clock.move_on(24 * 3600)
    assert json.loads(await api.call("getUpdates"))["result"] == []


async def test_an_offset_confirms_what_is_before_it(
    telegram: FakeBotApi, api: BotApi, samar: Any
) -> None:
    second = await samar.says("ثان")
    body = await api.call("getUpdates", {"offset": second, "limit": 1})
    assert [update["update_id"] for update in json.loads(body)["result"]] == [second]
    assert list(telegram.updates.waiting) == [second]


async def test_two_cannot_poll_at_once(telegram: FakeBotApi, api: BotApi) -> None:
    first = asyncio.create_task(refusal(api, "getUpdates", timeout=20))
    async with asyncio.timeout(20):
        while not telegram.calls:
            await asyncio.sleep(0)
    await api.call("getUpdates")
    assert "409 Conflict: terminated by other getUpdates" in await first


async def test_a_webhook_forbids_polling(api: BotApi) -> None:
    await api.call("setWebhook", {"url": "http://127.0.0.1:9/"})
    assert "409" in await refusal(api, "getUpdates")


async def test_only_what_was_asked_for_is_queued(telegram: FakeBotApi, api: BotApi) -> None:
    await api.call("getUpdates", {"allowed_updates": ["callback_query"]})
    await telegram.user(7).says("مرحبا")
    assert not telegram.updates.waiting


async def test_floods_are_refused_and_haste_is_counted(
    telegram: FakeBotApi, api: BotApi, samar: Any
) -> None:
    for number in range(100, 131):
        await telegram.user(number).says("/start")
    telegram.flood.on = True
    await api.call("sendMessage", {"chat_id": 7, "text": "مرة"})
    assert "retry after 1" in await refusal(api, "sendMessage", chat_id=7, text="مرتين")
    for number in range(100, 129):
        await api.call("sendMessage", {"chat_id": number, "text": "مرة"})
    assert "429" in await refusal(api, "sendMessage", chat_id=129, text="مرة")
    assert "429" in await refusal(api, "sendMessage", chat_id=130, text="مرة")
    assert telegram.flood.premature == 1
    telegram.clock.move_on(2)
    await api.call("sendMessage", {"chat_id": 130, "text": "مرة"})


async def test_a_group_takes_twenty_a_minute(telegram: FakeBotApi, api: BotApi) -> None:
    telegram.group(-5)
    telegram.flood.on = True
    for _ in range(20):
        await api.call("sendMessage", {"chat_id": -5, "text": "مرة"})
        telegram.clock.move_on(2)
    assert "retry after 2" in await refusal(api, "sendMessage", chat_id=-5, text="مرة")


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": "س" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": " \u200f\n"}, "message text is empty"),
        ({"txet": "مرحبا"}, "unknown parameters"),
        ({"chat_id": 8}, "chat not found"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"reply_markup": keyboard([{"text": "نعم"}])}, "text buttons are unallowed"),
        ({"reply_markup": keyboard([{"text": "", "callback_data": "1"}])}, 'Field "text"'),
        (
            {"reply_markup": keyboard([{"text": "نعم", "callback_data": "س" * 33}])},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"reply_markup": keyboard([{"text": "نعم", "callbackdata": "1"}])},
            "unknown field",
        ),
        ({"reply_markup": "{"}, "can't parse reply_markup"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(
    parameters: dict[str, Any], reason: str, api: BotApi, samar: Any
) -> None:
    given = {"chat_id": 7, "text": "مرحبا", **parameters}
    assert reason in await refusal(api, "sendMessage", **given)


async def test_texts_are_kept_as_telegram_keeps_them(api: BotApi, samar: Any) -> None:
    await api.call("sendMessage", {"chat_id": 7, "text": " a\tb\u202e\u200f\u200fc\u2066d\u2069\n"})
    assert samar.last_message().text == "a b\u200c\u200fc\u2066d\u2069"


async def test_nobodys_message_but_the_bots_can_be_edited(api: BotApi, samar: Any) -> None:
    mine = samar.chat[0].id
    edit = {"chat_id": 7, "text": "آخر"}
    assert "can't be edited" in await refusal(api, "editMessageText", message_id=mine, **edit)
    assert "not found" in await refusal(api, "editMessageText", message_id=99, **edit)


async def test_a_person_hears_what_the_bot_writes(api: BotApi, samar: Any) -> None:
    hearing = asyncio.create_task(samar.hears())
    await api.call("sendMessage", {"chat_id": 7, "text": "أهلاً"})
    assert (await hearing).text == "أهلاً"
    with pytest.raises(AssertionError, match="no button"):
        await samar.taps("نعم")
