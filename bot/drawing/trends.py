"""Draws weeks as columns beside one another, in the direction in which the language is read."""

from __future__ import annotations

from typing import Final

from bot.drawing.canvas import FILL, SOFT
from bot.drawing.page import INNER, Page, lay_out
from bot.drawing.text import number
from conversations.pictures import Count, Trend

LABEL: Final = 36
COUNT: Final = 42
_SMALLEST: Final = 30
_COLUMNS: Final = 520
_ABOVE: Final = 70
_BELOW: Final = 80
_GAP: Final = 0.28  # of the room that a week has
_BETWEEN: Final = 24


def draw_trend(trend: Trend) -> bytes:
    """Return the columns as PNG."""
    page = lay_out(trend.language, trend.title, trend.note, _ABOVE + _COLUMNS + _BELOW)
    room = INNER / len(trend.weeks)
    floor = page.top + _ABOVE + _COLUMNS
    largest = max(1, *(count for _, count in trend.weeks))
    for place, (_, count) in enumerate(trend.weeks):
        height = _COLUMNS * count / largest
        page.bar((place + _GAP / 2) * room, floor - height, room * (1 - _GAP), height, FILL)
    page.bar(0, floor, INNER, 4, SOFT)
    _write_counts(page, trend.weeks, floor, largest)
    _write_labels(page, trend.weeks, floor)
    return page.canvas.png()


def _write_counts(page: Page, weeks: tuple[Count, ...], floor: float, largest: int) -> None:
    """Write a count above every column, or where there is no room above the highest and last."""
    room = INNER / len(weeks)
    written = [number(count) for _, count in weeks]
    widest = max(page.canvas.width_of(each, _SMALLEST, bold=True) for each in written)
    size = COUNT if widest * COUNT / _SMALLEST < room else _SMALLEST
    highest = max(range(len(weeks)), key=lambda place: weeks[place][1])
    named = range(len(weeks)) if widest < room else (highest,)
    for place in named:
        baseline = floor - _COLUMNS * weeks[place][1] / largest - 14
        _write(page, (place + 0.5) * room, baseline, written[place], size, bold=True)


def _write_labels(page: Page, weeks: tuple[Count, ...], floor: float) -> None:
    """Write the last label, and before it as many as have room."""
    room = INNER / len(weeks)
    free = float("inf")
    for place in range(len(weeks) - 1, -1, -1):
        label = page.canvas.fitting(weeks[place][0], LABEL, INNER / 2 - _BETWEEN)
        half = page.canvas.width_of(label, LABEL) / 2
        middle = _inside((place + 0.5) * room, half)
        if middle + half + _BETWEEN <= free:
            _write(page, middle, floor + LABEL * 1.5, label, LABEL)
            free = middle - half


def _inside(middle: float, half: float) -> float:
    return min(max(middle, half), INNER - half)


def _write(
    page: Page, middle: float, baseline: float, text: str, size: float, *, bold: bool = False
) -> None:
    """Write a text around a point, moved inwards where it would leave the page."""
    half = page.canvas.width_of(text, size, bold=bold) / 2
    inside = page.along(_inside(middle, half))
    page.canvas.text(inside, baseline, text, size, side="center", bold=bold)
