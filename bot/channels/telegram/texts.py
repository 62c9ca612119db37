"""Fits a text to Telegram: its length, and a right-to-left start where Latin comes first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from civic.text import units

LONGEST: Final = 4096
"""The most UTF-16 units of a message."""

RIGHT_TO_LEFT_MARK: Final = "\u200f"
RIGHT_TO_LEFT_LANGUAGES: Final = frozenset(("ar",))


def directed(text: str, language: str) -> str:
    """Mark each paragraph that would turn left-to-right because a Latin letter comes first."""
    if language not in RIGHT_TO_LEFT_LANGUAGES:
        return text
    return "\n".join(_marked(paragraph) for paragraph in text.split("\n"))


def _marked(paragraph: str) -> str:
    for character in paragraph:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return paragraph
        if direction == "L":
            return RIGHT_TO_LEFT_MARK + paragraph
    return paragraph


def split(text: str, longest: int = LONGEST) -> list[str]:
    """Cut a text into parts that fit: between lines, else between words, else anywhere."""
    parts: list[str] = []
    for line in _fitting(text, longest):
        if parts and units(parts[-1]) + 1 + units(line) <= longest:
            parts[-1] = f"{parts[-1]}\n{line}"
        else:
            parts.append(line)
    return [part for part in parts if part.strip()] or [text]


def _fitting(text: str, longest: int) -> Iterator[str]:
    for line in text.split("\n"):
        rest = line
        while units(rest) > longest:
            head = rest.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
            head = head[: head.rfind(" ") + 1] or head
            yield head
            rest = rest[len(head) :]
        yield rest
