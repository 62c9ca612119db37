"""A member, or the convener, gives a working group a room, or takes it away again."""

from __future__ import annotations

from typing import Final

from civic.groups import ENDED
from conversations import group_rooms as words
from conversations.messages import Button
from handlers import group_access, rooms
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import audit, group_rooms, room_codes
from storage.people import Person

NEW, OFF = "new", "off"
_FOURS: Final = 4


def command(visit: Visit, person: Person, argument: str) -> bool:
    """Give a code for a room, show that there is one, or leave it."""
    asked, wish = group_access.read(visit, person, argument)
    if asked is None:
        return True
    group = asked.group
    room = group_rooms.of_group(visit.work, group.id)
    if not asked.inside:
        visit.say(words.ONLY_MEMBERS, group_access.to_group(visit, group))
    elif wish == OFF:
        rooms.leave(visit.work, visit.service, group.id)
        _note(visit, asked)
        visit.say(words.LEFT, *_offered(visit, asked, room=False), *going_on(visit))
    elif group.stage in ENDED:
        visit.say(words.NOT_NOW, group_access.to_group(visit, group))
    elif room is not None and wish != NEW:
        told = words.card(group.number, bound=room.bound)
        visit.say(told, *_offered(visit, asked, room=True), *going_on(visit))
    else:
        _give_code(visit, person, asked)
    return True


def _give_code(visit: Visit, person: Person, asked: Asked) -> None:
    _note(visit, asked)
    code = room_codes.issue(visit.work, asked.group.id, person.id)
    fours = " ".join(code[at : at + _FOURS] for at in range(0, len(code), _FOURS))
    link = visit.service.room_link(code)
    text = words.code(asked.group.number, fours, room_codes.MINUTES, link)
    visit.say(text, group_access.to_group(visit, asked.group), *going_on(visit))


def _note(visit: Visit, asked: Asked) -> None:
    """Write down what an office does to a group's room; members answer to their group."""
    if asked.by is not None:
        audit.note(visit.work, asked.by.id, "group.room", asked.group.id)


def _offered(visit: Visit, asked: Asked, *, room: bool) -> list[Button]:
    here = f"/bind {asked.group.number}"
    buttons = [visit.command(words.NEW_BUTTON, f"{here} {NEW}")]
    if room:
        buttons.append(visit.command(words.OFF_BUTTON, f"{here} {OFF}"))
    return [*buttons, group_access.to_group(visit, asked.group)]
