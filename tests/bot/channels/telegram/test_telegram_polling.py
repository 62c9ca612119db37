"""Polling loses nothing: the offset follows what is on the disk."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.channels.telegram.api import ApiTrouble, BotApi
from bot.channels.telegram.commands import IN_GROUPS, set_my_commands
from bot.channels.telegram.names import own_name
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.taps import TapAnswers
from bot.channels.telegram.updates import split, update_id
from conversations.messages import Incoming, Kind
from tests.fakes.bot_api import FakeBotApi

POISON = b'{"update_id":%d,"message":{"message_id":"one"}}'


@pytest.fixture
def polling(api: BotApi, desk: Any, pauses: Any) -> Polling:
    return Polling(api, desk.receive, desk.park, wait=0, pause=pauses)


async def test_what_was_said_is_stored_and_then_confirmed(
    telegram: FakeBotApi, polling: Polling, desk: Any
) -> None:
    for number in (7, 8, 9):
        await telegram.user(number).says(f"أنا {number}")
    await polling.step()
    assert sorted(desk.texts) == ["أنا 7", "أنا 8", "أنا 9"]
    assert len(telegram.updates.waiting) == 3
    await polling.step()
    assert not telegram.updates.waiting
    assert len(desk.received) == 3


async def test_poison_is_parked_and_its_neighbours_go_on(
    telegram: FakeBotApi, polling: Polling, desk: Any
) -> None:
    await telegram.user(7).says("قبل")
    poison = telegram.updates.add_raw("message", POISON)
    await telegram.user(7).says("نصف \ud800 حرف")
    await telegram.user(7).says("بعد")
    await polling.step()
    assert desk.texts == ["قبل", "نصف \ufffd حرف", "بعد"]
    assert desk.parked == [("telegram", str(poison), POISON % poison, "UnreadableUpdate")]
    await polling.step()
    assert not telegram.updates.waiting


async def test_what_could_not_be_stored_comes_again_with_all_that_follows_it(
    telegram: FakeBotApi, polling: Polling, desk: Any, pauses: Any
) -> None:
    for text in ("أول", "ثان", "ثالث"):
        await telegram.user(7).says(text)
    await telegram.user(8).says("جارة")
    desk.failing = ["ثان"]
    await polling.step()
    assert sorted(desk.texts) == ["أول", "جارة"]
    assert pauses.seconds == [1]
    await polling.step()
    assert sorted(desk.texts[2:]) == ["ثالث", "ثان", "جارة"]
    assert desk.texts.index("ثان") < desk.texts.index("ثالث")
    await polling.step()
    assert not telegram.updates.waiting


async def test_poison_that_could_not_be_parked_comes_again(
    telegram: FakeBotApi, polling: Polling, desk: Any
) -> None:
    telegram.updates.add_raw("message", POISON)
    desk.failing = ["park"]
    await polling.step()
    await polling.step()
    assert len(desk.parked) == 1


async def test_a_kill_between_store_and_confirmation_only_repeats(
    telegram: FakeBotApi, api: BotApi, desk: Any
) -> None:
    update = await telegram.user(7).says("مرة")
    await Polling(api, desk.receive, desk.park, wait=0).step()
    await Polling(api, desk.receive, desk.park, wait=0).step()
    assert [incoming.id for incoming in desk.received] == [str(update)] * 2


async def test_chats_are_stored_side_by_side_and_each_in_order(
    telegram: FakeBotApi, api: BotApi, desk: Any
) -> None:
    neighbour_done = asyncio.Event()

    async def receive(incoming: Incoming) -> None:
        if incoming.text == "أول":
            await asyncio.wait_for(neighbour_done.wait(), 20)
        if incoming.sender == "8":
            neighbour_done.set()
        await desk.receive(incoming)

    await telegram.user(7).says("أول")
    await telegram.user(7).says("ثان")
    await telegram.user(8).says("جارة")
    await Polling(api, receive, desk.park, wait=0).step()
    assert desk.texts == ["جارة", "أول", "ثان"]


async def test_a_tap_is_answered_only_when_it_is_stored(
    telegram: FakeBotApi, polling: Polling, api: BotApi, desk: Any
) -> None:
    samar = telegram.user(7)
    await samar.says("/start")
    await _show_buttons(api)
    await samar.taps("نعم")
    (tap,) = telegram.world.taps.values()

    await polling.step()
    await asyncio.wait_for(tap.answered.wait(), 20)
    assert desk.received[-1].kind is Kind.TAP
    assert desk.received[-1].tap == "token:1"
    assert desk.received[-1].message == str(samar.last_message().id)


async def test_a_tap_that_is_too_old_to_answer_still_counts(
    telegram: FakeBotApi, api: BotApi, polling: Polling, desk: Any
) -> None:
    samar = telegram.user(7)
    await samar.says("/start")
    await _show_buttons(api)
    await samar.taps("نعم")
    batch = await api.call("getUpdates")
    telegram.clock.move_on(151)
    telegram.updates.add_raw("callback_query", _second_update(batch))
    await polling.step()
    assert desk.received[-1].tap == "token:1"


async def test_answers_to_taps_are_bounded(telegram: FakeBotApi, api: BotApi) -> None:
    answers = TapAnswers(api, most=2)
    for _ in range(5):
        answers.soon(telegram.world.press())
    await asyncio.gather(*answers._answering)
    assert telegram.calls["answercallbackquery"] == 2
    await answers.close()


@pytest.mark.parametrize(
    ("trouble", "pause"),
    [
        ({"status": 500}, 1),
        ({"status": 502, "body": "<html>Bad Gateway</html>"}, 1),
        ({"status": 0}, 1),
        ({"status": 409}, 1),
        ({"status": 401}, 1),
        ({"status": 200, "body": "not json"}, 1),
    ],
)
async def test_any_trouble_is_waited_out(
    trouble: dict[str, Any],
    pause: float,
    telegram: FakeBotApi,
    polling: Polling,
    desk: Any,
    pauses: Any,
) -> None:
    await telegram.user(7).says("مرحبا")
    telegram.trouble(**trouble, method="getUpdates", times=2)
    await polling.step()
    await polling.step()
    assert desk.texts == []
    await polling.step()
    assert desk.texts == ["مرحبا"]
    assert pauses.seconds == [pause, 2 * pause]


async def test_what_telegram_asks_to_wait_is_waited(
    telegram: FakeBotApi, polling: Polling, pauses: Any
) -> None:
    telegram.trouble(
        429, "getUpdates", body='{"ok":false,"error_code":429,"parameters":{"retry_after":35}}'
    )
    await polling.step()
    assert pauses.seconds == [35]


async def test_what_is_ignored_is_confirmed_too(
    telegram: FakeBotApi, polling: Polling, desk: Any
) -> None:
    await telegram.user(7).blocks()
    await polling.step()
    await polling.step()
    assert not telegram.updates.waiting
    assert not desk.received
    assert not desk.parked


async def test_polling_runs_until_cancelled_and_takes_the_webhook_away_first(
    telegram: FakeBotApi, api: BotApi, desk: Any
) -> None:
    await api.call("setWebhook", {"url": "http://127.0.0.1:9/telegram"})
    arrived: asyncio.Queue[str] = asyncio.Queue()

    async def receive(incoming: Incoming) -> None:
        await arrived.put(incoming.text)

    running = asyncio.create_task(Polling(api, receive, desk.park, wait=20).run())
    for text in ("أول", "ثان"):
        await telegram.user(7).says(text)
        assert await asyncio.wait_for(arrived.get(), 20) == text
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert telegram.updates.hook is None


async def test_a_refused_token_ends_the_start_and_is_not_shown(
    telegram: FakeBotApi, desk: Any
) -> None:
    async with aiohttp.ClientSession() as session:
        api = BotApi(session, "123:wrong", telegram.url)
        with pytest.raises(ApiTrouble) as refused:
            await Polling(api, desk.receive, desk.park).run()
    assert refused.value.is_disowned
    assert "wrong" not in str(refused.value)


async def test_an_unreachable_server_does_not_show_the_token(api: BotApi) -> None:
    async with aiohttp.ClientSession() as session:
        nowhere = BotApi(session, "123:secret", "http://127.0.0.1:9")
        with pytest.raises(ApiTrouble) as trouble:
            await nowhere.call("getMe")
    assert "secret" not in repr(trouble.value)
    assert trouble.value.__cause__ is None


async def test_the_menu_is_told_in_both_languages(telegram: FakeBotApi, api: BotApi) -> None:
    table = [("need", {"ar": "احتياج", "en": "Report a need"})]
    assert await set_my_commands(api, table)
    assert telegram.world.commands == {
        ("default", ""): [{"command": "need", "description": "Report a need"}],
        ("default", "ar"): [{"command": "need", "description": "احتياج"}],
    }


async def test_in_groups_the_menu_is_another(telegram: FakeBotApi, api: BotApi) -> None:
    """Nothing personal is offered where others read along."""
    assert await set_my_commands(api, [("group", {"ar": "المجموعة", "en": "Group"})], IN_GROUPS)
    assert telegram.world.commands.keys() == {(IN_GROUPS, ""), (IN_GROUPS, "ar")}


async def test_the_bot_is_asked_what_it_is_called(telegram: FakeBotApi, api: BotApi) -> None:
    """So that links lead to it though nobody wrote its name down."""
    assert await own_name(api) == "mashwara_test_bot"
    telegram.trouble(502, "getMe")
    assert await own_name(api) == ""


async def test_a_menu_that_is_not_taken_stops_nothing(telegram: FakeBotApi, api: BotApi) -> None:
    assert not await set_my_commands(api, [("Not Allowed", {"ar": "لا", "en": "no"})])


async def _show_buttons(api: BotApi) -> None:
    keyboard = {"inline_keyboard": [[{"text": "نعم", "callback_data": "token:1"}]]}
    await api.call("sendMessage", {"chat_id": 7, "text": "موافقة؟", "reply_markup": keyboard})


def _second_update(batch: bytes) -> bytes:
    """The tap of a batch, ready to be queued again although it is too old."""
    tap = split(batch)[1]
    return tap.replace(b'"update_id":%d' % (update_id(tap) or 0), b'"update_id":%d')
