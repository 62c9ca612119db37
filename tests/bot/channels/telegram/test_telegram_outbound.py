"""Messages reach the phone, and every refusal becomes the house's own kind of trouble."""

from __future__ import annotations

import itertools
import json
import traceback
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.channels.telegram.outbound import LIMITS, TelegramOutbound
from conversations.messages import Button, FileKind, Message, Role, SentFile
from handlers.delivery import (
    Disowned,
    Moved,
    Outbound,
    Owed,
    SendTrouble,
    TryLater,
    Undeliverable,
    Unreachable,
)
from tests.fakes.bot_api import TOKEN, FakeBotApi

SHORT = (Button("ماء", "t:1"), Button("كهرباء", "t:2"))
Owe = Callable[..., Owed]


@pytest.fixture
async def outbound(telegram: FakeBotApi, pauses: Any) -> AsyncIterator[TelegramOutbound]:
    outbound = TelegramOutbound(telegram.token, telegram.url, pause=pauses)
    yield outbound
    await outbound.close()


@pytest.fixture
async def samar(telegram: FakeBotApi) -> Any:
    person = telegram.user(7)
    await person.says("/start")
    return person


@pytest.fixture
def owe() -> Owe:
    numbers = itertools.count(1)

    def owed(
        text: str = "مرحباً",
        chat: str = "7",
        attempts: int = 0,
        content: bytes = b"",
        **more: Any,
    ) -> Owed:
        message = Message(text=text, **more)
        return Owed(
            id=next(numbers),
            channel="telegram",
            lane=b"7",
            chat=chat,
            message=message,
            attempts=attempts,
            content=content,
        )

    return owed


def test_it_is_an_outgoing_half_with_telegrams_limits() -> None:
    outbound: type[Outbound] = TelegramOutbound
    assert outbound
    assert (LIMITS.per_second, LIMITS.seconds_between_in_chat) == (30, 1)


async def test_a_message_is_shown_with_its_buttons(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    controls = (Button("السؤال السابق", "back", Role.CONTROL),)
    reference = await outbound.send(owe("ما الحاجة؟", buttons=SHORT, controls=controls))
    shown = samar.last_message()
    assert reference == str(shown.id)
    assert shown.text == "ما الحاجة؟"
    assert shown.keyboard == [["2. كهرباء", "1. ماء"], ["السؤال السابق"]]
    assert shown.button("ماء")["callback_data"] == "t:1"


async def test_what_is_sent_is_plain_text_without_previews(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    await outbound.send(owe("<b>*https://example.org*</b>"))
    (sent,) = telegram.sent("sendMessage")
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent.keys() == {"chat_id", "text", "link_preview_options"}
    assert samar.last_message().text == "\u200f<b>*https://example.org*</b>"


async def test_a_message_is_edited_in_place(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    first = await outbound.send(owe("السؤال الأول", buttons=SHORT))
    second = await outbound.send(owe("السؤال الثاني", replaces=first))
    assert second == first
    assert samar.last_message().text == "السؤال الثاني"
    assert samar.last_message().keyboard == []
    assert len(samar.chat) == 2


async def test_an_edit_that_changes_nothing_has_succeeded(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    first = await outbound.send(owe("سؤال", buttons=SHORT))
    assert await outbound.send(owe("سؤال", buttons=SHORT, replaces=first)) == first
    assert len(samar.chat) == 2


@pytest.mark.parametrize("replaces", ["1", "999", "not a number", "-4"])
async def test_what_cannot_be_edited_is_sent_anew(
    replaces: str, outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    reference = await outbound.send(owe("سؤال", replaces=replaces))
    assert reference == str(samar.last_message().id)
    assert len(samar.chat) == 2


async def test_a_long_text_takes_several_messages_with_the_buttons_under_the_last(
    outbound: TelegramOutbound, samar: Any, owe: Owe, pauses: Any
) -> None:
    text = "\n".join(["س" * 1500] * 5)
    reference = await outbound.send(owe(text, buttons=SHORT))
    parts = samar.chat[1:]
    assert "\n".join(part.text for part in parts) == text
    assert [bool(part.buttons) for part in parts] == [False, False, True]
    assert reference == ",".join(str(part.id) for part in parts)
    assert pauses.seconds == [1, 1]
    await outbound.withdraw("7", [reference])
    assert len(samar.chat) == 1


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
CHART = SentFile(id="1", kind=FileKind.PHOTO, name="needs.png")
PAPER = SentFile(id="2", kind=FileKind.DOCUMENT, name="area.pdf")
VOICE = SentFile(id="3", kind=FileKind.VOICE, name="voice.ogg")


async def test_a_picture_goes_with_its_words_and_buttons(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    reference = await outbound.send(owe("الأرقام", buttons=SHORT, file=CHART, content=PNG))
    shown = samar.last_message()
    assert reference == str(shown.id)
    assert shown.content["caption"] == "الأرقام"
    assert shown.labels == ["2. كهرباء", "1. ماء"]
    (kept,) = shown.content["photo"]
    assert kept["file_name"] == "needs.png"
    assert telegram.world.files[kept["file_id"]] == PNG


async def test_a_file_never_edits_a_message(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    first = await outbound.send(owe("سؤال"))
    assert await outbound.send(owe("صورة", replaces=first, file=CHART, content=PNG)) != first


async def test_words_too_long_for_a_caption_follow_the_file(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    text = "كلمة " * 300
    reference = await outbound.send(owe(text, buttons=SHORT, file=PAPER, content=b"%PDF-1.7"))
    assert reference.count(",") == 1
    paper, words = samar.chat[-2:]
    assert paper.content["document"]["file_name"] == "area.pdf"
    assert "caption" not in paper.content
    assert not paper.buttons
    assert words.text == text.strip()
    assert words.labels


async def test_a_recording_that_telegram_does_not_play_goes_as_a_document(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    await outbound.send(owe("صوت", file=VOICE, content=b"OggS0"))
    assert "voice" in samar.last_message().content
    await outbound.send(owe("صوت", file=VOICE, content=b"\x1aE\xdf\xa3"))
    assert "document" in samar.last_message().content


async def test_a_picture_that_telegram_cannot_read_is_undeliverable(
    outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    with pytest.raises(Undeliverable):
        await outbound.send(owe("صورة", file=CHART, content=b"no picture"))


async def test_an_interrupted_long_text_goes_on_where_it_stopped(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    owed = owe("\n".join(["س" * 4000, "ع" * 4000]))
    telegram.flood.on = True
    with pytest.raises(TryLater):
        await outbound.send(owed)
    telegram.clock.move_on(2)
    await outbound.send(owed)
    assert [shown.text[0] for shown in samar.chat[1:]] == ["س", "ع"]


TROUBLES = [
    (429, "Too Many Requests", {"retry_after": 35}, TryLater),
    (429, "Too Many Requests", {}, TryLater),
    (500, "Internal Server Error", {}, TryLater),
    (502, "Bad Gateway", {}, TryLater),
    (409, "Conflict: terminated by other getUpdates request", {}, TryLater),
    (401, "Unauthorized", {}, Disowned),
    (404, "Not Found", {}, Disowned),
    (403, "Forbidden: bot was blocked by the user", {}, Unreachable),
    (403, "Forbidden: user is deactivated", {}, Unreachable),
    (403, "Forbidden: bot was kicked from the group chat", {}, Unreachable),
    (403, "Forbidden: bot can't initiate conversation with a user", {}, Unreachable),
    (400, "Bad Request: chat not found", {}, Unreachable),
    (400, "Bad Request: PEER_ID_INVALID", {}, Unreachable),
    (400, "Bad Request: not enough rights to send text messages to the chat", {}, Unreachable),
    (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1007}, Moved),
    (400, "Bad Request: message is too long", {}, Undeliverable),
    (400, "Bad Request: something new", {}, Undeliverable),
]


@pytest.mark.parametrize(("status", "description", "parameters", "kind"), TROUBLES)
async def test_every_refusal_has_its_meaning(
    status: int,
    description: str,
    parameters: dict[str, int],
    kind: type[SendTrouble],
    outbound: TelegramOutbound,
    telegram: FakeBotApi,
    samar: Any,
    owe: Owe,
) -> None:
    telegram.trouble(status, "sendMessage", times=2, description=description, parameters=parameters)
    telegram.trouble(status, "editMessageText", description=description, parameters=parameters)
    with pytest.raises(SendTrouble) as sending:
        await outbound.send(owe())
    with pytest.raises(SendTrouble) as editing:
        await outbound.send(owe(replaces="1"))
    assert type(sending.value) is type(editing.value) is kind
    _hides_token_and_text(sending.value)


def _hides_token_and_text(trouble: SendTrouble) -> None:
    told = "".join(traceback.format_exception(trouble))
    assert TOKEN not in told
    assert "مرحباً" not in repr(trouble)
    assert trouble.__context__ is None
    assert trouble.__cause__ is None


async def test_who_must_wait_and_how_long(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    telegram.trouble(429, "sendMessage", parameters={"retry_after": 35})
    telegram.trouble(500, "sendMessage", times=3)
    waits = []
    for attempts in (0, 0, 1, 30):
        with pytest.raises(TryLater) as trouble:
            await outbound.send(owe(attempts=attempts))
        waits.append((trouble.value.seconds, trouble.value.everyone))
    assert waits == [(35, True), (1, False), (2, False), (60, False)]


@pytest.mark.parametrize(
    "trouble", [{"status": 0}, {"status": 502, "body": "<html>"}, {"status": 200, "body": "?"}]
)
async def test_a_lost_answer_means_try_later(
    trouble: dict[str, Any], outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    telegram.trouble(**trouble, method="sendMessage", after=True)
    with pytest.raises(TryLater) as lost:
        await outbound.send(owe())
    _hides_token_and_text(lost.value)
    assert samar.last_message().text == "مرحباً"  # at least once: it did arrive


async def test_nobody_listening_means_try_later(pauses: Any, owe: Owe) -> None:
    outbound = TelegramOutbound(TOKEN, "http://127.0.0.1:9", pause=pauses)
    with pytest.raises(TryLater) as trouble:
        await outbound.send(owe())
    _hides_token_and_text(trouble.value)
    await outbound.close()


async def test_an_answer_with_news_in_it_still_counts_as_sent(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    """A whole model of the message would fail here, and the message would be sent again."""
    answer = '{"ok":true,"result":{"message_id":5,"date":"soon","chat":"new","from":[]}}'
    telegram.trouble(200, "sendMessage", after=True, body=answer)
    assert await outbound.send(owe()) == "5"


async def test_people_who_left_and_groups_that_moved(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe
) -> None:
    await samar.blocks()
    with pytest.raises(Unreachable):
        await outbound.send(owe())
    with pytest.raises(Unreachable):
        await outbound.send(owe(chat="12345"))
    await telegram.group(-5).migrates(-1005)
    with pytest.raises(Moved) as moved:
        await outbound.send(owe(chat="-5"))
    assert moved.value.chat == "-1005"
    assert await outbound.send(owe(chat="-1005"))


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "\u200f"}, {"buttons": (Button("نعم", "x" * 65),)}]
)
async def test_what_telegram_can_never_take_is_undeliverable(
    wrong: dict[str, Any], outbound: TelegramOutbound, samar: Any, owe: Owe
) -> None:
    with pytest.raises(Undeliverable):
        await outbound.send(owe(**wrong))


async def test_a_file_is_fetched(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any
) -> None:
    await samar.sends_photo(b"\xff\xd8 a photo" * 20_000)
    content = samar.chat[-1].content["photo"][-1]
    assert await outbound.fetch(content["file_id"]) == b"\xff\xd8 a photo" * 20_000


async def test_a_file_that_is_gone_or_too_large_is_refused(
    outbound: TelegramOutbound, telegram: FakeBotApi
) -> None:
    with pytest.raises(Undeliverable):
        await outbound.fetch("gone")
    with pytest.raises(Undeliverable):
        await outbound.fetch(telegram.world.keep_file(bytes(20_000_001)))


async def test_a_file_that_cannot_be_had_now_is_tried_later(
    outbound: TelegramOutbound, telegram: FakeBotApi
) -> None:
    name = telegram.world.keep_file(b"x")
    telegram.trouble(200, "getFile", body=_file_elsewhere(name))
    with pytest.raises(TryLater) as trouble:
        await outbound.fetch(name)
    _hides_token_and_text(trouble.value)


def _file_elsewhere(name: str) -> str:
    file = {"file_id": name, "file_unique_id": "u", "file_path": "files/elsewhere"}
    return json.dumps({"ok": True, "result": file})


async def test_messages_are_withdrawn_in_hundreds_as_far_as_that_is_allowed(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any, owe: Owe, pauses: Any
) -> None:
    old = await outbound.send(owe("قديم"))
    telegram.clock.move_on(49 * 3600)
    young = [await outbound.send(owe(str(number))) for number in range(120)]
    telegram.trouble(429, "deleteMessages", parameters={"retry_after": 3})
    await outbound.withdraw("7", [old, "999999", "not a number", *young])
    assert [shown.text for shown in samar.chat] == ["/start", "قديم"]
    assert telegram.calls["deletemessages"] == 2
    assert pauses.seconds == [3]


async def test_withdrawing_never_raises(
    outbound: TelegramOutbound, telegram: FakeBotApi, samar: Any
) -> None:
    telegram.trouble(500, "deleteMessages", times=3)
    await outbound.withdraw("7", ["1"])
    await outbound.withdraw("404", ["1"])
    await outbound.withdraw("7", [])
