"""What is written in a chat of several: a code that binds it, a question about the group, no more.

Nothing of what people say there is kept, and nothing personal is answered there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from civic.groups import ENDED
from civic.mandates import Body
from conversations import group_rooms as words
from conversations.messages import Incoming, Message, RoomEvent
from conversations.office_commands import OfficeCommand, read
from conversations.wording import LANGUAGES, Text, _
from handlers import room_news, room_status, seat_notices
from handlers.service import Service
from handlers.visit import Visit
from storage import group_rooms, groups, mandates, outbox, people, room_codes
from storage.group_rooms import Room
from storage.groups import Group
from storage.people import Address
from storage.room_changes import STATUS
from storage.work import Work

ONLY_IN_PRIVATE: Text = _(
    "This service answers in private chats only. Please write to it there; "
    "what is written in a group is not kept."
)
MOST_ANSWERS: Final = 12
"""So many a minute: the platform allows twenty messages, and stages need some of them."""

_START: Final = "/start"
_ASKS: Final = (_START, "/help")


def heard(work: Work, service: Service, incoming: Incoming) -> None:
    """Answer what was written or what happened in a chat of several."""
    chat = group_rooms.chat_in(incoming.chat, incoming.thread)
    room = group_rooms.at(work, incoming.channel, chat)
    if incoming.event is not None:
        _happened(work, service, incoming, incoming.event)
        return
    visit = _visit(work, service, incoming, room, chat)
    lane = visit.address.lane
    if outbox.count_since(work, lane, work.seconds - 60) >= MOST_ANSWERS:
        return
    if code := _code(incoming.text):
        _bind(visit, room, chat, code)
    elif room is None:
        visit.say(words.HOW_HERE if _is_bind(incoming.text) else ONLY_IN_PRIVATE)
    elif room.bound and not incoming.edited:
        _answer(visit, room)


def _visit(work: Work, service: Service, incoming: Incoming, room: Room | None, chat: str) -> Visit:
    """Return the turn of something said to everybody: nobody's own, in the service's language."""
    spoken = incoming.language[:2]
    language = spoken if room is None and spoken in LANGUAGES else service.language
    address = room.address if room else _nobodys(work, incoming.channel, chat)
    return Visit(work, service, incoming, address, language)


def _nobodys(work: Work, channel: str, chat: str) -> Address:
    """Return where a chat is answered that is no room; its topics share its limits."""
    address = people.stranger_at(work, channel, chat)
    return replace(address, lane=group_rooms.chat_lane(work, channel, chat))


def _happened(work: Work, service: Service, incoming: Incoming, event: RoomEvent) -> None:
    channel, chat = incoming.channel, incoming.chat
    rooms = group_rooms.in_chat(work, channel, chat)
    if event is RoomEvent.MOVED:
        group_rooms.move(work, channel, chat, incoming.moved_to)
    elif event is RoomEvent.GONE:
        for room in rooms:
            group_rooms.lose(work, room)
    else:
        for room in rooms:
            _come_back(work, service, room)


def _come_back(work: Work, service: Service, room: Room) -> None:
    """Show the status in a room that was lost, or in which it can be pinned from now on."""
    if room.bound and room.pinned:
        return
    group_rooms.find_again(work, room)
    work.afterwards.append(service.clock_waiting)
    if not room.bound:
        _tell_maker(work, service, room, words.FOUND_AGAIN)


def _code(text: str) -> str:
    """Return the code in «/bind CODE», or in what the link of a code makes the app write."""
    first, _space, rest = text.partition(" ")
    found = read(text)
    if found and found[0] is OfficeCommand.BIND:
        rest = found[1]
    elif first.partition("@")[0] != _START:
        return ""
    return rest.strip() if any(letter.isdigit() for letter in rest) else ""


def _is_bind(text: str) -> bool:
    found = read(text)
    return found is not None and found[0] is OfficeCommand.BIND


def _bind(visit: Visit, room: Room | None, chat: str, code: str) -> None:
    """Bind this chat to the group of a code, which is used up by it."""
    work, channel = visit.work, visit.incoming.channel
    if room is not None and room.bound:
        visit.say(words.TAKEN)
        return
    found = room_codes.redeem(work, code)
    group = groups.get(work, found[0]) if found else None
    if found is None or group is None or not _may_bind(visit, group, found[1]):
        visit.say(words.CODE_OVER)
        return
    if room is not None:
        group_rooms.give_up(work, room.group)
    leave(work, visit.service, group.id)
    bound = group_rooms.bind(work, group.id, channel, chat, found[1], group.stage.value)
    room_news.show(work, visit.service, bound)
    _tell_maker(work, visit.service, bound, words.BOUND)


def _may_bind(visit: Visit, group: Group, asker: str) -> bool:
    """Tell whether who asked for a code is still a member, or still convenes the group."""
    if group.stage in ENDED:
        return False
    held = mandates.held_by(visit.work, asker, visit.service.places)
    convenes = any(
        each.office.id == group.office or each.body is Body.ADMINISTRATION for each in held
    )
    return convenes or groups.is_member(visit.work, group, asker)


def leave(work: Work, service: Service, group_id: str) -> bool:
    """Give up the room of a group, and say so there; False when it has none."""
    room = group_rooms.of_group(work, group_id)
    if room is None:
        return False
    if room.bound:
        room_news.end(work, service, room)
    group_rooms.give_up(work, group_id)
    return True


def _tell_maker(work: Work, service: Service, room: Room, text: Text) -> None:
    """Tell in private whoever asked for the room's code."""
    if not room.person:
        return
    group = groups.load(work, room.group)
    buttons = ((words.ROOM_BUTTON, f"/bind {group.number}"),)
    cause = f"{STATUS}:{room.group}:{work.seconds}:told"
    seat_notices.tell_people(work, service, [room.person], text, cause=cause, buttons=buttons)


def _answer(visit: Visit, room: Room) -> None:
    """Say where the group stands, what can be said here, or that the rest is private."""
    text, to_us = visit.incoming.text, visit.incoming.to_us
    command = text.partition(" ")[0].partition("@")[0]
    group = groups.load(visit.work, room.group)
    found = read(text)
    if found and found[0] is OfficeCommand.GROUP:
        shown = room_status.message(visit.work, visit.service, room, group, "")
        visit.show(Message(text=shown.text, controls=shown.controls, language=shown.language))
    elif command in _ASKS:
        _point(visit, room, group.number, words.WHAT_HERE)
    elif text.startswith("/") or to_us or visit.incoming.tap:
        _point(visit, room, group.number, words.ONLY_PRIVATE)


def _point(visit: Visit, room: Room, number: int, text: Text) -> None:
    """Say something with the way into the private chat."""
    said = visit.service.wording.say(text, visit.language)
    controls = room_status.to_private(visit.service, room.channel, number)
    visit.show(Message(text=said, controls=controls, language=visit.language))
