"""What stands on the page: lines with their edits folded in, for the template and for the wire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from bot.channels.web.desk import Line
from conversations.messages import Button, Message, Role

_ROLES = {Role.CHOSEN: "c", Role.MAIN: "m"}
_KEY_LENGTH = 2  # a keypad's labels are this short at most, and would drown in numbers

Pressable = tuple[str, str, str]  # label, data, and "c" for chosen, "m" for main or nothing


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line as the script receives it; one letter a name keeps a turn small."""

    r: str  # reference
    x: str  # text
    b: tuple[Pressable, ...] = ()  # options
    c: tuple[Pressable, ...] = ()  # controls
    e: str = ""  # expecting
    l: str = ""  # language  # noqa: E741 (a name on the wire)
    p: str = ""  # takes the place of this reference
    q: bool = False  # options are keys of a keypad, shown without numbers


@dataclass(frozen=True, slots=True)
class Standing:
    """A line on the page, with every reference that it is known by."""

    names: tuple[str, ...]
    mine: bool
    shown: Shown
    live: bool = False


def shown(reference: str, message: Message) -> Shown:
    """Return a message as it goes over the wire."""
    return Shown(
        reference,
        message.text,
        tuple(map(_pressable, message.buttons)),
        tuple(map(_pressable, message.controls)),
        str(message.expecting),
        message.language,
        message.replaces,
        _is_keypad(message.buttons),
    )


def standing(lines: Iterable[Line]) -> list[Standing]:
    """Fold edits into the lines they replace; the last line with buttons is live."""
    folded: list[Standing] = []
    places: dict[str, int] = {}
    for line in lines:
        if line.mine and line.message.text.startswith("/start"):
            continue  # what the page said by itself
        place = places.get(line.message.replaces, len(folded))
        names = folded[place].names if place < len(folded) else ()
        entry = Standing((*names, line.reference), line.mine, shown(line.reference, line.message))
        folded[place : place + 1] = [entry]
        places[line.reference] = place
    return _with_live(folded)


def missed(lines: Sequence[Line], known: Iterable[str]) -> list[Shown]:
    """Return what a page that knows these references has not seen, in order."""
    seen = set(known)
    return [
        shown(line.reference, line.message)
        for line in lines
        if not line.mine and line.reference not in seen
    ]


def encoded(frame: object) -> str:
    r"""Return compact JSON with Arabic as it is: two bytes a letter, never \u0645."""
    return msgspec.json.encode(frame).decode()


def _with_live(lines: list[Standing]) -> list[Standing]:
    for place in range(len(lines) - 1, -1, -1):
        if not lines[place].mine and (lines[place].shown.b or lines[place].shown.c):
            lines[place] = replace(lines[place], live=True)
            break
    return lines


def _pressable(button: Button) -> Pressable:
    return button.label, button.data, _ROLES.get(button.role, "")


def _is_keypad(buttons: Sequence[Button]) -> bool:
    return len(buttons) > 1 and all(len(button.label) <= _KEY_LENGTH for button in buttons)
