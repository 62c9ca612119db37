"""The outbox: owed once, found in order, settled in one statement, sealed for its owner only."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from conversations.messages import Message
from storage import outbox, people
from storage.outbox import FAILED, OWED, SENT, OutboxRow, Settlement
from storage.tables import outbox as table
from storage.work import Work
from tests.world import World


def owe(
    work: Work, text: str, *, chat: str = "1", cause: str = "", channel: str = "telegram"
) -> OutboxRow:
    """Owe a sentence to a chat."""
    to = people.stranger_at(work, channel, chat)
    return outbox.owe(work, to, Message(text=text), cause=cause or work.dice.token())


def test_a_cause_owes_a_message_once(world: World) -> None:
    """A turn that runs twice cannot owe its answer twice."""
    world.turn(partial(owe, text="a", cause="telegram:1"))
    with pytest.raises(IntegrityError):
        world.turn(partial(owe, text="a", cause="telegram:1"))
    assert world.count("outbox") == 1


def test_what_is_owed_comes_back_as_it_was_written(world: World) -> None:
    """Oldest first, with its chat and words, after a restart, also what is due later only."""
    rows = [world.turn(partial(owe, text=f"كلام {n}", chat=f"{n % 2}")) for n in range(4)]
    late = world.clock().timestamp() + 600
    world.turn(lambda work: outbox.settle(work, [Settlement(rows[0].id, OWED, due=int(late))]))
    world.restart()
    found = world.turn(outbox.owed)
    assert [(row.id, row.chat, row.message.text) for row in found] == [
        (row.id, row.chat, row.message.text) for row in rows
    ]
    assert found[0].due == int(late)


def test_only_what_is_asked_for_is_opened(world: World) -> None:
    """Of one channel, without the known ones, so many at most."""
    rows = [
        world.turn(partial(owe, text="x", channel=channel))
        for channel in ("web", "telegram", "web", "telegram", "telegram")
    ]
    known = {rows[1].id}
    found = world.turn(partial(outbox.owed, most=1, channel="telegram", known=known))
    assert [row.id for row in found] == [rows[3].id]
    assert world.turn(outbox.count_owed) == 5


def test_settlements_are_noted_together(world: World) -> None:
    """Sent with the channel's id, failed, and put off with one more attempt."""
    ids = [world.turn(partial(owe, text="x")).id for _ in range(3)]
    settled = [
        Settlement(ids[0], SENT, "77", attempts=1),
        Settlement(ids[1], FAILED, attempts=3),
        Settlement(ids[2], OWED, due=9, attempts=2),
    ]
    world.turn(lambda work: outbox.settle(work, settled))
    with world.engine.connect() as connection:
        rows = connection.execute(
            select(table.c.state, table.c.reference, table.c.attempts).order_by(table.c.id)
        ).all()
    assert [tuple(row) for row in rows] == [(SENT, "77", 1), (FAILED, None, 3), (OWED, None, 2)]


def test_a_message_whose_key_is_gone_is_dropped(world: World) -> None:
    """Nobody can read it any more, so it is not owed either; the others are."""

    def to_a_person(work: Work) -> str:
        person = people.admit(work, "telegram", "5", "5", "ar")
        outbox.owe(work, person.address, Message(text="x"), cause="c")
        return person.owner

    owner = world.turn(to_a_person)
    world.turn(partial(owe, text="other"))
    world.keys.forget(owner)
    assert [row.message.text for row in world.turn(outbox.owed)] == ["other"]
    assert world.count("outbox") == 1


def test_what_became_of_a_row_can_be_asked(world: World) -> None:
    """Before it is sent, since it may be on hold, settled or gone."""
    sent, held, gone = (world.turn(partial(owe, text="x", chat=chat)) for chat in "abc")
    world.turn(lambda work: outbox.settle(work, [Settlement(sent.id, SENT)]))
    world.turn(partial(outbox.drop_lane, lane=gone.lane))
    asked = partial(outbox.states_of, ids=[sent.id, held.id, gone.id])
    assert world.turn(asked) == {sent.id: SENT, held.id: OWED}
    world.turn(outbox.hold_all)
    assert world.turn(asked) == {sent.id: SENT, held.id: outbox.HELD}


def test_what_was_sent_stays_sent(world: World) -> None:
    """A worker that was replaced settles late: the message does not go out once more."""
    row = world.turn(partial(owe, text="x"))
    for settlement in (Settlement(row.id, SENT, "77"), Settlement(row.id, OWED, due=9)):
        world.turn(partial(outbox.settle, settlements=[settlement]))
    assert world.turn(outbox.owed) == []


def test_releasing_the_outbox_releases_no_farewell(world: World) -> None:
    """A farewell says that the key is deleted, so it waits for that, whatever an operator does."""
    to = world.turn(lambda work: people.stranger_at(work, "telegram", "5"))
    farewell = world.turn(
        lambda work: outbox.owe(work, to, Message(text="x"), cause="f", state=outbox.FAREWELL)
    )
    world.turn(partial(owe, text="held"))
    assert world.turn(outbox.hold_all) == 1
    assert world.turn(outbox.release) == 1
    assert [row.message.text for row in world.turn(outbox.owed)] == ["held"]
    world.turn(partial(outbox.bid_farewell, ids=[farewell.id]))
    assert [row.message.text for row in world.turn(outbox.owed)] == ["x", "held"]


def test_a_restored_outbox_waits_until_it_is_released(world: World) -> None:
    """So that a backup does not send its history again."""
    world.turn(partial(owe, text="x"))
    assert world.turn(outbox.hold_all) == 1
    assert world.turn(outbox.owed) == []
    assert world.turn(outbox.release) == 1
    assert len(world.turn(outbox.owed)) == 1
