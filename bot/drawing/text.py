"""Makes any text safe to draw: only what the fonts have, no piled marks, one base direction."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.drawing import fonts

LONGEST: Final = 4000

_MARK_OF: Final = {"ar": "\u200f", "en": "\u200e"}
"""Put first, it settles from which side a line is read, whatever its first letter is."""

_INVISIBLE: Final = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Joiners, marks and isolates. Overrides and embeddings are not among them."""

_SPACES: Final = re.compile(r"\s+")


def drawable(text: str) -> str:
    """Return one line of what can be drawn of a text; emoji and foreign scripts are left out."""
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text[:LONGEST]))
    kept: list[str] = []
    marks = 0
    for character in composed:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > 2 or not kept:  # a doubled letter with its vowel
                continue
        elif character not in _INVISIBLE:
            marks = 0
        if character in _INVISIBLE or _visible(character):
            kept.append(character)
    return _SPACES.sub(" ", "".join(kept)).strip()


def directed(text: str, language: str) -> str:
    """Return the text with the base direction of the language."""
    return _MARK_OF[language] + text


def number(count: int) -> str:
    """Return a count in digits 0–9, the same in every language."""
    return f"{count:,}"


def _visible(character: str) -> bool:
    return ord(character) in fonts.characters() and unicodedata.category(character)[0] != "C"
