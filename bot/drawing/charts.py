"""Draws horizontal bars: a label, its bar under it, the count at the end of the bar."""

from __future__ import annotations

from typing import Final

from bot.drawing.canvas import FILL, PALE
from bot.drawing.page import INNER, Page, lay_out
from bot.drawing.text import number
from conversations.pictures import Chart

LABEL: Final = 42
COUNT: Final = 44
_BAR: Final = 34
_PITCH: Final = 122
_BEFORE_COUNT: Final = 16


def draw_chart(chart: Chart) -> bytes:
    """Return the chart as PNG."""
    page = lay_out(chart.language, chart.title, chart.note, len(chart.rows) * _PITCH)
    largest = max(1, *(count for _, count in chart.rows))
    room = _room_for_bars(page, [count for _, count in chart.rows])
    for place, (label, count) in enumerate(chart.rows):
        _draw_row(page, page.top + place * _PITCH, label, count, room * count / largest)
    return page.canvas.png()


def _room_for_bars(page: Page, counts: list[int]) -> float:
    widest = max(page.canvas.width_of(number(count), COUNT, bold=True) for count in counts)
    return INNER - widest - _BEFORE_COUNT


def _draw_row(page: Page, top: float, label: str, count: int, length: float) -> None:
    said = page.canvas.fitting(label, LABEL, INNER)
    page.canvas.text(page.start, top + LABEL, said, LABEL, side=page.side)
    above = top + LABEL * 1.45
    page.bar(0, above - 4, 4, _BAR + 8, PALE)  # where every bar begins
    page.bar(0, above, length, _BAR, FILL)
    end = page.along(length + _BEFORE_COUNT)
    page.canvas.text(end, above + _BAR - 2, number(count), COUNT, side=page.side, bold=True)
