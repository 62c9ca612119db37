"""Buttons and repetitions: what is forged, old, foreign or pressed twice changes nothing."""

from __future__ import annotations

import asyncio
import random
from functools import partial

import pytest

from conversations.messages import Incoming, Kind
from handlers.receiving import Reception
from handlers.said import said
from handlers.visit import TOKEN_LENGTH
from storage import journals, outbox, people
from storage.journals import Stored
from storage.store import Store
from storage.work import Work
from tests.world import Resident, World

FLIPS = 10_000


def at_review(world: World, account: str = "1001") -> Resident:
    """Somebody with a whole need before them, one press from sending it."""
    resident = Resident(world, account=account, restarts=False)
    resident.agrees()
    resident.says("محطة مية الشحيل واقفة من أسبوعين")
    return resident


def standing(world: World, resident: Resident) -> Stored | None:
    """Return what is stored of somebody's open conversation."""

    def look(work: Work) -> Stored | None:
        person = people.find(work, resident.channel, resident.account, resident.account)
        return journals.open_one(work, person) if person else None

    return world.turn(look)


def tap(world: World, resident: Resident, data: str) -> None:
    """Press something, whether or not it was ever shown."""
    resident.sent += 1
    incoming = Incoming(
        channel=resident.channel,
        sender=resident.account,
        chat=resident.account,
        id=f"{resident.account}.{resident.sent}",
        kind=Kind.TAP,
        tap=data,
        language="ar",
    )
    world.turn(partial(said, service=world.service, incoming=incoming))


def test_no_flipped_bit_is_accepted(lite: World) -> None:
    """Ten thousand buttons with one or more bits of the token changed: none has an effect."""
    resident = at_review(lite)
    before = standing(lite, resident)
    data = resident.data("ضرر على").encode()
    chance = random.Random(5)
    with lite.engine.begin() as connection:
        for number in range(FLIPS):
            changed = bytearray(data)
            for _ in range(1 + number % 3):
                changed[chance.randrange(TOKEN_LENGTH)] ^= 1 << chance.randrange(7)
            if bytes(changed) == data:
                continue
            incoming = Incoming(
                channel="telegram",
                sender="1001",
                chat="1001",
                id=f"flip {number}",
                kind=Kind.TAP,
                tap=changed.decode("ascii").lstrip("/"),
            )
            work = Work(connection, lite.clock(), lite.dice, lite.keys)
            said(work, lite.service, incoming)
    assert standing(lite, resident) == before
    assert lite.count("need") == 0
    assert lite.count("parked") == 0


@pytest.mark.parametrize(
    "code",
    ["99", "-1", "3+", "3-", "+", "-", "a0-", "a99", "c99", "c", "a", "k", "k+", "y", "٣", ""],
)
def test_a_right_token_with_a_wrong_code_is_a_hint(lite: World, code: str) -> None:
    """The owner of a button alters what stands behind the token: no fault, no effect."""
    resident = at_review(lite)
    token = resident.data("ضرر على")[:TOKEN_LENGTH]
    before = standing(lite, resident)
    tap(lite, resident, token + code)
    after = standing(lite, resident)
    assert before is not None
    assert after is not None
    assert after.journal.answers == before.journal.answers
    assert lite.count("need") == 0


def test_old_buttons_change_nothing(world: World) -> None:
    """Every button of a whole conversation, pressed again after it ended."""
    resident = Resident(world)
    resident.agrees()
    buttons: list[str] = []
    for words in ("/need", "الكسرة", "1", "1", "1", "2"):
        resident.says(words)
        assert resident.last is not None
        buttons += [
            each.data
            for each in (*resident.last.buttons, *resident.last.controls)
            if not each.data.startswith("/")
        ]
    resident.taps("إرسال")
    assert world.count("need") == 1
    resident.says("/need")
    before = standing(world, resident)
    for data in buttons:
        tap(world, resident, data)
    assert standing(world, resident) == before
    assert world.count("need") == 1


def test_a_button_of_somebody_else_does_nothing_here(world: World) -> None:
    """The same question, the same code, another person's token."""
    first, second = at_review(world, "1001"), at_review(world, "1002")
    before = standing(world, second)
    tap(world, second, first.data("ضرر على"))
    assert standing(world, second) == before
    assert world.count("need") == 0


async def test_two_taps_at_once_have_one_effect(world: World) -> None:
    """Fifty deliveries of the same press, each with an id of its own, all at the same time."""
    resident = at_review(world)
    data = resident.data("ضرر على")
    store = Store(world.engine, world.keys, world.clock, world.dice)
    reception = Reception(store, world.service)
    await asyncio.gather(
        *(
            reception.receive(
                Incoming(
                    channel="telegram",
                    sender="1001",
                    chat="1001",
                    id=f"at once {number}",
                    kind=Kind.TAP,
                    tap=data,
                )
            )
            for number in range(50)
        )
    )
    answers = await store.run(lambda work: len(outbox.owed(work, 1000)))
    store.close()
    assert world.count("need") == 1
    assert answers >= 50, "each press is answered"


def test_a_delivery_that_comes_three_times_is_handled_once(world: World) -> None:
    """The id alone tells; also after a restart and days later."""
    resident = at_review(world)
    incoming = Incoming(
        channel="telegram",
        sender="1001",
        chat="1001",
        id="again",
        kind=Kind.TAP,
        tap=resident.data("ضرر على"),
    )
    for days in (0, 0, 6):
        world.clock.forward(days=days)
        world.restart()
        world.turn(partial(said, service=world.service, incoming=incoming))
    assert world.count("need") == 1


def test_words_of_a_stranger_are_not_kept_anywhere(world: World) -> None:
    """On a page that shows the chat from our store, too: nothing before the yes."""
    stranger = Resident(world, channel="web", account="guest")
    stranger.says("اسمي سعاد وبيتي خلف المدرسة")

    def texts(work: Work) -> list[str]:
        lane = people.lane_of(work.keys, "web", "guest")
        return [row.message.text for row, mine in outbox.recent(work, lane) if mine]

    assert world.turn(texts) == []


def test_a_sentence_given_as_a_place_is_asked_about(lite: World) -> None:
    """Somebody tells the whole story where a village was asked: its village is offered."""
    resident = Resident(lite)
    resident.agrees()
    resident.says("/need")
    resident.says("محطة مية الشحيل واقفة من أسبوعين")
    assert any("الشحيل" in label for label in resident.labels)
