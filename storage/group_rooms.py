"""The room of a working group: the chat or topic that it is bound to, while it can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from storage import outbox, timers
from storage.group_seals import group_key, opened, sealed
from storage.people import Address, lane_of
from storage.room_changes import BOUND, STATUS
from storage.room_tables import group_room as table
from storage.work import Work

LOST: Final = "lost"

GONE: Final = "room.gone"
UNPINNED: Final = "room.unpinned"
"""Timers of a group's room: it was lost; nothing can be pinned in it."""

TOPIC: Final = "/"
"""Between a chat's id and its topic's in an address."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds; `chat` is the channel's id, with its topic after a stroke."""

    channel: str
    chat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a group meets, and what stands there; `person` is who asked for the code."""

    group: str
    channel: str
    chat: str
    lane: bytes
    person: str
    state: str
    round: int
    stage: str
    shown: int
    shows: bytes | None
    pinned: bool
    reference: str

    @property
    def bound(self) -> bool:
        """Tell whether messages reach it."""
        return self.state == BOUND

    @property
    def address(self) -> Address:
        """Where messages to the room go; they are sealed under the group's key."""
        return Address(
            channel=self.channel, chat=self.chat, lane=self.lane, owner=group_key(self.group)
        )


def chat_in(chat: str, topic: str) -> str:
    """Return a chat, or a topic of it, as one address."""
    return f"{chat}{TOPIC}{topic}" if topic else chat


def chat_lane(work: Work, channel: str, chat: str) -> bytes:
    """Return the blind index of a chat; its topics have the same, since its limits are theirs."""
    return lane_of(work.keys, channel, chat.partition(TOPIC)[0])


def bind(work: Work, group_id: str, channel: str, chat: str, person_id: str, stage: str) -> Room:
    """Let a group meet in a chat or topic from now on; one that it met in before is given up."""
    before = of_group(work, group_id)
    give_up(work, group_id)
    work.connection.execute(
        insert(table).values(
            group=group_id,
            mark=_mark(work, channel, chat),
            lane=chat_lane(work, channel, chat),
            person=person_id,
            state=BOUND,
            round=work.seconds if before is None else max(work.seconds, before.round + 1),
            stage=stage,
            shown=0,
            pinned=True,
            body=_sealed(work, group_id, Place(channel, chat)),
        )
    )
    return _existing(work, group_id)


def at(work: Work, channel: str, chat: str) -> Room | None:
    """Return the room that is this chat or topic, bound or lost."""
    return _one(work, table.c.mark == _mark(work, channel, chat))


def of_group(work: Work, group_id: str) -> Room | None:
    """Return where a group meets, or met when it was lost."""
    return _one(work, table.c.group == group_id)


def of_person(work: Work, person_id: str) -> list[str]:
    """Return the groups whose room this person asked for, for them."""
    query = select(table.c.group).where(table.c.person == person_id).order_by(table.c.group)
    return list(work.connection.scalars(query))


def in_chat(work: Work, channel: str, chat: str) -> list[Room]:
    """Return every room that is in a chat: itself or any of its topics."""
    query = select(table).where(table.c.lane == chat_lane(work, channel, chat))
    return [_read(work, row) for row in work.connection.execute(query.order_by(table.c.group))]


def cause(room: Room) -> str:
    """Return the cause of the status message that was owed last, by which its fate is found."""
    return f"{STATUS}:{room.group}:{room.round}:{room.shown}"


def note_shown(work: Work, room: Room, stage: str, shows: bytes, reference: str) -> None:
    """Note what the status says from now on, and which stage was told."""
    _change(work, room, stage=stage, shows=shows, shown=work.seconds, reference=reference or None)


def keep_reference(work: Work, room: Room, reference: str) -> None:
    """Note the channel's id of the status message, by which it is edited."""
    _change(work, room, reference=reference)


def move(work: Work, channel: str, old: str, new: str) -> int:
    """Follow a chat to its new id with everything that is bound in it; returns how many rooms.

    Messages of the old chat cannot be edited in the new one, so a new status is shown there.
    """
    if chat_lane(work, channel, old) == chat_lane(work, channel, new):
        return 0
    found = in_chat(work, channel, old)
    for room in found:
        chat = chat_in(new, room.chat.partition(TOPIC)[2])
        if (other := at(work, channel, chat)) is not None:
            give_up(work, other.group)
        _begin_anew(
            work,
            room,
            mark=_mark(work, channel, chat),
            lane=chat_lane(work, channel, chat),
            body=_sealed(work, room.group, Place(channel, chat)),
        )
    return len(found)


def lose(work: Work, room: Room) -> None:
    """Note that a room cannot be written to; the group goes on in private chats."""
    if room.bound:
        _change(work, room, state=LOST)
        timers.set_timer(work, GONE, room.group, work.seconds)


def find_again(work: Work, room: Room) -> None:
    """Note that a room can be written to again; a new status is shown there."""
    _begin_anew(work, room, state=BOUND)


def cannot_pin(work: Work, channel: str, chat: str) -> None:
    """Note that nothing can be pinned in a room, which is told there once."""
    room = at(work, channel, chat)
    if room is not None and room.pinned:
        _change(work, room, pinned=False)
        timers.set_timer(work, UNPINNED, room.group, work.seconds)


def unreachable(work: Work, channel: str, chat: str) -> None:
    """Note that a chat, if it is a room, cannot be written to."""
    if room := at(work, channel, chat):
        lose(work, room)


def give_up(work: Work, group_id: str) -> None:
    """Forget where a group met."""
    work.connection.execute(delete(table).where(table.c.group == group_id))
    timers.drop_of(work, group_id, (STATUS, GONE, UNPINNED))


def let_go(work: Work, person_id: str) -> None:
    """Take a forgotten person's name off the rooms that they asked for."""
    mine = update(table).where(table.c.person == person_id)
    work.connection.execute(mine.values(person=None))


def _begin_anew(work: Work, room: Room, **values: object) -> None:
    """Let a new status message be written, because the old one cannot be edited there."""
    outbox.supersede(work, cause(room))
    anew = {"round": max(work.seconds, room.round + 1), "shown": 0, "shows": None, "pinned": True}
    _change(work, room, **anew, reference=None, **values)
    timers.set_timer(work, STATUS, room.group, work.seconds)


def _change(work: Work, room: Room, **values: object) -> None:
    work.connection.execute(update(table).where(table.c.group == room.group).values(**values))


def _existing(work: Work, group_id: str) -> Room:
    room = of_group(work, group_id)
    assert room is not None  # noqa: S101 - it was just written
    return room


def _one(work: Work, which: Any) -> Room | None:
    row = work.connection.execute(select(table).where(which)).first()
    return _read(work, row) if row else None


def _read(work: Work, row: Row[Any]) -> Room:
    plain = opened(work, row.group, row.body, _at(row.group))
    place = msgspec.json.decode(plain, type=Place)
    return Room(
        group=row.group,
        channel=place.channel,
        chat=place.chat,
        lane=row.lane,
        person=row.person or "",
        state=row.state,
        round=row.round,
        stage=row.stage,
        shown=row.shown,
        shows=row.shows,
        pinned=row.pinned,
        reference=row.reference or "",
    )


def _mark(work: Work, channel: str, chat: str) -> bytes:
    return work.keys.digest("index", f"room|{channel}|{chat}".encode())


def _sealed(work: Work, group_id: str, place: Place) -> bytes:
    return sealed(work, group_id, msgspec.json.encode(place), _at(group_id))


def _at(group_id: str) -> str:
    return f"group_room|body|{group_id}"
