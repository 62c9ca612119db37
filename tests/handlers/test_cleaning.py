"""Photos and voice notes: fetched, cleaned by the real child, sealed; a bad file stops nobody."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest
from PIL import Image
from sqlalchemy import select

from bot.child import clean
from conversations.messages import FileHandle, Kind
from handlers.cleaning import KIND, Cleaner
from handlers.delivery import Limits, Owed, TryLater
from handlers.jobs import RETRY_SECONDS, JobRunner
from storage import attachments, jobs
from storage.attachments import Attachment
from storage.store import Store
from storage.tables import attachment
from tests.bot.test_child import photo_with_place
from tests.world import Resident, World


class Files:
    """A channel that has one file, or is away for a while."""

    limits = Limits()

    def __init__(self, content: bytes, away: int = 0) -> None:
        self._content, self._away = content, away
        self.fetched = 0

    async def fetch(self, reference: str) -> bytes:
        """Return the file."""
        self.fetched += 1
        if self.fetched <= self._away:
            raise TryLater(1)
        assert reference == "the file"
        return self._content

    async def send(self, owed: Owed) -> str:
        raise NotImplementedError

    async def withdraw(self, chat: str, references: list[str]) -> None:
        raise NotImplementedError


Child = Callable[[str, bytes], Awaitable[bytes]]


@asynccontextmanager
async def cleaner(
    world: World, channel: Files | None, child: Child = clean
) -> AsyncIterator[JobRunner]:
    """A cleaner over a world's store; without a channel, as just after the start."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    try:
        cleaning = Cleaner(store, world.service, {"telegram": channel} if channel else {}, child)
        yield JobRunner(store, KIND, cleaning.carry_out)
    finally:
        store.close()


def at_review_with_a_photo(world: World) -> Resident:
    """Somebody who sent a photo along with a need."""
    resident = Resident(world, restarts=False)
    resident.agrees()
    resident.says("محطة مية الشحيل واقفة من أسبوعين")
    resident.sends(kind=Kind.PHOTO, file=FileHandle(reference="the file"))
    return resident


def kept(world: World) -> Attachment:
    """Open the one file that there is."""
    with world.engine.connect() as connection:
        row = connection.scalars(select(attachment.c.id)).one()
    found = world.turn(lambda work: attachments.get(work, row))
    assert found is not None
    return found


def sends_the_need(world: World, resident: Resident) -> None:
    """The conversation goes on whatever became of the file."""
    resident.says("ضرر على حياتنا")
    assert world.count("need") == 1
    with world.engine.connect() as connection:
        assert connection.scalars(select(attachment.c.need)).one() is not None


async def test_a_photo_is_cleaned_and_sealed(world: World) -> None:
    """Where it was taken is gone; the raw bytes in the table are not the picture's."""
    resident = at_review_with_a_photo(world)
    async with cleaner(world, Files(photo_with_place())) as cleaning:
        assert await cleaning.sweep() == 1
        assert await cleaning.sweep() == 0
    found = kept(world)
    assert found.state == attachments.KEPT
    with Image.open(io.BytesIO(found.body.content)) as picture:
        assert dict(picture.getexif()) == {}
    with world.engine.connect() as connection:
        raw = connection.scalars(select(attachment.c.body)).one()
    assert b"JFIF" in found.body.content
    assert b"JFIF" not in raw
    sends_the_need(world, resident)


@pytest.mark.parametrize(
    "content",
    ["كلام وليس صورة".encode(), photo_with_place()[:3000], b"\x89PNG\r\n\x1a\n"],
    ids=["words", "truncated", "empty"],
)
async def test_a_bad_file_is_refused_and_the_conversation_goes_on(
    lite: World, content: bytes
) -> None:
    """Nothing of the file is kept, the person is told, the need is sent all the same."""
    resident = at_review_with_a_photo(lite)
    before = lite.count("outbox")
    async with cleaner(lite, Files(content)) as cleaning:
        await cleaning.sweep()
    assert kept(lite).state == attachments.REFUSED
    assert kept(lite).body.content == b""
    assert lite.count("outbox") == before + 1
    sends_the_need(lite, resident)


async def test_a_channel_that_is_away_is_asked_again(lite: World) -> None:
    """An hour without the channel loses no photo."""
    at_review_with_a_photo(lite)
    channel = Files(photo_with_place(), away=5)
    async with cleaner(lite, channel) as cleaning:
        for _ in range(60):
            await cleaning.sweep()
            lite.clock.forward(minutes=1)
    assert (kept(lite).state, channel.fetched) == (attachments.KEPT, 6)


async def test_a_job_that_waits_while_channels_open_stops_nothing(lite: World) -> None:
    """After each of a hundred starts the jobs are there before the channel: no photo is lost."""
    at_review_with_a_photo(lite)
    for _ in range(100):
        async with cleaner(lite, None) as cleaning:
            await cleaning.sweep()
        lite.clock.forward(seconds=RETRY_SECONDS)
    assert kept(lite).state == attachments.WANTED
    async with cleaner(lite, Files(photo_with_place())) as cleaning:
        await cleaning.sweep()
    assert kept(lite).state == attachments.KEPT


async def test_a_crash_between_cleaning_and_keeping_cleans_again(lite: World) -> None:
    """The job stays until its result is stored."""
    at_review_with_a_photo(lite)

    async def dies(kind: str, content: bytes) -> bytes:
        raise KeyboardInterrupt

    async with cleaner(lite, Files(photo_with_place()), dies) as cleaning:
        with pytest.raises(KeyboardInterrupt):
            await cleaning.sweep()
    assert len(lite.turn(partial(jobs.waiting, kind=KIND))) == 1
    async with cleaner(lite, Files(photo_with_place())) as cleaning:
        await cleaning.sweep()
    assert kept(lite).state == attachments.KEPT
