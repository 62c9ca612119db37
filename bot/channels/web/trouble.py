"""What may stand in the way of a request, as the person is told it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.web import words
from conversations.wording import Words


@dataclass(eq=False)
class Trouble(Exception):
    """A request that gets a sentence instead; `text` is what was typed and is given back.

    `wait` seconds later the same may be sent again; 0 when that would not help.
    """

    status: int
    words: Words
    wait: float = 0.0
    text: str = ""

    def __str__(self) -> str:
        return str(self.status)


class Expired(Exception):
    """The conversation was closed on this phone: show a fresh page."""


def too_fast(wait: float, text: str = "") -> Trouble:
    """Too many requests from one address."""
    return Trouble(429, words.TOO_FAST, max(1.0, wait), text)


def too_large() -> Trouble:
    """A body beyond the limit."""
    return Trouble(413, words.TOO_LARGE)


def too_long(text: str) -> Trouble:
    """A text beyond the platforms' common limit."""
    return Trouble(413, words.TOO_LONG, text=text)


def not_stored(text: str = "") -> Trouble:
    """The store cannot take it now."""
    return Trouble(503, words.NOT_STORED, 5.0, text)


def not_ours(text: str = "") -> Trouble:
    """A form or a socket that our own page did not open."""
    return Trouble(403, words.NOT_OURS, text=text)


def unreadable() -> Trouble:
    """A request that no page of ours sends."""
    return Trouble(400, words.UNREADABLE)


def gone() -> Trouble:
    """A file that is not kept any more, or stands in nobody's conversation here."""
    return Trouble(404, words.FILE_GONE)
