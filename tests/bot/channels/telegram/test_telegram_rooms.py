"""A working group's room in a group of the app: bound, pinned, edited, moved, lost and found."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import pytest

from bot.channels.telegram.api import BotApi
from bot.channels.telegram.outbound import TelegramOutbound
from bot.channels.telegram.polling import Polling
from bot.entrances import chat_link, room_link
from bot.settings import Settings
from civic.groups import Stage
from handlers.clocks import Clocks
from handlers.delivery import Limits
from handlers.receiving import Reception
from handlers.sending import Sender
from storage import group_rooms, group_sessions, groups, outbox, people, room_codes
from storage.groups import Group
from storage.store import Store
from storage.work import Work
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.telegram_people import Group as Chat
from tests.offices import Representative
from tests.seated import seated
from tests.world import Resident, World

NAME = "mashwara_test_bot"
STAGE_OF_SOURCES, STAGE_OF_DRAFT = "جمع المصادر", "كتابة المسودة"


@dataclass
class Hall:
    """The service around one working group, and the app that its members have."""

    world: World
    telegram: FakeBotApi
    store: Store
    clocks: Clocks
    polling: Polling
    group: Group

    async def goes_on(self, minutes: float = 0) -> None:
        """Take in what was said, let time pass, and send everything that is owed."""
        await self.polling.step()
        self.world.clock.forward(minutes=minutes)
        await self.clocks.sweep()
        while await self.store.run(outbox.count_owed):
            await asyncio.sleep(0.005)
        await self.clocks.sweep()

    async def code(self) -> str:
        """Return a code that the first member asked for."""
        return await self.store.run(partial(_code, group_id=self.group.id))

    async def bound(self, chat: Chat, topic: int = 0) -> None:
        """Bind a chat to the group."""
        said = f"/bind@{NAME} {await self.code()}"
        await self.telegram.user(50).says(said, group=chat, topic=topic)
        await self.goes_on()

    async def moves(self, to: Stage) -> None:
        """Let the group come to a stage, whatever it has."""
        await self.store.run(partial(_move, group_id=self.group.id, to=to))

    def heard(self) -> list[str]:
        """What the first member was told in private."""
        return [shown.text for shown in self.telegram.user(7).chat if shown.by_bot]


def _code(work: Work, group_id: str) -> str:
    person = people.find(work, "telegram", "7", "7")
    assert person is not None
    return room_codes.issue(work, group_id, person.id)


def _move(work: Work, group_id: str, to: Stage) -> None:
    groups.change(work, groups.load(work, group_id), stage=to.value)


@pytest.fixture
async def hall(lite: World, telegram: FakeBotApi, api: BotApi) -> AsyncIterator[Hall]:
    """A group of three whose service polls and sends."""
    settings = Settings(telegram_name=NAME)
    lite.service.chat_link = partial(chat_link, settings)
    lite.service.room_link = partial(room_link, settings)
    members = [Resident(lite, account=account, restarts=False) for account in ("7", "8", "9")]
    for each in members:
        each.agrees()
    group = seated(lite, Representative(lite, account="6", restarts=False), members)
    lite.turn(lambda work: work.connection.exec_driver_sql("DELETE FROM outbox"))
    await telegram.user(7).says("")
    telegram.updates.waiting.clear()
    store = Store(lite.engine, lite.keys, lite.clock, lite.dice)
    outbound = TelegramOutbound(telegram.token, telegram.url, limits=Limits())
    sender = Sender("telegram", store, outbound, lite.clock, time.monotonic)
    lite.service.owed = sender.offer
    reception = Reception(store, lite.service)
    polling = Polling(api, reception.receive, reception.park, wait=0)
    sending = asyncio.create_task(sender.run())
    yield Hall(lite, telegram, store, Clocks(store, lite.service), polling, group)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await outbound.close()
    await asyncio.to_thread(store.close)


async def test_one_message_is_pinned_and_edited(hall: Hall) -> None:
    """A code binds the chat; what the group comes to is edited into the same message."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    first = chat.pinned
    assert STAGE_OF_SOURCES in first.text
    [[link]] = first.buttons
    assert link["url"] == f"https://t.me/{NAME}?start=group-1"
    await hall.moves(Stage.DRAFTING)
    await hall.goes_on(minutes=2)
    assert chat.pinned is first
    assert STAGE_OF_DRAFT in first.text
    assert len(chat.written()) == 2
    assert len(hall.telegram.sent("pinChatMessage")) == 1


async def test_a_room_is_edited_once_a_minute(hall: Hall) -> None:
    """However often the group changes; the last state is what stands there in the end."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    for _ in range(10):
        for stage in (Stage.DRAFTING, Stage.RESEARCHING, Stage.DRAFTING):
            await hall.moves(stage)
            await hall.goes_on(minutes=0.1)
    await hall.goes_on(minutes=2)
    assert len(hall.telegram.sent("editMessageText")) <= 4
    assert STAGE_OF_DRAFT in chat.pinned.text


async def test_the_next_session_stands_there_until_it_begins(hall: Hall) -> None:
    """Nobody has to do anything for it to go."""
    chat, world = hall.telegram.group(-5), hall.world
    await hall.bound(chat)
    plan = partial(group_sessions.plan, group_id=hall.group.id, agenda="الرسم", by="x")
    await hall.store.run(partial(plan, at=int(world.clock().timestamp()) + 3600))
    await hall.goes_on(minutes=2)
    assert "الجلسة 1" in chat.pinned.text
    await hall.goes_on(minutes=2)
    await hall.goes_on(minutes=60)
    assert "الجلسة 1" not in chat.pinned.text


async def test_what_is_written_in_a_room_is_nobodys_vote(hall: Hall) -> None:
    """Commands and replies are shown the way into the private chat; talk is not answered."""
    chat, samar = hall.telegram.group(-5), hall.telegram.user(7)
    await hall.bound(chat)
    written = len(chat.written())
    assert await samar.says("نقاش بين الأعضاء", group=chat) == 0
    await samar.says("/vote 1 agree", group=chat)
    reply = hall.telegram.world.message_json(chat.pinned)
    await samar.says("موافقة", group=chat, reply_to_message=reply)
    await hall.goes_on()
    more = chat.written()[written:]
    assert len(more) == 2
    assert all("المحادثة الخاصة" in text for text in more)
    with hall.world.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
    assert kept == 0


async def test_a_flood_of_commands_is_not_answered_with_a_flood(hall: Hall) -> None:
    """The app allows twenty messages a minute, and the stages need some of them."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    for _ in range(60):
        await hall.telegram.user(50).says("/help", group=chat)
    await hall.goes_on()
    assert len(chat.written()) <= 15


async def test_a_room_moves_with_its_chat(hall: Hall) -> None:
    """The app says so in both chats; the status is written anew where it can be edited."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    there = await chat.migrates(-1005)
    await hall.goes_on()
    await hall.moves(Stage.DRAFTING)
    await hall.goes_on(minutes=2)
    assert STAGE_OF_DRAFT in there.pinned.text
    assert len([text for text in there.written() if "المرحلة:" in text]) == 1
    assert not hall.heard()[1:]


async def test_a_move_that_only_a_refused_message_tells_is_followed(hall: Hall) -> None:
    """Without the update, «group chat was upgraded to a supergroup chat» names the new chat."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    there = await chat.migrates(-1005)
    hall.telegram.updates.waiting.clear()
    await hall.moves(Stage.DRAFTING)
    await hall.goes_on(minutes=2)
    await hall.goes_on(minutes=2)
    assert STAGE_OF_DRAFT in there.pinned.text
    assert len([text for text in there.written() if "المرحلة:" in text]) == 1
    await hall.telegram.user(50).says("/group", group=there)
    await hall.goes_on()
    assert STAGE_OF_DRAFT in there.written()[-1]


Loses = Callable[[Chat], Awaitable[int]]


async def _silently(chat: Chat) -> int:
    """Throw the bot out without its being told."""
    await chat.throws_out()
    chat._api.updates.waiting.clear()
    return 0


@pytest.mark.parametrize("thrown_out", [Chat.throws_out, _silently])
async def test_a_lost_room_is_told_in_private_and_found_again(
    hall: Hall, thrown_out: Loses
) -> None:
    """By the app's word, or by the 403 of the next message; readmitted it goes on there."""
    chat = hall.telegram.group(-5)
    await hall.bound(chat)
    told = len(hall.heard())
    await thrown_out(chat)
    await hall.moves(Stage.DRAFTING)
    await hall.goes_on(minutes=2)
    await hall.goes_on(minutes=2)
    assert len(hall.heard()) == told + 1
    assert "لم يعد الوصول" in hall.heard()[-1]
    await hall.moves(Stage.RESEARCHING)
    await hall.goes_on(minutes=2)
    assert len(hall.heard()) == told + 1
    await chat.takes_in()
    await hall.goes_on(minutes=2)
    assert STAGE_OF_SOURCES in chat.pinned.text
    assert "عاد الوصول" in hall.heard()[-1]


async def test_a_missing_right_to_pin_is_said_once(hall: Hall) -> None:
    """The status stands there all the same; once it may be pinned, it is."""
    chat = hall.telegram.group(-5)
    chat.forbids_pins()
    await hall.bound(chat)
    await hall.goes_on(minutes=2)
    await hall.moves(Stage.DRAFTING)
    await hall.goes_on(minutes=2)
    assert sum("تثبيت" in text for text in chat.written()) == 1
    assert STAGE_OF_DRAFT in chat.written()[0]
    await chat.lets_pin()
    await hall.goes_on(minutes=2)
    assert STAGE_OF_DRAFT in chat.pinned.text


async def test_a_topic_is_a_room_of_its_own(hall: Hall) -> None:
    """The status goes to the topic; other topics and the chat itself are no rooms."""
    forum = hall.telegram.group(-1007, type="supergroup")
    forum.opens_topic(12)
    await hall.bound(forum, topic=12)
    assert forum.pinned.topic == 12
    await hall.telegram.user(50).says("/group", group=forum)
    await hall.goes_on()
    assert "تردّ هذه الخدمة في المحادثات الخاصة فقط" in forum.written()[-1]


async def test_a_link_adds_the_bot_and_says_the_code(hall: Hall) -> None:
    """The app then writes «/start CODE» in the group that was chosen."""
    chat, code = hall.telegram.group(-5), await hall.code()
    assert hall.world.service.room_link(code).endswith(f"?startgroup={code}&admin=pin_messages")
    await chat.takes_in()
    await hall.telegram.user(50).says(f"/start@{NAME} {code}", group=chat)
    await hall.goes_on()
    assert STAGE_OF_SOURCES in chat.pinned.text


async def test_a_code_binds_one_chat(hall: Hall) -> None:
    """Used once, or after half an hour, it is as unknown as an invented one."""
    code = await hall.code()
    one, other = hall.telegram.group(-5), hall.telegram.group(-6)
    for chat in (one, other):
        await hall.telegram.user(50).says(f"/bind {code}", group=chat)
        await hall.goes_on()
    assert STAGE_OF_SOURCES in one.pinned.text
    late = await hall.code()
    hall.world.clock.forward(minutes=room_codes.MINUTES)
    await hall.telegram.user(50).says(f"/bind {late}", group=other)
    await hall.telegram.user(50).says("/bind 123456789012", group=other)
    await hall.goes_on()
    assert len(set(other.written())) == 1
    room = await hall.store.run(partial(group_rooms.of_group, group_id=hall.group.id))
    assert room is not None
    assert room.chat == "-5"
