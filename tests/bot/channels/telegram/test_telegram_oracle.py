"""python-telegram-bot, an independent reading of the Bot API, agrees with all that passes."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import telegram as oracle

from bot.channels.telegram.api import BotApi
from bot.channels.telegram.commands import set_my_commands
from bot.channels.telegram.outbound import TelegramOutbound
from bot.channels.telegram.polling import Polling
from conversations.messages import Button, Message, Role
from handlers.delivery import Owed
from tests.fakes.bot_api import FakeBotApi

ROOT = Path(__file__).parents[4]
PAYLOADS = ROOT / "tests" / "payloads" / "telegram"
MADE_UP = ("aura", "mood", "hologram", "telepathy")
METHODS = {
    "sendmessage": oracle.Bot.send_message,
    "editmessagetext": oracle.Bot.edit_message_text,
    "deletemessages": oracle.Bot.delete_messages,
    "pinchatmessage": oracle.Bot.pin_chat_message,
    "answercallbackquery": oracle.Bot.answer_callback_query,
    "getfile": oracle.Bot.get_file,
    "getupdates": oracle.Bot.get_updates,
    "setmycommands": oracle.Bot.set_my_commands,
    "setwebhook": oracle.Bot.set_webhook,
    "deletewebhook": oracle.Bot.delete_webhook,
}
RESULTS = {
    "sendmessage": oracle.Message,
    "editmessagetext": oracle.Message,
    "getfile": oracle.File,
    "getme": oracle.User,
    "getwebhookinfo": oracle.WebhookInfo,
    "getupdates": oracle.Update,
}


def unknown_fields(thing: object) -> Iterator[str]:
    """Name every field that the oracle did not know, however deep."""
    if isinstance(thing, (list, tuple)):
        for inner in thing:
            yield from unknown_fields(inner)
    elif isinstance(thing, oracle.TelegramObject):
        yield from thing.api_kwargs
        for name in {
            slot for kind in type(thing).__mro__ for slot in getattr(kind, "__slots__", ())
        }:
            if not name.startswith("_") and name != "api_kwargs":
                yield from unknown_fields(getattr(thing, name, None))


def check_request(method: str, parameters: dict[str, Any]) -> None:
    known = inspect.signature(METHODS[method]).parameters
    assert parameters.keys() <= known.keys(), (method, parameters)
    for name, kind in {
        "reply_markup": oracle.InlineKeyboardMarkup,
        "link_preview_options": oracle.LinkPreviewOptions,
    }.items():
        if name in parameters:
            given = parameters[name]
            given = json.loads(given) if isinstance(given, str) else given
            assert not list(unknown_fields(kind.de_json(given, None)))


def check_answer(method: str, answer: bytes) -> None:
    result = json.loads(answer)["result"]
    kind = RESULTS.get(method)
    if kind is None:
        assert result is True
        return
    for part in result if isinstance(result, list) else [result]:
        assert not list(unknown_fields(kind.de_json(part, None))), part


def _status(text: str) -> Message:
    """Return what is pinned in a room, with a way out of it."""
    link = Button("الخاص", "", link="https://t.me/mashwara_test_bot?start=group-1")
    return Message(text=text, controls=(link,), pin=True)


async def _a_busy_day(telegram: FakeBotApi, api: BotApi, desk: Any, pauses: Any) -> None:
    """Do everything that this channel and the people of the fake can do."""
    polling = Polling(api, desk.receive, desk.park, wait=0, pause=pauses)
    outbound = TelegramOutbound(telegram.token, telegram.url, pause=pauses)
    samar = telegram.user(7)
    await samar.says("/start inv_1")
    options = (Button("ماء", "t:1"), Button("كهرباء", "t:2", Role.CHOSEN))
    question = Message(text="ما الحاجة؟", buttons=options)
    owed = Owed(id=1, channel="telegram", lane=b"7", chat="7", message=question)
    reference = await outbound.send(owed)
    await samar.taps("ماء")
    thanks = Message(text="شكراً", replaces=reference)
    await outbound.send(Owed(id=2, channel="telegram", lane=b"7", chat="7", message=thanks))
    await samar.edits(samar.chat[0].id, "/start inv_2")
    await samar.forwards("منقول")
    await samar.sends_photo(b"photo", "الخزان", album="13")
    await samar.sends_voice(b"voice")
    await samar.sends_location(35.3, 40.1)
    await samar.sends_contact("+10005550100")
    group = telegram.group(-5)
    await samar.says("/group", group=group)
    await outbound.send(
        Owed(id=3, channel="telegram", lane=b"-5", chat="-5", message=_status("المرحلة"))
    )
    await group.lets_pin()
    await group.throws_out()
    await group.takes_in()
    await group.migrates(-1005)
    await samar.blocks()
    await samar.unblocks()
    await polling.step()
    await polling.step()
    for incoming in desk.received:
        if incoming.file:
            await outbound.fetch(incoming.file.reference)
    await outbound.withdraw("7", [reference])
    await set_my_commands(api, [("need", {"ar": "احتياج", "en": "Report a need"})])
    await api.call("setWebhook", {"url": "http://127.0.0.1:9/", "max_connections": 40})
    await api.call("getWebhookInfo")
    await api.call("deleteWebhook")
    await api.call("getMe")
    await outbound.close()


async def test_the_oracle_knows_every_word_of_what_we_send_and_the_fake_answers(
    telegram: FakeBotApi, api: BotApi, desk: Any, pauses: Any
) -> None:
    await _a_busy_day(telegram, api, desk, pauses)
    seen = {call.method for call in telegram.record}
    assert seen >= (METHODS.keys() | RESULTS.keys()) - {"answercallbackquery"}
    for call in telegram.record:
        assert call.status == 200, call
        if call.method in METHODS:
            check_request(call.method, call.parameters)
        check_answer(call.method, call.answer)


@pytest.mark.parametrize("file", sorted(PAYLOADS.glob("*.json")), ids=lambda file: file.stem)
def test_the_oracle_knows_every_word_of_the_recorded_payloads(file: Path) -> None:
    for case in json.loads(file.read_text("utf-8")):
        if "sticker" in case["name"] or "escaped" in case["name"]:
            continue  # shortened on purpose
        update = oracle.Update.de_json(case["update"], None)
        assert not [name for name in unknown_fields(update) if name not in MADE_UP], case["name"]


async def test_the_oracles_own_client_can_talk_to_the_fake(telegram: FakeBotApi) -> None:
    samar = telegram.user(7)
    await samar.says("مرحبا")
    await samar.sends_photo(b"photo")
    client = oracle.Bot(
        telegram.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot"
    )
    async with client:
        first, second = await client.get_updates(timeout=0)
        assert first.message
        assert first.message.text == "مرحبا"
        assert second.message
        file = await second.message.photo[-1].get_file()
        assert bytes(await file.download_as_bytearray()) == b"photo"
        button = oracle.InlineKeyboardButton("نعم", callback_data="t:1")
        sent = await client.send_message(
            7, "موافقة؟", reply_markup=oracle.InlineKeyboardMarkup([[button]])
        )
        await samar.taps("نعم")
        (tap,) = await client.get_updates(offset=second.update_id + 1, timeout=0)
        assert tap.callback_query
        await tap.callback_query.answer()
        await sent.edit_text("شكراً")
        with pytest.raises(oracle.error.BadRequest, match="not modified"):
            await sent.edit_text("شكراً")
        telegram.flood.on = True
        await client.send_message(7, "مرة")
        with pytest.raises(oracle.error.RetryAfter):
            await client.send_message(7, "مرتين")
    assert samar.last_message().text == "مرة"


async def test_the_fake_also_runs_as_a_process_of_its_own() -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.bot_api", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdout
        url = server.stdout.readline().strip()
        async with aiohttp.ClientSession(url) as session:
            said = [{"user": 7, "text": "مرحبا"}, {"user": 8, "text": "أهلاً"}]
            async with session.post("/fake/say", json=said) as answer:
                assert len(await answer.json()) == 2
            async with session.get("/fake/chat/7") as answer:
                assert [shown["text"] for shown in await answer.json()] == ["مرحبا"]
            async with session.get("/fake/stats") as answer:
                assert (await answer.json())["waiting"] == 2
        server.terminate()
