"""A sheet of pixels with texts, boxes and discs on it, measured from the top left corner."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final, Literal

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from PIL import Image

from bot.drawing.fonts import font
from bot.drawing.text import directed, drawable

Side = Literal["left", "center", "right"]

INK: Final = "#1d2a2e"
SOFT: Final = "#5b6b70"
FILL: Final = "#1b6a75"
PALE: Final = "#e3ebec"
COLOURS: Final = 64
_SHEER: Final = 0.5
_LONGEST_LINE: Final = 300  # characters; no line has room for more, and measuring takes time
_DOTS_AN_INCH: Final = 72  # so that a size in points is one in pixels


class Canvas:
    """One picture of `width` × `height` pixels in one language."""

    def __init__(self, width: float, height: float, language: str) -> None:
        self.width, self.height, self.language = round(width), round(height), language
        size = self.width / _DOTS_AN_INCH, self.height / _DOTS_AN_INCH
        self._figure = Figure(figsize=size, dpi=_DOTS_AN_INCH, facecolor="white")
        # Its methods carry no annotations.
        self._agg: Any = FigureCanvasAgg(self._figure)

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text is, in pixels."""
        said = directed(text, self.language)
        renderer = self._agg.get_renderer()
        return float(renderer.get_text_width_height_descent(said, font(size, bold=bold), False)[0])

    def fitting(self, text: str, size: float, room: float, *, bold: bool = False) -> str:
        """Return what can be drawn of a text, cut with an ellipsis where it is too wide."""
        text = drawable(text)[:_LONGEST_LINE] or "…"
        if self.width_of(text, size, bold=bold) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width_of(f"{text[:middle]}…", size, bold=bold) <= room:
                low = middle
            else:
                high = middle - 1
        return f"{text[:low].rstrip()}…"

    def lines(
        self, text: str, size: float, room: float, most: int, *, bold: bool = False
    ) -> list[str]:
        """Return a text in at most so many lines of so many pixels, the last one cut."""
        found: list[str] = []
        words = drawable(text).split(" ")
        while words and words != [""] and len(found) < most - 1:
            taken = self._first_line(words, size, room, bold=bold)
            found.append(self.fitting(" ".join(words[:taken]), size, room, bold=bold))
            words = words[taken:]
        rest = " ".join(words)
        return [*found, self.fitting(rest, size, room, bold=bold)] if rest else found

    def _first_line(self, words: list[str], size: float, room: float, *, bold: bool) -> int:
        taken = 1
        while taken < len(words):
            if self.width_of(" ".join(words[: taken + 1]), size, bold=bold) > room:
                break
            taken += 1
        return taken

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        *,
        side: Side = "left",
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """Write one line; `side` is the side of the text that stands at `x`."""
        self._figure.text(
            x,
            self.height - baseline,
            directed(text, self.language),
            fontproperties=font(size, bold=bold),
            color=colour,
            ha=side,
            va="baseline",
            transform=None,
            parse_math=False,
        )

    def box(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        corner = x, self.height - top - height
        self._add(Rectangle(corner, width, height, color=colour, linewidth=0, transform=None))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str,
        *,
        edge: str = "none",
        alpha: float = 1,
    ) -> None:
        """Fill a circle, with a rim where `edge` is a colour."""
        centre = x, self.height - y
        disc = Circle(centre, radius, facecolor=colour, edgecolor=edge, alpha=alpha, transform=None)
        disc.set_linewidth(2 if edge != "none" else 0)
        self._add(disc)

    def line(self, points: Iterable[tuple[float, float]], colour: str, width: float) -> None:
        """Draw a line through points."""
        across, down = zip(*points, strict=True)
        up = [self.height - y for y in down]
        self._add(Line2D(across, up, color=colour, linewidth=width, transform=None))

    def ribbon(
        self, start: tuple[float, float], end: tuple[float, float], breadth: float, colour: str
    ) -> None:
        """Draw a band that leaves one upright edge and bends to another; points are its tops."""
        (x, y), (to_x, to_y) = start, end
        half = (x + to_x) / 2
        there = [(x, y), (half, y), (half, to_y), (to_x, to_y)]
        back = [(across, down + breadth) for across, down in reversed(there)]
        points = [(across, self.height - down) for across, down in (*there, *back, there[0])]
        curve = [Path.CURVE4] * 3
        codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
        shape = PathPatch(Path(points, codes), facecolor=colour, alpha=_SHEER, transform=None)
        shape.set_linewidth(0)
        self._add(shape)

    def _add(self, artist: Artist) -> None:
        self._figure.add_artist(artist)

    def png(self) -> bytes:
        """Return the picture in few colours, which makes a small file for bad lines."""
        self._agg.draw()
        size = self._agg.get_width_height()
        drawn = Image.frombuffer("RGBA", size, self._agg.buffer_rgba(), "raw", "RGBA", 0, 1)
        few = drawn.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        written = io.BytesIO()
        few.save(written, "PNG", optimize=True)
        return written.getvalue()
