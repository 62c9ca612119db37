"""From what a page draws to its lines, in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import inf
from statistics import median
from typing import Final

from bot.drafts.glyphs import Glyph
from bot.drafts.paragraphs import Line
from bot.drafts.visual import logical, plain, reads_from_the_right

_SAME_LINE: Final = 0.45
"""In letters' heights, as all below: how far from the base a mark may stand."""

_SAME_PLACE: Final = 0.18
"""How near a mark's glyph is to that of its letter."""

_BOLD: Final = 0.05
"""How near a letter is drawn a second time to look bold."""

_A_SPACE: Final = 0.2
_BACK: Final = 0.3
"""How far to the left a piece of its own begins."""

_A_CELL: Final = 0.7
_A_WIDE_CELL: Final = 2.5
"""What gap parts the cells of a table, without a space in it and with one."""

_APART: Final = 1.8
"""How far the number of a page stands from its text."""

_LABEL: Final = re.compile(r"^(?:\(?\d{1,3}[).\-–]|[-•*–▪●])$")
_PAGE_NUMBER: Final = re.compile(r"^\W*\d{1,4}(?:\s*/\s*\d{1,4})?\W*$")

Read = partial[str]
"""Puts the clusters of a line, given from left to right, in the order of reading."""


def lines_of(glyphs: Sequence[Glyph], *, mirrored: bool = False) -> list[Line]:
    """Return the lines of a page from top to bottom, without its number."""
    read = partial(
        logical, rightward=reads_from_the_right(each.text for each in glyphs), mirrored=mirrored
    )
    found = [line for row in _rows(glyphs) for line in _cells(row, read)]
    return _without_number(_without_number(found)[::-1])[::-1]


def _without_number(lines: list[Line]) -> list[Line]:
    """Leave out a number that stands first and apart from the rest."""
    if len(lines) > 1 and _PAGE_NUMBER.match(lines[0].text):
        first, second = lines[:2]
        if abs(first.base - second.base) > _APART * second.size:
            return lines[1:]
    return lines


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part a page into lines by the base that glyphs share, in each the order of drawing."""
    rows: list[list[int]] = []
    for at in sorted(range(len(glyphs)), key=lambda each: -glyphs[each].base):
        glyph = glyphs[at]
        if not glyph.text or glyph.size <= 0:
            continue
        if rows and _shares(glyph, [glyphs[each] for each in rows[-1][-9:]]):
            rows[-1].append(at)
        else:
            rows.append([at])
    return [[glyphs[at] for at in sorted(row)] for row in rows]


def _shares(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    """Tell whether a glyph stands on the line of others; marks stand a little over it."""
    size = max(glyph.size, row[0].size)
    return abs(_base(row) - glyph.base) < _SAME_LINE * size


def _base(row: Sequence[Glyph]) -> float:
    return median(each.base for each in row)


def _cells(row: Sequence[Glyph], read: Read) -> list[Line]:
    """Cut a line where a gap is wider than any between words; the cell read first comes first."""
    ordered = _with_marks(_from_the_left(_without_doubles(row)))
    cells: list[list[Glyph]] = [[]]
    end, widest = -inf, _A_CELL
    for glyph in ordered:
        if glyph.text.isspace():
            widest = _A_WIDE_CELL
        else:
            if glyph.left - end > widest * glyph.size and end > -inf:
                cells.append([])
            end, widest = max(end, glyph.right), _A_CELL
        cells[-1].append(glyph)
    lines = [_line(cell, read, cell=len(cells) > 1) for cell in cells]
    if read.keywords["rightward"]:
        lines.reverse()
    return _labelled([each for each in lines if each.text])


def _labelled(cells: list[Line]) -> list[Line]:
    """Put the number or dash of an item with its words."""
    if len(cells) < 2 or not _LABEL.match(cells[0].text):
        return cells
    first, second = cells[:2]
    whole = replace(
        second,
        text=f"{first.text} {second.text}",
        left=min(first.left, second.left),
        right=max(first.right, second.right),
        cell=len(cells) > 2,
    )
    return [whole, *cells[2:]]


def _from_the_left(row: Sequence[Glyph]) -> list[Glyph]:
    """Put a line in order; what is drawn on towards the right stays as it is drawn.

    Letters that are moved together overlap, so that where each begins does not tell.
    """
    drawn: list[list[Glyph]] = []
    reached = -inf
    for glyph in row:
        middle = (glyph.left + glyph.right) / 2
        if middle < reached - _BACK * glyph.size:
            drawn.append([])
        elif not drawn:
            drawn = [[]]
        drawn[-1].append(glyph)
        reached = middle
    return [glyph for piece in sorted(drawn, key=lambda each: each[0].left) for glyph in piece]


def _line(row: Sequence[Glyph], read: Read, *, cell: bool) -> Line:
    clusters: list[str] = []
    end = row[0].left
    for glyph in row:
        spaced = glyph.text.isspace() or (clusters and clusters[-1].isspace())
        if clusters and not spaced and glyph.left - end > _A_SPACE * glyph.size:
            clusters.append(" ")
        clusters.append(plain(glyph.text))
        end = max(end, glyph.right)
    text = " ".join(plain(read(clusters)).split())
    size = median(each.size for each in row)
    return Line(text, row[0].left, end, _base(row), size, cell)


def _with_marks(row: Sequence[Glyph]) -> list[Glyph]:
    """Put marks that are drawn by themselves with the letter under them."""
    found = [glyph for glyph in row if not _is_mark(glyph.text)]
    for mark in (glyph for glyph in row if _is_mark(glyph.text)):
        at = next(
            (at for at, each in enumerate(found) if each.left <= mark.left < each.right), None
        )
        if at is not None:
            found[at] = found[at]._replace(text=found[at].text + mark.text)
    return found


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(letter) for letter in text)


def _without_doubles(row: Sequence[Glyph]) -> list[Glyph]:
    """Leave out what is drawn twice: to look bold, or a mark that stands for its letter as well."""
    found: list[Glyph] = []
    places: dict[str, list[float]] = {}
    for glyph in row:
        marked = any(unicodedata.combining(letter) for letter in glyph.text)
        near = (_SAME_PLACE if marked else _BOLD) * glyph.size
        lefts = places.setdefault(glyph.text, [])
        if not any(abs(left - glyph.left) < near for left in lefts):
            lefts.append(glyph.left)
            found.append(glyph)
    return found
