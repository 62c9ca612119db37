"""Many people at once who answer, err, repeat and come back: nothing is lost or doubled."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from conversations.messages import FileHandle, Incoming, Kind, Message, Role
from handlers.said import said
from storage import journals, outbox, people
from storage.need_tables import need
from storage.tables import outbox as outbox_table
from storage.work import Work
from tests.world import World

LONG = os.environ.get("MASHWARA_PROOFS") == "long"
RECEIPT = re.compile(r"(?<!\d)\d{9}(?!\d)")

NOISE = (
    "", "²", "5" * 5000, str(2**63), "\x00\x01", "😀😀😀", "ا" + "\u0301" * 60, "\u202e\u2066abc",
    "س" * 4096, "/nothing", "?", "-1", "1", "2", "3", "١٢", "لا", "نعم", "نعم، أوافق", "تخطي",
    "رجوع", "إلغاء", "السؤال السابق", "شكرا", "/start", "/my", "/mydata", "/help", "/resume",
    "/discard", "/need", "/language en", "/language ar", "/hide", "/privacy", "/unlink", "/link 1",
    "محطة مية الشحيل واقفة من أسبوعين", "الفرن مسكر بالشجيل من يومين", "الكسرة", "ذيبان",
    "/return", "نيتي بالعودة", "٥ أشخاص، طفلين تحت الخمسة", "2014", "الرقة", "قبل شهرين",
    "/return change", "/return same", "/return stop", "/return quiet", "/return withdraw yes",
    "نحنا ١٢٠ عيلة والصهريج غالي كتير", "أخوي معتقل من سنتين", "لغم قرب المدرسة بمحكان",
)  # fmt: skip


@dataclass
class Somebody:
    """A person with an account of their own, who sees the buttons of all messages so far."""

    channel: str
    account: str
    buttons: list[str] = field(default_factory=list)
    latest: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    delivered: list[Incoming] = field(default_factory=list)


@dataclass
class Town:
    """A few people over one world; every delivery may come up to three times, also late."""

    world: World
    name: str
    people: list[Somebody]
    number: int = 0

    def does(self, who: Somebody, act: tuple[str, int]) -> None:
        """Let somebody do something that the drawn numbers choose."""
        kind, chosen = act
        if kind == "again" and who.delivered:
            before = self._rows()
            self._deliver(who.delivered[chosen % len(who.delivered)])
            assert self._rows() == before, "a repetition has no effect"
            return
        self.number += 1
        incoming = self._incoming(who, kind, chosen)
        who.delivered.append(incoming)
        for _ in range(1 + chosen % 3):
            self._deliver(incoming)
        self._reads(who)

    def _incoming(self, who: Somebody, kind: str, chosen: int) -> Incoming:
        buttons = who.buttons if kind == "old" else who.latest
        fields: dict[str, object] = {"kind": Kind.TEXT, "text": NOISE[chosen % len(NOISE)]}
        if kind == "main" and who.main:
            buttons = who.main
        if kind in ("tap", "old", "main") and buttons:
            fields = {"kind": Kind.TAP, "tap": buttons[chosen % len(buttons)], "message": "1"}
        elif kind == "photo":
            fields = {"kind": Kind.PHOTO, "file": FileHandle(reference="p")}
        elif kind == "voice":
            fields = {"kind": Kind.VOICE, "file": FileHandle(reference="v")}
        elif kind == "point":
            fields = {"kind": Kind.LOCATION, "latitude": 35.0 + chosen % 9, "longitude": 40.4}
        elif kind == "other":
            fields = {"kind": Kind.OTHER, "edited": chosen % 2 == 0, "private": chosen % 5 > 0}
        in_a_group = fields.get("private") is False
        return Incoming(
            channel=who.channel,
            sender=who.account,
            chat="a group" if in_a_group else who.account,
            id=f"{self.name}.{self.number}",
            language="ar",
            **fields,  # type: ignore[arg-type]
        )

    def _deliver(self, incoming: Incoming) -> None:
        self.world.turn(partial(said, service=self.world.service, incoming=incoming))

    def _rows(self) -> list[int]:
        return [self.world.count(table) for table in ("outbox", "need", "journal", "person")]

    def _reads(self, who: Somebody) -> None:
        shown = self.shown(who)
        assert shown, "whoever writes is answered"
        last = shown[-1]
        who.latest = [button.data for button in (*last.buttons, *last.controls)]
        who.main = [button.data for button in last.buttons if button.role is Role.OPTION][:5]
        who.buttons += who.latest

    def shown(self, who: Somebody) -> list[Message]:
        """What somebody was answered so far, in order."""

        def read(work: Work) -> list[Message]:
            lane = people.lane_of(work.keys, who.channel, who.account)
            return [row.message for row, mine in outbox.recent(work, lane, 10_000) if not mine]

        return self.world.turn(read)

    def is_answerable(self, who: Somebody) -> bool:
        """Tell whether an open question was shown with a way to answer or to leave it."""

        def look(work: Work) -> bool:
            person = people.find(work, who.channel, who.account, who.account)
            return person is None or journals.open_one(work, person) is None

        hidden = who.delivered[-1].text == "/hide"
        return self.world.turn(look) or bool(who.latest) or hidden


ACTS = st.tuples(
    st.sampled_from(
        ["tap"] * 8
        + ["main"] * 9
        + ["say"] * 4
        + ["old", "again", "photo", "voice", "point", "other"]
    ),
    st.integers(0, 10_000),
)


@settings(
    max_examples=1000 if LONG else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(st.tuples(st.integers(0, 3), ACTS), min_size=40, max_size=80),
    restarts=st.sets(st.integers(0, 80), max_size=3),
)
@pytest.mark.proof
def test_what_is_stored_is_what_was_told(
    lite: World, steps: list[tuple[int, tuple[str, int]]], restarts: set[int]
) -> None:
    """Every receipt is a need and every need was told once, whatever four people do."""
    name = lite.dice.token()
    everybody = [
        Somebody(channel, f"{name}.{number}")
        for number, channel in enumerate(("telegram", "telegram", "web", "web"))
    ]
    town = Town(lite, name, everybody)
    needs_before = lite.count("need")
    for who in everybody[:3]:
        for words in ("/start", "نعم، أوافق", "محطة مية الشحيل واقفة من أسبوعين"):
            town.does(who, ("say", NOISE.index(words)))
    for number, (whose, act) in enumerate(steps):
        if number in restarts:
            lite.restart()
        town.does(everybody[whose], act)
        assert town.is_answerable(everybody[whose])
    _told_is_stored(lite, town, needs_before)
    assert lite.count("parked") == 0


def _told_is_stored(world: World, town: Town, needs_before: int) -> None:
    with world.engine.connect() as connection:
        numbers = set(connection.scalars(select(need.c.number)))
        keys = connection.execute(select(outbox_table.c.cause, outbox_table.c.ordinal)).all()
    told: Counter[str] = Counter()
    for who in town.people:
        mine = {number for message in town.shown(who) for number in RECEIPT.findall(message.text)}
        told.update(mine & numbers)
        assert mine <= numbers, "a number that was told exists"
    assert len(keys) == len(set(keys))
    assert len(told) >= len(numbers) - needs_before, "each need was told to whoever reported it"
