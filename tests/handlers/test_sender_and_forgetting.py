"""What waits in the sender's memory for somebody who is forgotten meanwhile is not sent."""

from __future__ import annotations

import asyncio
from functools import partial

from conversations.messages import Message
from handlers.delivery import Limits
from handlers.sending import FRESH_SECONDS
from storage import forgetting, outbox, people
from storage.people import Person
from storage.work import Work
from tests.handlers.test_sending import Chats, Post, play
from tests.world import World


def joined(work: Work) -> Person:
    """Somebody who agreed."""
    return people.admit(work, "telegram", "7", "7", "ar")


def owe(work: Work, person: Person, count: int) -> list[outbox.OutboxRow]:
    """Owe a person numbered messages."""
    return [
        outbox.owe(work, person.address, Message(text=f"{n}"), cause="c", ordinal=n)
        for n in range(count)
    ]


def forget(work: Work, person: Person) -> None:
    """Go through all steps."""
    forgetting.begin(work, person, Message(text="farewell"), "forget")
    work.keys.forget(person.owner)
    forgetting.finish(work, person.id)


def test_what_waits_for_its_turn_goes_with_the_person(world: World) -> None:
    """Of ten messages three have gone out; then nothing comes but the farewell."""
    channel = Chats(Limits(seconds_between_in_chat=2 * FRESH_SECONDS))

    async def scene(all_: Post) -> None:
        person = await all_.store.run(joined)
        for row in await all_.store.run(partial(owe, person=person, count=10)):
            all_.sender.offer(row)
        await all_.until(lambda: len(channel.shown) == 3)
        await all_.store.run(partial(forget, person=person))
        await all_.settled()

    play(world, channel, scene)
    assert channel.texts() == ["0", "1", "2", "farewell"]


def test_what_is_held_while_it_waits_is_sent_once_it_is_released(world: World) -> None:
    """An operator holds the outbox of the running service: nothing goes out, nothing is lost."""
    channel = Chats(Limits(seconds_between_in_chat=2 * FRESH_SECONDS))

    async def scene(all_: Post) -> None:
        await all_.owe("a", *"0123456789")
        await all_.until(lambda: len(channel.shown) == 3)
        held = await all_.store.run(outbox.hold_all)
        await asyncio.sleep(60)
        assert len(channel.shown) <= 10 - held + 1
        await all_.store.run(outbox.release)
        while len(set(channel.texts())) < 10:
            await asyncio.sleep(1)

    play(world, channel, scene)
    assert channel.texts() == list("0123456789")
