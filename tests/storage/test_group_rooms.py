"""A room is where a group meets: one chat, one group, found by no one who looks into the files."""

from __future__ import annotations

from functools import partial

import pytest

from conversations.messages import Message
from storage import group_leaving, group_rooms, group_seats, outbox, room_codes, timers
from storage.group_rooms import GONE, STATUS, Room
from storage.work import Work
from tests.grouped import group_of
from tests.world import World

OLD, NEW = "-5", "-1005"


def bound(world: World, account: str = "convener", chat: str = OLD) -> Room:
    """Bind a chat to a new group, asked for by its first member."""
    group = group_of(world, account)
    person = world.turn(lambda work: _first_member(work, group.id))
    bind = partial(group_rooms.bind, group_id=group.id, channel="telegram", person_id=person)
    return world.turn(partial(bind, chat=chat, stage="answering"))


def _first_member(work: Work, group_id: str) -> str:
    return group_seats.of_group(work, group_id)[0].person


def now(world: World, room: Room) -> Room | None:
    """Return the group's room as it is now."""
    return world.turn(partial(group_rooms.of_group, group_id=room.group))


def test_a_room_is_found_by_its_chat_and_by_its_group(world: World) -> None:
    """And by no other chat or topic of the same."""
    room = bound(world, chat="-5/12")
    at = partial(group_rooms.at, channel="telegram")
    assert world.turn(partial(at, chat="-5/12")) == room == now(world, room)
    for other in ("-5", "-5/1", "-5/13", "-6/12"):
        assert world.turn(partial(at, chat=other)) is None
    assert world.turn(partial(group_rooms.in_chat, channel="telegram", chat=OLD)) == [room]


def test_where_a_room_is_stands_in_no_row(world: World) -> None:
    """The chat is sealed under the group's key and found by blind indexes only."""
    bound(world, chat="-1009876543210")
    with world.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM group_room").all()
    assert b"9876543210" not in repr(rows).encode()


def test_a_chat_that_moves_takes_all_its_rooms_along(world: World) -> None:
    """Each to its topic; what stood there cannot be edited, so a new status is due."""
    room, other = bound(world, "a"), bound(world, "b", chat="-5/12")
    moved = partial(group_rooms.move, channel="telegram", old=OLD, new=NEW)
    assert world.turn(moved) == 2
    assert world.turn(moved) == 0
    for before, chat in ((room, NEW), (other, f"{NEW}/12")):
        after = now(world, before)
        assert after is not None
        assert (after.chat, after.reference, after.shown) == (chat, "", 0)
        assert after.round > before.round
        assert world.turn(partial(timers.get, kind=STATUS, subject=before.group))


def test_a_lost_room_is_told_once_and_found_again(world: World) -> None:
    """However many messages it refuses."""
    room = bound(world)
    lose = partial(group_rooms.unreachable, channel="telegram", chat=OLD)
    world.turn(lose)
    timer = world.turn(partial(timers.get, kind=GONE, subject=room.group))
    assert timer is not None
    world.turn(partial(timers.claim, found=timer))
    world.turn(lose)
    assert world.turn(partial(timers.get, kind=GONE, subject=room.group)) is None
    lost = now(world, room)
    assert lost is not None
    assert not lost.bound
    world.turn(partial(group_rooms.find_again, room=lost))
    found = now(world, room)
    assert found is not None
    assert found.bound


def test_a_room_that_is_given_up_leaves_nothing(world: World) -> None:
    """Neither its row nor its timers; the chat is free for another group."""
    room = bound(world)
    world.turn(partial(group_rooms.lose, room=room))
    world.turn(partial(group_rooms.give_up, group_id=room.group))
    assert now(world, room) is None
    assert world.count("group_room") == 0
    assert world.turn(partial(timers.get, kind=GONE, subject=room.group)) is None
    assert bound(world, "b").chat == OLD


def test_what_is_owed_to_a_room_can_be_opened_by_the_sender(world: World) -> None:
    """Under the group's key, to nobody in particular."""
    room = bound(world)
    world.turn(lambda work: outbox.owe(work, room.address, Message(text="المرحلة"), cause="x"))
    rows = world.turn(partial(outbox.owed, most=1000))
    [row] = [each for each in rows if each.chat == OLD]
    assert (row.message.text, row.person) == ("المرحلة", "")


def test_a_code_works_once_and_for_half_an_hour(world: World) -> None:
    """In any digits, with or without spaces; an earlier one of the same person is dead."""
    group = group_of(world)
    person = world.turn(lambda work: _first_member(work, group.id))
    issue = partial(room_codes.issue, group_id=group.id, person_id=person)

    def redeem(typed: str) -> tuple[str, str] | None:
        return world.turn(partial(room_codes.redeem, typed=typed))

    earlier, code = world.turn(issue), world.turn(issue)
    assert redeem(earlier) is None
    eastern = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert redeem(f"{eastern[:4]} {eastern[4:8]}-{eastern[8:]}") == (group.id, person)
    assert redeem(code) is None
    late = world.turn(issue)
    world.clock.forward(minutes=room_codes.MINUTES)
    assert redeem(late) is None
    world.turn(room_codes.drop_old)
    assert world.count("room_code") == 0


@pytest.mark.parametrize("typed", ["", "1234", "0" * 12, "x" * 5000])
def test_what_is_no_code_redeems_nothing(world: World, typed: str) -> None:
    """Nor does it say why."""
    assert world.turn(partial(room_codes.redeem, typed=typed)) is None


def test_a_forgotten_person_leaves_the_room_to_the_group(world: World) -> None:
    """It stays bound; who asked for it is nobody's to know."""
    room = bound(world)
    world.turn(partial(room_codes.issue, group_id=room.group, person_id=room.person))
    world.turn(partial(group_leaving.let_go, person_id=room.person))
    after = now(world, room)
    assert after is not None
    assert (after.bound, after.person, world.count("room_code")) == (True, "", 0)
