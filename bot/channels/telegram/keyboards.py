"""Lays out the buttons of a message as rows, numbered for those who type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.channels.telegram.texts import RIGHT_TO_LEFT_LANGUAGES
from conversations.messages import Button, Message, Role, is_keypad

SHORT: Final = 18
"""The longest label, in characters, that half the width of a phone shows whole."""

LONGEST_DATA: Final = 64
"""The most bytes that a Telegram button carries."""

_CONTROLS_PER_ROW: Final = 3
_KEYS_PER_ROW: Final = 3


class Key(NamedTuple):
    """One button as shown: its words and what it carries, or the address that it opens."""

    label: str
    data: str
    link: str = ""


def rows(message: Message, *, mirrored: bool) -> list[list[Key]]:
    """Return the rows from the top; raises ValueError when a button carries too much.

    Telegram shows a row from left to right in every language, so `mirrored` reverses the
    rows of a right-to-left message; switch it off when Telegram's apps do so themselves.
    """
    if is_keypad(message.buttons):
        return _keypad(message)
    # By the bare label, so that a tick does not change the columns under a finger.
    short = all(len(button.label) <= SHORT for button in message.buttons)
    options = [_option(number, button) for number, button in enumerate(message.buttons, 1)]
    controls = [_key(button.label, button) for button in message.controls]
    laid = _in_rows(options, 2 if short else 1) + _in_rows(controls, _CONTROLS_PER_ROW)
    if mirrored and message.language in RIGHT_TO_LEFT_LANGUAGES:
        return [row[::-1] for row in laid]
    return laid


def _keypad(message: Message) -> list[list[Key]]:
    """Lay keys out in threes as they come: without numbers, and never mirrored."""
    keys = [_key(button.label, button) for button in message.buttons]
    controls = [_key(button.label, button) for button in message.controls]
    return _in_rows(keys, _KEYS_PER_ROW) + _in_rows(controls, _CONTROLS_PER_ROW)


def _option(number: int, button: Button) -> Key:
    mark = "✓ " if button.role is Role.CHOSEN else ""
    return _key(f"{mark}{number}. {button.label}", button)


def _key(label: str, button: Button) -> Key:
    if button.link:
        return Key(label, "", button.link)
    if not 1 <= len(button.data.encode()) <= LONGEST_DATA:
        raise ValueError(f"a button must carry 1 to {LONGEST_DATA} bytes")
    return Key(label, button.data)


def _in_rows(keys: Sequence[Key], width: int) -> list[list[Key]]:
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]
