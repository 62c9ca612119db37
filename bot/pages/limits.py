"""How long texts and buttons may be in each channel, and how a message measures up to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from bot.channels.telegram.keyboards import LONGEST_DATA
from bot.channels.telegram.texts import LONGEST
from bot.channels.web.frames import encoded, shown
from civic.text import units
from conversations.messages import Message

ROW: Final = 24
"""The title of a row in a WhatsApp list, and what we hold every label of our own to."""

TITLE: Final = 20
"""The title of one of three buttons under a WhatsApp message."""

MOST_TITLES, MOST_ROWS = 3, 10
WITH_BUTTONS, PLAIN = 1024, 4096
"""The text of a WhatsApp message with buttons or a list, and of one without."""

TURN_BYTES: Final = 1024
"""What one turn of the web page may cost on a bad line."""

_REFERENCE: Final = "1234567"
"""As long as that of a message when there have been a million."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A length beside its limit; a `hard` limit is refused by the channel, others are our aims."""

    what: str
    length: int
    limit: int
    hard: bool = False

    @property
    def over(self) -> bool:
        """Whether it is longer than it may be."""
        return self.length > self.limit


def telegram(message: Message) -> Iterator[Measure]:
    """Measure a message as Telegram counts: text in UTF-16 units, data in bytes."""
    yield Measure("text", units(message.text), LONGEST, hard=True)
    buttons = (*message.buttons, *message.controls)
    if buttons:
        yield Measure("data", max(len(b.data.encode()) for b in buttons), LONGEST_DATA, hard=True)
        yield Measure("buttons", len(buttons), 100, hard=True)
        yield Measure("label", max(units(b.label) for b in buttons), ROW)


def web(message: Message) -> Iterator[Measure]:
    """Measure what goes over the wire, in bytes, for an answer that replaces its question."""
    frame = encoded(shown(_REFERENCE, replace(message, replaces=_REFERENCE)))
    yield Measure("bytes", len(frame.encode()), TURN_BYTES)


def whatsapp(message: Message) -> Iterator[Measure]:
    """Measure a message as the coming channel would show it: buttons, a list or plain text."""
    buttons = (*message.buttons, *message.controls)
    if not buttons or len(buttons) > MOST_ROWS:
        yield Measure("text", units(_numbered(message)), PLAIN)
        return
    yield Measure("text", units(message.text), WITH_BUTTONS)
    few = len(buttons) <= MOST_TITLES
    yield Measure("label", max(units(b.label) for b in buttons), TITLE if few else ROW)


def whatsapp_shape(message: Message) -> str:
    """Say how WhatsApp could show the buttons of a message."""
    count = len(message.buttons) + len(message.controls)
    if count == 0:
        return "text"
    if count <= MOST_TITLES:
        return "buttons"
    return "list" if count <= MOST_ROWS else "numbered text"


def _numbered(message: Message) -> str:
    buttons = (*message.buttons, *message.controls)
    return "\n".join(
        (message.text, *(f"{number}. {each.label}" for number, each in enumerate(buttons, 1)))
    )
