"""What every picture shares: its width, its margins, its title above and its note below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.drawing.canvas import FILL, SOFT, Canvas, Side

WIDTH: Final = 1080
"""Pixels; on a phone 320 wide every measure here is shown at three tenths."""
MARGIN: Final = 48
INNER: Final = WIDTH - 2 * MARGIN
TITLE: Final = 54
NOTE: Final = 36
_TITLE_LINES: Final = 3
_NOTE_LINES: Final = 4
_PITCH: Final = 1.4
_RULE: Final = 6
_TO_RULE: Final = 14  # letters reach far below the line


@dataclass(frozen=True, slots=True)
class Page:
    """A canvas with its title and note laid out; `top` is where the picture itself begins."""

    canvas: Canvas
    top: float

    @property
    def start(self) -> float:
        """Where a line begins: at the right in Arabic."""
        return WIDTH - MARGIN if self.leftwards else MARGIN

    @property
    def leftwards(self) -> bool:
        """Whether one reads from right to left."""
        return self.canvas.language == "ar"

    @property
    def side(self) -> Side:
        """The side of a text that stands where a line begins."""
        return "right" if self.leftwards else "left"

    @property
    def far_side(self) -> Side:
        """The other one."""
        return "left" if self.leftwards else "right"

    def along(self, distance: float) -> float:
        """Return the point so far from the start, in the direction of reading."""
        return self.start - distance if self.leftwards else self.start + distance

    def bar(self, start: float, top: float, length: float, height: float, colour: str) -> None:
        """Fill a rectangle that begins so far from the start of a line."""
        left = self.along(start + length) if self.leftwards else self.along(start)
        self.canvas.box(left, top, length, height, colour)


def lay_out(language: str, title: str, note: str, height: float) -> Page:
    """Make a page as high as the picture needs with its title and its note."""
    measure = Canvas(WIDTH, 1, language)
    titles = measure.lines(title, TITLE, INNER, _TITLE_LINES, bold=True)
    notes = measure.lines(note, NOTE, INNER, _NOTE_LINES)
    head = MARGIN + len(titles) * TITLE * _PITCH + _TO_RULE + _RULE + MARGIN * 0.7
    foot = MARGIN + len(notes) * NOTE * _PITCH
    page = Page(Canvas(WIDTH, head + height + foot, language), head)
    for place, line in enumerate(titles):
        baseline = MARGIN + TITLE * (1 + place * _PITCH)
        page.canvas.text(page.start, baseline, line, TITLE, side=page.side, bold=True)
    page.bar(0, head - MARGIN * 0.7 - _RULE, INNER, _RULE, FILL)
    for place, line in enumerate(notes):
        baseline = head + height + NOTE * (1 + place * _PITCH)
        page.canvas.text(page.start, baseline, line, NOTE, side=page.side, colour=SOFT)
    return page
