"""Pictures in the chat: asked for in a turn, drawn by the real child, sent with their words."""

from __future__ import annotations

from functools import partial

import pytest

from conversations.messages import FileKind, Message
from conversations.pictures import Chart, Picture
from handlers.drawing import KIND, MOST_ATTEMPTS, Drawer, Undrawn
from handlers.jobs import JobRunner
from storage import jobs, outbox, people, pictures, sent_files
from storage.people import Address
from storage.store import Store
from storage.work import Work
from tests.world import Resident, World

BARS = Chart(language="ar", title="المياه", rows=(("الكسرة", 3), ("الشحيل", 1)))
PNG = b"\x89PNG and so on"


def address_of(world: World) -> Address:
    """The chat of somebody who has agreed."""
    resident = Resident(world, restarts=False)
    resident.agrees()

    def find(work: Work) -> Address:
        found = people.find(work, resident.channel, resident.account, resident.account)
        assert found is not None
        return found.address

    return world.turn(find)


def asks(world: World, to: Address) -> str:
    """Ask for a chart with a caption."""

    def ask(work: Work) -> str:
        caption = Message(text="المياه في الكسرة", language="ar")
        row = pictures.want(work, to, BARS, caption, "water")
        jobs.add(work, KIND, row)
        return row

    return world.turn(ask)


async def sweeps(world: World, draw: Picture | bytes | type[Exception]) -> None:
    """Carry out what is due, with something that draws these bytes or fails."""

    async def drawn(_: Picture) -> bytes:
        if isinstance(draw, bytes):
            return draw
        raise Undrawn("too slow")

    store = Store(world.engine, world.keys, world.clock, world.dice)
    try:
        drawer = Drawer(store, world.service, drawn)
        await JobRunner(store, KIND, drawer.carry_out).sweep()
    finally:
        store.close()


def owed(world: World) -> list[Message]:
    """What waits to be sent."""
    return [row.message for row in world.turn(outbox.owed)]


async def test_a_picture_is_drawn_and_goes_out_with_its_words(world: World) -> None:
    """Its bytes are kept sealed until it is sent, and for a day."""
    to = address_of(world)
    row = asks(world, to)
    before = len(owed(world))
    await sweeps(world, PNG)
    message = owed(world)[-1]
    assert len(owed(world)) == before + 1
    assert message.text == "المياه في الكسرة"
    assert message.file is not None
    assert (message.file.kind, message.file.name) == (FileKind.PHOTO, "water.png")
    assert world.turn(partial(sent_files.content, file_id=row)) == PNG
    assert world.turn(partial(jobs.waiting, kind=KIND)) == []
    world.clock.forward(days=2)
    world.turn(pictures.drop_old)
    assert world.turn(partial(sent_files.content, file_id=row)) is None


async def test_whoever_waits_is_told_when_it_cannot_be_drawn(lite: World) -> None:
    """After a few tries within minutes, and once."""
    asks(lite, address_of(lite))
    before = len(owed(lite))
    for _ in range(MOST_ATTEMPTS):
        assert len(owed(lite)) == before
        await sweeps(lite, Undrawn)
        lite.clock.forward(minutes=5)
    await sweeps(lite, PNG)
    assert len(owed(lite)) == before + 1
    assert owed(lite)[-1].file is None


@pytest.mark.parametrize("drop", ["lane", "person"])
async def test_what_was_hidden_or_forgotten_is_not_drawn(lite: World, drop: str) -> None:
    """Nor is anything said about it."""
    to = address_of(lite)
    asks(lite, to)
    before = len(owed(lite))
    if drop == "lane":
        lite.turn(partial(pictures.drop_lane, lane=to.lane))
    else:
        lite.turn(partial(pictures.drop_for, person=to.person))
    await sweeps(lite, PNG)
    assert len(owed(lite)) == before
    assert lite.turn(partial(jobs.waiting, kind=KIND)) == []
