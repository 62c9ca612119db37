"""What stands on the page: lines with their edits folded in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.channels.web.desk import Line
from conversations.messages import Message, is_keypad


@dataclass(frozen=True, slots=True)
class Standing:
    """A line on the page, with every reference that it is known by."""

    names: tuple[str, ...]
    mine: bool
    message: Message
    live: bool = False

    @property
    def keypad(self) -> bool:
        """Whether the options are shown as keys."""
        return is_keypad(self.message.buttons)


def standing(lines: Iterable[Line]) -> list[Standing]:
    """Fold edits into the lines they replace; the last line with buttons is live."""
    folded: list[Standing] = []
    places: dict[str, int] = {}
    for line in lines:
        if line.mine and line.message.text.startswith("/start"):
            continue  # what the page said by itself
        place = places.get(line.message.replaces, len(folded))
        names = folded[place].names if place < len(folded) else ()
        entry = Standing((*names, line.reference), line.mine, line.message)
        folded[place : place + 1] = [entry]
        places[line.reference] = place
    return _with_live(folded)


def missed(lines: Sequence[Line], known: Iterable[str]) -> list[Line]:
    """Return the lines that a page which knows these references has not seen, in order."""
    seen = set(known)
    return [line for line in lines if not line.mine and line.reference not in seen]


def _with_live(lines: list[Standing]) -> list[Standing]:
    for place in range(len(lines) - 1, -1, -1):
        message = lines[place].message
        if not lines[place].mine and (message.buttons or message.controls):
            lines[place] = replace(lines[place], live=True)
            break
    return lines
