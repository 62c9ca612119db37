"""Cutting a draft into as many messages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FITS: Final = 3_000
"""So many characters of a draft are shown in one message."""


def parts(paragraphs: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return numbered paragraphs in as many parts as messages are needed."""
    found: list[list[tuple[int, str]]] = [[]]
    size = 0
    for number, text in enumerate(paragraphs, 1):
        if found[-1] and size + len(text) > FITS:
            found.append([])
            size = 0
        found[-1].append((number, text))
        size += len(text)
    return found
