"""Sending: in order within a chat, within limits, again and again, and nothing is lost."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from conversations.messages import Message
from handlers import sending
from handlers.delivery import (
    Disowned,
    Limits,
    Moved,
    Owed,
    SendTrouble,
    TryLater,
    Undeliverable,
    Unreachable,
)
from handlers.sending import MOST_ATTEMPTS, Sender
from storage import outbox, people
from storage.outbox import FAILED, OWED, SENT, OutboxRow, Priority
from storage.store import Store, StoreUnavailable
from storage.tables import identity
from storage.tables import outbox as table
from storage.work import Work
from tests.quick_loop import run
from tests.world import BEGINNING, World


@pytest.fixture(autouse=True)
def seldom_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweep seldom, since each sweep costs real time and hours pass here."""
    monkeypatch.setattr(sending, "SWEEP_SECONDS", 300.0)


Trouble = Callable[[Owed], SendTrouble | Exception | None]


@dataclass
class Chats:
    """A channel that shows what it is given, unless a test makes trouble."""

    limits: Limits = field(default_factory=Limits)
    trouble: Trouble = lambda owed: None
    shown: list[tuple[float, str, str]] = field(default_factory=list)
    under_way: Counter[str] = field(default_factory=Counter)
    most_under_way: int = 0
    slow: float = 0.0
    tried: int = 0

    async def send(self, owed: Owed) -> str:
        """Show a message, or fail as the test wishes."""
        self.tried += 1
        self.under_way[owed.chat] += 1
        assert self.under_way[owed.chat] == 1, "two on their way to one chat"
        self.most_under_way = max(self.most_under_way, self.under_way.total())
        try:
            await asyncio.sleep(self.slow)
            if trouble := self.trouble(owed):
                raise trouble
        finally:
            self.under_way[owed.chat] -= 1
        self.shown.append((_now(), owed.chat, owed.message.text))
        return str(len(self.shown))

    async def fetch(self, reference: str) -> bytes:
        raise NotImplementedError

    async def withdraw(self, chat: str, references: list[str]) -> None:
        raise NotImplementedError

    def texts(self, chat: str = "") -> list[str]:
        """What was shown, in one chat or in all."""
        return [text for _, where, text in self.shown if chat in ("", where)]


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Post:
    """A store, a sender and a channel, as they run in the service."""

    world: World
    store: Store
    sender: Sender
    channel: Chats
    task: asyncio.Task[None]

    async def owe(
        self, chat: str, *texts: str, priority: Priority = Priority.REPLY, offered: bool = True
    ) -> list[OutboxRow]:
        """Owe messages in one turn and, as a handler does, offer them after the commit."""
        rows = await self.store.run(partial(_owe, chat=chat, texts=texts, priority=priority))
        for row in rows if offered else ():
            self.sender.offer(row)
        return rows

    async def states(self) -> Counter[str]:
        """Count rows by what became of them."""
        return Counter(await self.store.run(_states))

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until something has become true; the time passes at once."""
        while not done():
            assert not self.task.done(), self.task
            await asyncio.sleep(0.25)

    async def settled(self) -> None:
        """Wait until nothing is owed."""
        while await self.store.run(outbox.count_owed):
            assert not self.task.done(), self.task
            await asyncio.sleep(4)


def _owe(work: Work, chat: str, texts: tuple[str, ...], priority: Priority) -> list[OutboxRow]:
    to = people.stranger_at(work, "telegram", chat)
    return [
        outbox.owe(work, to, Message(text=text), cause=work.dice.token(), priority=priority)
        for text in texts
    ]


def _states(work: Work) -> list[str]:
    return list(work.connection.scalars(select(table.c.state)))


@asynccontextmanager
async def post(world: World, channel: Chats) -> AsyncIterator[Post]:
    """Run a sender over a world whose clock goes with the loop's time."""
    began = _now()

    def clock() -> datetime:
        return BEGINNING + timedelta(seconds=_ago(loop, began))

    loop = asyncio.get_running_loop()
    store = Store(world.engine, world.keys, clock, world.dice)
    sender = Sender("telegram", store, channel, clock, loop.time)
    task = asyncio.create_task(sender.run())
    try:
        yield Post(world, store, sender, channel, task)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.to_thread(store.close)


def _ago(loop: asyncio.AbstractEventLoop, began: float) -> float:
    return loop.time() - began


Play = Callable[[Post], Awaitable[None]]


def play(world: World, channel: Chats, scene: Play) -> None:
    """Run a scene to its end in a time of its own."""

    async def played() -> None:
        async with post(world, channel) as everything:
            await scene(everything)

    run(played())


def fails(times: int, *troubles: SendTrouble | Exception, only: str = "") -> Trouble:
    """Return trouble for the first so many sendings (of a text)."""
    left = [troubles[number % len(troubles)] for number in range(times)]

    def trouble(owed: Owed) -> SendTrouble | Exception | None:
        return left.pop(0) if left and only in ("", owed.message.text) else None

    return trouble


def test_a_chat_gets_its_messages_in_order_one_at_a_time(world: World) -> None:
    """Twenty to each of five chats, all offered at once: no two on their way to one chat."""
    channel = Chats(slow=0.05)

    async def scene(all_: Post) -> None:
        for start in range(0, 20, 4):
            for chat in "abcde":
                await all_.owe(chat, *(f"{number}" for number in range(start, start + 4)))
        await all_.settled()

    play(world, channel, scene)
    for chat in "abcde":
        assert channel.texts(chat) == [f"{number}" for number in range(20)]
    assert channel.most_under_way > 1


def test_replies_go_before_notices_and_notices_before_broadcasts(lite: World) -> None:
    """What waits for its turn is sent by priority, however long a broadcast waits already."""
    channel = Chats(Limits(per_second=10, in_flight=1))

    def rows(work: Work) -> list[OutboxRow]:
        return [
            _owe(work, f"{kind}{number}", (kind.name,), kind)[0]
            for number in range(5)
            for kind in (Priority.BROADCAST, Priority.NOTICE, Priority.REPLY)
        ]

    lite.turn(rows)
    play(lite, channel, Post.settled)
    assert channel.texts() == ["REPLY"] * 5 + ["NOTICE"] * 5 + ["BROADCAST"] * 5


def test_what_nobody_offered_is_found_in_order(world: World) -> None:
    """Left by an earlier process, more than a sweep holds; newer ones of a chat wait for them."""
    channel = Chats()
    chats = [f"{number % 60}" for number in range(600)]
    for number, chat in enumerate(chats):
        world.turn(partial(_owe, chat=chat, texts=(f"{number:04}",), priority=Priority.NOTICE))

    async def scene(all_: Post) -> None:
        for chat in sorted(set(chats)):
            await all_.owe(chat, "9999")
        await all_.settled()

    play(world, channel, scene)
    assert len(channel.shown) == 660
    for chat in set(chats):
        assert channel.texts(chat) == sorted(channel.texts(chat))


def test_a_message_put_off_keeps_its_place_after_a_restart(lite: World) -> None:
    """The first of a chat is due later only; a new process waits with those behind it."""
    channel = Chats()
    lite.turn(partial(_owe, chat="a", texts=("first", "second"), priority=Priority.REPLY))
    late = int(BEGINNING.timestamp()) + 600
    with lite.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == 1).values(due=late, attempts=8))

    async def scene(all_: Post) -> None:
        await all_.owe("a", "third")
        await all_.owe("b", "other")
        await all_.settled()

    play(lite, channel, scene)
    assert channel.texts("a") == ["first", "second", "third"]
    assert channel.texts()[0] == "other"


def test_what_fails_is_tried_again_after_longer_and_longer_waits(lite: World) -> None:
    """2, 4, 8, 16 … seconds; the message behind waits for it."""
    channel = Chats(trouble=fails(6, TryLater(0), only="first"))
    waits: list[float] = []
    trouble = channel.trouble

    def timed(owed: Owed) -> SendTrouble | Exception | None:
        if owed.message.text == "first":
            waits.append(_now())
        return trouble(owed)

    channel.trouble = timed

    async def scene(all_: Post) -> None:
        await all_.owe("a", "first", "second")
        while len(channel.shown) < 2:  # while the store writes, time may pass to the next step
            await asyncio.sleep(0.5)

    play(lite, channel, scene)
    assert channel.texts() == ["first", "second"]
    steps = [round(later - sooner) for sooner, later in itertools.pairwise(waits)]
    assert all(abs(step - 2**n) <= 1.5 for n, step in enumerate(steps, start=1)), steps


def test_an_outage_of_twelve_hours_loses_nothing(lite: World) -> None:
    """The channel cannot be reached all night; in the morning everything is shown, in order."""
    channel = Chats()
    began: list[float] = []

    def away(_owed: Owed) -> SendTrouble | None:
        return TryLater(1) if _now() - began[0] < 12 * 3600 else None

    channel.trouble = away

    async def scene(all_: Post) -> None:
        began.append(_now())
        for chat in "abc":
            await all_.owe(chat, "first", "second")
        while await all_.store.run(outbox.count_owed):
            await asyncio.sleep(600)

    play(lite, channel, scene)
    assert all(channel.texts(chat) == ["first", "second"] for chat in "abc")


def test_when_the_channel_asks_everyone_to_wait_everyone_waits(lite: World) -> None:
    """After a 429 nothing is sent for so long, to nobody; and that counts against no message."""
    tries: list[float] = []
    refusing = [20]

    def refused(_owed: Owed) -> SendTrouble | None:
        tries.append(_now())
        refusing[0] -= 1
        return TryLater(7, everyone=True) if refusing[0] >= 0 else None

    channel = Chats(Limits(in_flight=1), refused)

    async def scene(all_: Post) -> None:
        for chat in "abcdef":
            await all_.owe(chat, chat)
        await all_.settled()
        assert await all_.states() == {SENT: 6}

    play(lite, channel, scene)
    gaps = [later - sooner for sooner, later in itertools.pairwise(tries)]
    assert min(gaps[:20]) >= 7


def test_a_head_that_fails_for_good_is_settled_and_the_rest_go_on(lite: World) -> None:
    """One message will never be accepted, another always fails in an unforeseen way."""
    for_good = Undeliverable("too odd")

    def trouble(owed: Owed) -> SendTrouble | Exception | None:
        return {"never": for_good, "fault": KeyError("ours")}.get(owed.message.text)

    channel = Chats(trouble=trouble)

    async def scene(all_: Post) -> None:
        await all_.owe("a", "never", "fault", "last")
        await all_.settled()
        assert await all_.states() == {FAILED: 2, SENT: 1}

    play(lite, channel, scene)
    assert channel.texts() == ["last"]
    assert channel.tried == 1 + MOST_ATTEMPTS + 1


def test_who_cannot_be_reached_keeps_everything(world: World) -> None:
    """The bot was blocked: that address is noted, the person and all that was said stay."""
    channel = Chats(trouble=lambda owed: Unreachable("blocked") if owed.chat == "7" else None)

    def joined(work: Work) -> people.Person:
        return people.admit(work, "telegram", "7", "7", "ar")

    def reply(work: Work, person: people.Person) -> OutboxRow:
        return outbox.owe(work, person.address, Message(text="x"), cause=work.dice.token())

    async def scene(all_: Post) -> None:
        person = await all_.store.run(joined)
        all_.sender.offer(await all_.store.run(partial(reply, person=person)))
        await all_.owe("8", "other")
        await all_.settled()
        assert await all_.store.run(partial(people.addresses, person_id=person.id)) == []

    play(world, channel, scene)
    with world.engine.connect() as connection:
        assert connection.scalars(select(identity.c.reachable)).all() == [False]
    assert (world.count("person"), channel.texts()) == (1, ["other"])


def test_an_address_is_noted_when_the_store_is_back(lite: World) -> None:
    """The store is away just when the channel says "blocked": the chat does not hang."""
    channel = Chats(trouble=lambda owed: Unreachable("blocked"))

    async def scene(all_: Post) -> None:
        person = await all_.store.run(partial(people.admit, **_SEVEN))
        row = await all_.store.run(
            lambda work: outbox.owe(work, person.address, Message(text="x"), cause="c")
        )
        real, left = all_.store.run, [2]

        async def away(turn: Callable[[Work], object], **more: object) -> object:
            if "_unreachable" in repr(turn) and left[0]:
                left[0] -= 1
                raise StoreUnavailable("away")
            return await real(turn, **more)  # type: ignore[arg-type]

        all_.store.run = away  # type: ignore[method-assign, assignment]
        all_.sender.offer(row)
        await all_.settled()
        assert left == [0]

    play(lite, channel, scene)


_SEVEN = {"channel": "telegram", "account": "7", "chat": "7", "language": "ar"}


def test_a_group_that_moved_is_followed(lite: World) -> None:
    """What is owed to the old id goes to the new one, in order and once."""
    channel = Chats(trouble=lambda owed: Moved("-100200") if owed.chat == "-1" else None)

    async def scene(all_: Post) -> None:
        await all_.owe("-1", "first", "second")
        await all_.settled()

    play(lite, channel, scene)
    assert channel.texts("-100200") == ["first", "second"]


def test_a_refused_token_stops_all_sending_and_loses_nothing(lite: World) -> None:
    """401: nothing more is tried, all stays owed for the process with the right token."""
    channel = Chats(Limits(in_flight=1), lambda owed: Disowned())

    async def scene(all_: Post) -> None:
        for chat in "abcdef":
            await all_.owe(chat, chat)
        await asyncio.sleep(60)
        assert await all_.states() == {OWED: 6}

    play(lite, channel, scene)
    assert channel.tried <= 2
    right = Chats()
    play(lite, right, Post.settled)
    assert sorted(right.texts()) == list("abcdef")


def test_a_lost_settlement_sends_again_the_same_words(lite: World) -> None:
    """The process ends between sending and noting it: at least once, with the same number."""
    first, second = Chats(), Chats()

    async def killed(all_: Post) -> None:
        await all_.until(lambda: True)
        row = (await all_.owe("a", "رقم المتابعة: 201608122", offered=False))[0]
        real = all_.store.run

        async def no_settling(turn: Callable[[Work], object], **more: object) -> object:
            if "_settle" in repr(turn):
                raise StoreUnavailable("away")
            return await real(turn, **more)  # type: ignore[arg-type]

        all_.store.run = no_settling  # type: ignore[method-assign, assignment]
        all_.sender.offer(row)
        await asyncio.sleep(30)

    play(lite, first, killed)
    assert len(first.shown) == 1, "while it only waits to be noted it is not sent again"
    play(lite, second, Post.settled)
    assert second.texts() == first.texts()


def test_a_sweep_and_a_settlement_that_cross_do_not_send_twice(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hundreds of sweeps while messages are settled: each is shown once."""
    monkeypatch.setattr(sending, "SWEEP_SECONDS", 0.05)
    channel = Chats(slow=0.5)

    async def scene(all_: Post) -> None:
        for number in range(150):
            await all_.owe(f"{number % 7}", f"{number}", offered=number % 2 == 0)
            await asyncio.sleep(0.1)
        await all_.settled()

    play(lite, channel, scene)
    assert Counter(channel.texts()) == {f"{number}": 1 for number in range(150)}


def test_a_row_that_cannot_be_opened_holds_up_nobody(lite: World) -> None:
    """Its bytes were altered: it is noted as failed, and all others are sent."""
    lite.turn(partial(_owe, chat="a", texts=("spoilt", "next"), priority=Priority.REPLY))
    with lite.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == 1).values(body=b"\x01" + b"0" * 60))
    channel = Chats()

    async def scene(all_: Post) -> None:
        await all_.settled()
        assert await all_.states() == {FAILED: 1, SENT: 1}

    play(lite, channel, scene)
    assert channel.texts() == ["next"]


def test_other_channels_rows_are_left_alone(lite: World) -> None:
    """A thousand messages of a channel that is not open do not stand in the way."""

    def elsewhere(work: Work) -> None:
        to = people.stranger_at(work, "whatsapp", "1")
        for _ in range(1000):
            outbox.owe(work, to, Message(text="later"), cause=work.dice.token())

    lite.turn(elsewhere)
    lite.turn(partial(_owe, chat="a", texts=("here",), priority=Priority.REPLY))
    channel = Chats()

    async def scene(all_: Post) -> None:
        await all_.until(lambda: bool(channel.shown))

    play(lite, channel, scene)
    assert channel.texts() == ["here"]


@pytest.mark.parametrize("kept_pace", [True, False], ids=["our pace", "no pace of ours"])
def test_a_thousand_messages_through_a_strict_channel(lite: World, *, kept_pace: bool) -> None:
    """30 a second, one a second in a chat, else 429 for all: none is lost, doubled or misplaced."""
    strict = _Strict()
    limits = Limits(per_second=30, seconds_between_in_chat=1) if kept_pace else Limits(in_flight=4)
    channel = Chats(limits, strict.check)

    async def scene(all_: Post) -> None:
        for number in range(0, 1000, 10):
            await all_.owe(
                f"{number % 100}", *(f"{each:04}" for each in range(number, number + 10))
            )
        await all_.settled()

    play(lite, channel, scene)
    assert Counter(channel.texts()) == {f"{number:04}": 1 for number in range(1000)}
    for chat in {where for _, where, _ in channel.shown}:
        assert channel.texts(chat) == sorted(channel.texts(chat))
    assert strict.premature <= (0 if kept_pace else 3 * strict.refused)
    if kept_pace:
        assert strict.refused == 0


@dataclass
class _Strict:
    """Telegram's limits, in the loop's own time."""

    sent: list[float] = field(default_factory=list)
    last: dict[str, float] = field(default_factory=lambda: defaultdict(lambda: -99.0))
    until: float = 0.0
    refused: int = 0
    premature: int = 0

    def check(self, owed: Owed) -> SendTrouble | None:
        """Count one message, or refuse it for everyone."""
        now = _now()
        self.sent = [each for each in self.sent if each > now - 0.999]
        if now < self.until:
            self.premature += 1
        elif len(self.sent) < 30 and now - self.last[owed.chat] >= 0.999:
            self.sent.append(now)
            self.last[owed.chat] = now
            return None
        else:
            self.until = now + 1
        self.refused += 1
        return TryLater(1, everyone=True)
