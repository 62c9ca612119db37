"""Texts as cells: nothing hidden in them, nothing that a program could take for an order."""

from __future__ import annotations

import re
from typing import Final

from civic.text import clean, units

_SUSPECT: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
"""What civic.text.clean takes out; most cells hold none of it."""

_ELLIPSIS: Final = "…"

# What spreadsheets begin a formula with, also as the full width forms that some convert; and
# what some program may take for the end of the cell before, quoted or not.
_ORDER: Final = re.compile(r"(^|[,;:|\t\n\"'])([\s\u200b-\u200f\u061c\ufeff]*)(?=[=+\-@＝＋－＠])")


def shown(text: str) -> str:
    """Return the text without controls, turned directions and halves of characters."""
    return clean(text) if _SUSPECT.search(text) else text


def shortened(text: str, most: int) -> str:
    """Return at most so many UTF-16 units, the last one an ellipsis where something is missing."""
    if len(text) * 2 <= most or units(text) <= most:
        return text
    left = text.encode("utf-16-le")[: (most - 1) * 2]
    return left.decode("utf-16-le", "ignore") + _ELLIPSIS


def disarmed(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet could read a formula.

    The rule of OWASP's "CSV Injection" page, and also within the text: a program set to
    another separator than ours cuts cells in two.
    """
    return _ORDER.sub(r"\1\2'", text)
