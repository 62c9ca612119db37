"""Joining the lines of a PDF to paragraphs, of which it keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_NEXT_LINE: Final = 0.45
"""In letters' heights: from which distance on a line is another."""

_WIDER: Final = 1.3
"""How much more than the least distance of lines parts paragraphs."""

_SHORT: Final = 0.85
"""A line that ends a sentence and fills less of the width ends a paragraph."""

_ENDS: Final = (".", "؟", "!", ":", "؛", "。")
_BEGINS: Final = re.compile(r"^\s*(?:\(?\d{1,3}\s*[).\-–]\s|[-•*–▪●]\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or what of it stands in one cell."""

    text: str
    left: float
    right: float
    base: float
    size: float
    cell: bool


def paragraphs_of(pages: Iterable[Sequence[Line]]) -> list[str]:
    """Join lines to paragraphs; one may go on over the end of a page."""
    found: list[str] = []
    before: Line | None = None
    for page in pages:
        least, left, right = _measures(page)
        for line in page:
            if before is None or _parts(before, line, least, right - left):
                found.append(line.text)
            else:
                found[-1] = f"{found[-1]} {line.text}"
            before = line
    return found


def _measures(page: Sequence[Line]) -> tuple[float, float, float]:
    """Return the least distance of two lines, and the edges of the text."""
    if not page:
        return 0.0, 0.0, 0.0
    gaps = [
        one.base - two.base
        for one, two in pairwise(page)
        if one.base - two.base > _NEXT_LINE * one.size
    ]
    return min(gaps, default=0.0), min(each.left for each in page), max(each.right for each in page)


def _parts(before: Line, line: Line, least: float, width: float) -> bool:
    """Tell whether a new paragraph begins with a line."""
    if before.cell or line.cell or _BEGINS.match(line.text):
        return True
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True  # a heading
    if before.base - line.base > _WIDER * least:
        return True
    filled = before.right - before.left
    return before.text.endswith(_ENDS) and filled < _SHORT * width
