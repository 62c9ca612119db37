"""The real process is killed at random points while people talk to it: nothing said is lost."""

from __future__ import annotations

import asyncio
import io
import os
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from civic.needs import Severity
from conversations import first_contact, labels
from conversations.wording import Wording
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.telegram_people import Person
from tests.fakes.telegram_world import Shown
from tests.running import Running

KILLS = 100 if os.environ.get("MASHWARA_PROOFS") == "long" else 3
PATIENCE = 40.0
VILLAGES = ("الشحيل", "الكسرة", "ذيبان", "هجين", "محكان")
_ISOLATES = re.compile("[\u2066-\u2069]")
_RECEIPT = re.compile(r"(?<!\d)\d{9}(?!\d)")
_WORDING = Wording.load()
AGREE = _WORDING.label(first_contact.AGREE, "ar")
HARM = _WORDING.label(labels.SEVERITY[Severity("3")], "ar")

Fits = Callable[[Shown], bool]


def receipts(shown: list[Shown]) -> list[str]:
    """Return the follow-up numbers that somebody was told."""
    return [number for each in shown if each.by_bot for number in _RECEIPT.findall(each.text)]


@dataclass
class Neighbour:
    """Somebody who reports one need after another until told to stop."""

    person: Person
    village: str
    stopping: asyncio.Event
    acts: list[int] = field(default_factory=list)
    reported: int = 0
    photos: int = 0

    async def lives(self) -> None:
        """Agree, then report; every answer is waited for and nothing is said twice."""
        asked = await self._does(lambda: self.person.says("/start"), _offers(AGREE))
        await self._does(lambda: self.person.taps(AGREE, message=asked), _offers("/need"))
        while not self.stopping.is_set():
            await self._reports()

    async def _reports(self) -> None:
        words = f"محطة مية {self.village} واقفة من أسبوعين، مرة {self.reported} {self.person.id}"
        question = await self._does(lambda: self.person.says(words), _offers(HARM, words))
        if self.reported % 2 == 0:
            self.photos += 1
            question = await self._does(
                lambda: self.person.sends_photo(_picture()), _offers(HARM, words)
            )
        told = set(receipts(self.person.chat))
        await self._does(
            lambda: self.person.taps(HARM, message=question),
            lambda shown: bool(set(receipts([shown])) - told),
        )
        self.reported += 1

    async def _does(self, act: Callable[[], Awaitable[int]], fits: Fits) -> Shown:
        """Do something and wait for what it must bring about, over however many deaths."""
        before = {shown.id: (shown.text, shown.edited) for shown in self.person.chat}
        self.acts.append(await act())
        async with asyncio.timeout(PATIENCE):
            while True:
                for shown in self.person.chat[::-1]:
                    changed = before.get(shown.id) != (shown.text, shown.edited)
                    if shown.by_bot and changed and fits(shown):
                        return shown
                await asyncio.sleep(0.01)


def _offers(button: str, words: str = "") -> Fits:
    """Return whether a message has a button and repeats these words."""
    return lambda shown: shown.button(button) is not None and words in _ISOLATES.sub("", shown.text)


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(made, "JPEG")
    return made.getvalue()


@pytest.mark.proof
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_nothing_said_is_lost_however_often_the_process_dies(
    tmp_path: Path, *, webhook: bool
) -> None:
    """Acknowledged means stored, told means stored, and every conversation comes to its end."""
    chance = random.Random(KILLS + webhook)
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeBotApi())
        service = Running(tmp_path, api, webhook)
        stack.push_async_callback(service.end)
        await service.start()
        stopping = asyncio.Event()
        people = [
            Neighbour(api.user(2000 + number), village, stopping)
            for number, village in enumerate(VILLAGES)
        ]
        talks = [asyncio.create_task(each.lives()) for each in people]
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.02, 1.2))
            await service.kill()
            await service.start()
        await asyncio.sleep(0.5)
        stopping.set()
        await asyncio.gather(*talks)
        async with asyncio.timeout(PATIENCE):
            while api.updates.waiting or _count(service, "job WHERE state = 'waiting'"):
                await asyncio.sleep(0.1)
        assert await service.stop() == 0
        _nothing_is_lost(service, people)
        _nothing_is_doubled(people)


def _nothing_is_lost(service: Running, people: list[Neighbour]) -> None:
    stored = {int(row) for row in _column(service, "SELECT external_id FROM inbox")}
    assert stored == {act for each in people for act in each.acts}
    numbers = _column(service, "SELECT number FROM need")
    told = [number for each in people for number in set(receipts(each.person.chat))]
    assert sorted(told) == sorted(numbers), "each need is told once, each told number is a need"
    assert len(numbers) == sum(each.reported for each in people) > 0
    assert _count(service, "attachment WHERE state = 'kept' AND need IS NOT NULL") == sum(
        each.photos for each in people
    )
    assert _count(service, "parked") == 0
    assert _count(service, "outbox WHERE state != 'sent'") == 0
    assert _count(service, "journal") == 0


def _nothing_is_doubled(people: list[Neighbour]) -> None:
    """A message on its way at a kill may come twice, with the same number in it."""
    for each in people:
        counts = Counter(receipts(each.person.chat))
        assert all(times <= 1 + KILLS for times in counts.values())
        assert sum(counts.values()) - len(counts) <= KILLS


def _column(service: Running, query: str) -> list[str]:
    with sqlite3.connect(f"file:{service.database}?mode=ro", uri=True) as connection:
        found = [row[0] for row in connection.execute(query)]
    connection.close()
    return found


def _count(service: Running, of: str) -> int:
    return int(_column(service, f"SELECT count(*) FROM {of}")[0])  # noqa: S608 - from this file
