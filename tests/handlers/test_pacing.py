"""Within the channel's limits however late answers come, and nobody's reply waits behind many."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.delivery import Limits, Owed, TryLater
from handlers.lanes import Lane
from handlers.pacing import Call, Pace
from storage.outbox import OutboxRow, Priority
from tests import quick_loop
from tests.handlers.test_sending import Chats, Post, play
from tests.quick_loop import run
from tests.world import BEGINNING, World

PER_SECOND = 30
GROUP = "-100200"


def row(number: int, priority: Priority) -> OutboxRow:
    """A row of a chat, as far as its place in the order matters."""
    return OutboxRow(
        id=number,
        channel="telegram",
        lane=b"a",
        person="",
        priority=priority,
        due=0,
        attempts=0,
        chat="a",
        message=None,  # type: ignore[arg-type]
    )


@given(kinds=st.lists(st.sampled_from(Priority), max_size=12), under_way=st.integers(0, 3))
def test_a_chat_keeps_its_order_except_that_broadcasts_are_overtaken(
    kinds: list[Priority], under_way: int
) -> None:
    """What is on its way stays first, broadcasts come last, and all others stay in order."""
    lane = Lane()
    for number, kind in enumerate(kinds, start=1):
        lane.add(row(number, kind))
        if number == under_way:
            first = lane.begin()
    found = list(lane.rows)
    rest = found[1:] if 0 < under_way <= len(kinds) else found
    if rest is not found:
        assert found[0] is first
    late = [each.priority is Priority.BROADCAST for each in rest]
    assert late == sorted(late)
    for same in (True, False):
        ids = [each.id for each in rest if (each.priority is Priority.BROADCAST) is same]
        assert ids == sorted(ids)


def test_who_is_one_of_many_to_be_told_is_answered_at_once(lite: World) -> None:
    """Ten messages of a broadcast wait in a chat when its person is replied to."""
    channel = Chats(Limits(per_second=1, in_flight=1))

    async def scene(all_: Post) -> None:
        for chat in "abcdefghij":
            await all_.owe(chat, "many", priority=Priority.BROADCAST)
        await all_.until(lambda: len(channel.shown) == 2)
        await all_.owe("j", "reply")
        await all_.settled()

    play(lite, channel, scene)
    assert "reply" in channel.texts()[2:4]
    assert channel.texts("j") == ["reply", "many"]


def test_a_group_gets_twenty_messages_a_minute(lite: World) -> None:
    """The next when the first is a minute old; a person does not wait so long."""
    limits = Limits(
        seconds_between_in_chat=1, per_minute_in_group=20, is_group=lambda chat: chat == GROUP
    )
    channel = Chats(limits)

    async def scene(all_: Post) -> None:
        await all_.owe(GROUP, *map(str, range(45)))
        await all_.owe("a", *map(str, range(45)))
        await all_.settled()

    play(lite, channel, scene)
    times = [when for when, chat, _ in channel.shown if chat == GROUP]
    assert all(late - soon >= 60 for soon, late in zip(times, times[20:], strict=False))
    alone = [when for when, chat, _ in channel.shown if chat == "a"]
    assert alone[-1] < times[-1]


def test_the_topics_of_a_group_share_its_twenty_messages(lite: World) -> None:
    """The app counts what goes into the group, whichever topic it is in."""
    limits = Limits(per_minute_in_group=20, is_group=lambda chat: chat.startswith(GROUP))
    channel = Chats(limits)

    async def scene(all_: Post) -> None:
        await all_.owe(f"{GROUP}/1", *map(str, range(12)))
        await all_.owe(f"{GROUP}/2", *map(str, range(12)))
        await all_.settled()

    play(lite, channel, scene)
    times = sorted(when for when, _, _ in channel.shown)
    assert times[-1] - times[0] >= 60


@dataclass
class Line:
    """Another side that counts a message at some chance moment between its call and its answer."""

    dice: random.Random = field(default_factory=lambda: random.Random(3))
    seen: list[float] = field(default_factory=list)

    async def carry(self, shortest: float, late: float) -> None:
        """Take a message there and its answer back."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(shortest / 2 + self.dice.random() * late)
        self.seen.append(loop.time())
        await asyncio.sleep(shortest / 2 + self.dice.random() * late)


def test_late_answers_never_make_thirty_one_of_thirty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls take 40 to 80 ms by chance: no second sees more than its limit, few are wasted."""
    monkeypatch.setattr(quick_loop, "QUIET", 0.0)
    line = Line()

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        pace = Pace(Limits(per_second=PER_SECOND), loop.time)

        async def one(call: Call) -> None:
            await line.carry(0.04, 0.02)
            pace.answered(call)

        async with asyncio.TaskGroup() as group:
            for _ in range(600):
                await pace.free()
                group.create_task(one(pace.take()))

    run(scene())
    times = sorted(line.seen)
    over = [late - soon for soon, late in zip(times, times[PER_SECOND:], strict=False)]
    assert min(over) >= 1
    assert len(times) / (times[-1] - times[0]) > 0.9 * PER_SECOND


def test_a_call_without_an_answer_holds_nothing_up_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is taken to have been seen a second later."""
    monkeypatch.setattr(quick_loop, "QUIET", 0.0)
    times: list[float] = []

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        pace = Pace(Limits(per_second=10), loop.time)
        for _ in range(40):
            await pace.free()
            pace.take()
            times.append(loop.time())

    run(scene())
    assert max(late - soon for soon, late in itertools.pairwise(times)) < 2.5


def test_nothing_goes_out_twice_through_a_channel_that_asks_for_patience(lite: World) -> None:
    """A broadcast that is put off is overtaken, and goes when its time has come."""
    waited: list[str] = []

    def trouble(owed: Owed) -> TryLater | None:
        waited.append(owed.message.text)
        return TryLater(30) if waited.count("many") == 1 and owed.message.text == "many" else None

    channel = Chats(trouble=trouble)

    async def scene(all_: Post) -> None:
        await all_.owe("a", "many", priority=Priority.BROADCAST)
        await all_.until(lambda: waited == ["many"])
        await all_.owe("a", "reply")
        await all_.settled()

    play(lite, channel, scene)
    assert channel.texts() == ["reply", "many"]


def test_a_clock_that_is_set_back_holds_nothing_up(lite: World) -> None:
    """What is in the queue goes, although by the clock its time is still to come."""
    channel = Chats(Limits(per_second=1, in_flight=1))

    async def scene(all_: Post) -> None:
        for chat in "abcdef":
            await all_.owe(chat, "many", priority=Priority.BROADCAST)
        all_.sender._clock = lambda: BEGINNING - timedelta(days=1)
        await asyncio.sleep(30)

    play(lite, channel, scene)
    assert len(channel.texts()) == 6
