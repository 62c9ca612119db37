"""What is written into a group's room by itself: the status, kept up to date, and one line a stage.

The status is written anew or edited at most once a minute, so that a room is never flooded.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Final

from civic.groups import ENDED, Stage
from civic.hours import is_safe, next_safe
from conversations import group_rooms as words
from conversations.messages import Message
from conversations.wording import Text
from handlers import room_status, seat_notices
from handlers.service import Service
from storage import group_rooms, group_seats, groups, outbox, timers
from storage.group_rooms import Room
from storage.groups import Group
from storage.outbox import Priority
from storage.room_changes import STATUS
from storage.work import Work

EVERY: Final = 60
"""Seconds between two changes of the status."""

DAILY: Final = 86_400


def status(work: Work, service: Service, group_id: str) -> None:
    """Bring the status up to date, if it differs from what stands there and a minute is over."""
    room = group_rooms.of_group(work, group_id)
    if room is None or not room.bound:
        return
    if (due := room.shown + EVERY) > work.seconds:
        timers.set_timer(work, STATUS, group_id, due)
        return
    show(work, service, room)


def show(work: Work, service: Service, room: Room) -> None:
    """Owe the status unless it stands there already, and a line when the stage is another."""
    group, sent = groups.load(work, room.group), outbox.series(work, group_rooms.cause(room))
    reference = sent.reference or room.reference
    shown = room_status.message(work, service, room, group, reference)
    hashed = hashlib.sha256(f"{shown.text}|{shown.controls}".encode()).digest()
    if hashed != room.shows:
        outbox.supersede(work, group_rooms.cause(room))
        _owe_status(work, service, room, group, shown, hashed)
    elif sent.owed:  # look again when it has its id
        timers.set_timer(work, STATUS, room.group, work.seconds + EVERY)
    else:
        if sent.reference:
            group_rooms.keep_reference(work, room, sent.reference)
        _look_again(work, group)


def gone(work: Work, service: Service, group_id: str) -> None:
    """Tell whoever made the room that it is lost; members when nobody is left who made it."""
    room = group_rooms.of_group(work, group_id)
    if room is None or room.bound or groups.load(work, group_id).stage in ENDED:
        return
    if not is_safe(work.now):
        timers.set_timer(work, group_rooms.GONE, group_id, next_safe(work.seconds))
        return
    group = groups.load(work, group_id)
    seats = group_seats.of_group(work, group_id)
    people = [room.person] if room.person else [seat.person for seat in seats if seat.person]
    text = words.lost(group.number, group.topic.title)
    cause = f"{group_rooms.GONE}:{group_id}:{room.round}"
    again = ((words.ROOM_BUTTON, f"/bind {group.number}"),)
    seat_notices.tell_people(work, service, people, text, cause=cause, buttons=again)


def unpinned(work: Work, service: Service, group_id: str) -> None:
    """Say once in a room that its status may not be pinned there."""
    room = group_rooms.of_group(work, group_id)
    if room is not None and room.bound:
        cause = f"{group_rooms.UNPINNED}:{group_id}:{room.round}"
        _owe_line(work, service, room, words.CANNOT_PIN, cause)


def end(work: Work, service: Service, room: Room) -> None:
    """Let the status say that this is the group's room no longer."""
    sent = outbox.series(work, group_rooms.cause(room))
    outbox.supersede(work, group_rooms.cause(room))
    cause, reference = f"{group_rooms.cause(room)}:end", sent.reference or room.reference
    _owe_line(work, service, room, words.NO_LONGER, cause, replaces=reference)


def _owe_line(
    work: Work, service: Service, room: Room, text: Text, cause: str, *, replaces: str = ""
) -> None:
    said = service.wording.say(text, service.language)
    message = Message(text=said, language=service.language, replaces=replaces)
    row = outbox.owe(work, room.address, message, cause=cause, priority=Priority.NOTICE)
    work.afterwards.append(partial(service.owed, row))


def _look_again(work: Work, group: Group) -> None:
    """Look once a day, and when a session begins, for what changes without anybody's doing."""
    if group.stage in ENDED:
        return
    session = room_status.next_session(work, group)
    due = work.seconds + DAILY
    timers.set_timer(work, STATUS, group.id, min(due, session.at) if session else due)


def _owe_status(
    work: Work, service: Service, room: Room, group: Group, shown: Message, hashed: bytes
) -> None:
    group_rooms.note_shown(work, room, group.stage.value, hashed, shown.replaces)
    now = group_rooms.of_group(work, room.group)
    assert now is not None  # noqa: S101 - it was just changed
    cause = group_rooms.cause(now)
    row = outbox.owe(work, room.address, shown, cause=cause, priority=Priority.NOTICE)
    work.afterwards.append(partial(service.owed, row))
    timers.set_timer(work, STATUS, room.group, work.seconds + EVERY)
    if room.stage != group.stage.value and room.shown:
        line = words.moved_on(Stage(group.stage))
        _owe_line(work, service, room, line, f"{cause}:line")
