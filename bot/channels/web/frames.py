"""What goes to the page's script: messages as frames in which nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import msgspec

from bot.channels.web.desk import Line
from conversations.messages import Button, Expecting, Message, Role, is_keypad

_ROLES = {Role.CHOSEN: "c", Role.MAIN: "m"}
_OFFERED = (Expecting.PHOTO, Expecting.LOCATION)  # the page shows a way to give these

Pressable = str | tuple[str, str] | tuple[str, str, str]
"""The end of a label, that of its data, and "c" for chosen or "m" for main.

A label alone carries `o` and its place in the row, counted from 0.
"""


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line as the script receives it; one letter a name keeps a turn small."""

    r: str  # reference
    x: str  # text
    d: str = ""  # what the data of all buttons begins with
    o: str = ""  # then that of a button which is only a label, before its number
    s: str = ""  # what the labels of all options begin with
    b: tuple[Pressable, ...] = ()  # options
    c: tuple[Pressable, ...] = ()  # controls
    e: str = ""  # what the page must offer a way to give
    l: str = "ar"  # language  # noqa: E741 (a name on the wire)
    p: str = ""  # takes the place of this reference
    q: bool = False  # options are keys of a keypad, shown without numbers
    f: tuple[str, str] | None = None  # kind and name of the file that goes with it


def shown(reference: str, message: Message) -> Shown:
    """Return a message as it goes over the wire."""
    start = _common([each.data for each in (*message.buttons, *message.controls)])
    counted = _counted(message.buttons[0].data.removeprefix(start)) if message.buttons else ""
    said = _worth(_common([each.label for each in message.buttons]), len(message.buttons))
    return Shown(
        r=reference,
        x=message.text,
        d=start,
        o=counted,
        s=said,
        b=tuple(_pressables(message.buttons, start + counted, start, said)),
        c=tuple(_pressables(message.controls, start + counted, start)),
        e=str(message.expecting) if message.expecting in _OFFERED else "",
        l=message.language,
        p=message.replaces,
        q=is_keypad(message.buttons),
        f=(str(message.file.kind), message.file.name) if message.file else None,
    )


def news(lines: Iterable[Line]) -> dict[str, list[Shown]]:
    """Return the frame with lines that a page has missed."""
    return {"h": [shown(line.reference, line.message) for line in lines]}


def encoded(frame: object) -> str:
    r"""Return compact JSON with Arabic as it is: two bytes a letter, never \u0645."""
    return msgspec.json.encode(frame).decode()


def _common(texts: Iterable[str]) -> str:
    """Return what all texts begin with."""
    columns = zip(*texts, strict=False)
    return "".join(letters[0] for letters in takewhile(lambda each: len({*each}) == 1, columns))


def _counted(end: str) -> str:
    return end.removesuffix("0") if end.endswith("0") else ""


def _worth(text: str, times: int) -> str:
    """Return a text if it is shorter once, under a name, than so many times; else nothing."""
    return text if len(text) * (times - 1) > len('"s":"",') else ""


def _pressables(
    buttons: Sequence[Button], counted: str, start: str, said: str = ""
) -> Iterator[Pressable]:
    for number, button in enumerate(buttons):
        label, end = button.label.removeprefix(said), button.data.removeprefix(start)
        if role := _ROLES.get(button.role):
            yield label, end, role
        elif button.data == f"{counted}{number}":
            yield label
        else:
            yield label, end
