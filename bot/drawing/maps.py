"""Draws circles at places, as large as their counts, without borders that nobody agreed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Final

from bot.drawing.canvas import FILL, INK, PALE, SOFT, Canvas
from bot.drawing.page import INNER, MARGIN, WIDTH, Page, lay_out
from bot.drawing.placing import Box, Spot, leader, place_labels
from bot.drawing.text import number
from conversations.pictures import Bubble, BubbleMap

LABEL: Final = 36
_LINE: Final = LABEL * 1.15
_SHEER: Final = 0.78
_LARGEST: Final = 64  # radius in pixels
_SMALLEST: Final = 9
_AROUND: Final = 13
_EDGE: Final = 90  # room beside the outermost places
_LOWEST: Final = 560
_HIGHEST: Final = 1280
_KEY: Final = 190
_SCALE_ROOM: Final = 300
_NARROWEST: Final = 0.06  # degrees from west to east
_FLATTEST: Final = 0.03
_KILOMETRES_A_DEGREE: Final = 111.2
_LONGEST_LABEL: Final = 420
_MOST_LABELS: Final = 30


@dataclass(frozen=True, slots=True)
class Projection:
    """Where points on the earth stand on the page: equal distances in both directions."""

    north: float
    west: float
    narrowing: float
    scale: float
    left: float
    top: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the pixel of a point."""
        across = (longitude - self.west) * self.narrowing * self.scale
        return self.left + across, self.top + (self.north - latitude) * self.scale

    @property
    def kilometre(self) -> float:
        """How many pixels are a kilometre."""
        return self.scale / _KILOMETRES_A_DEGREE


def draw_map(wanted: BubbleMap) -> bytes:
    """Return the map as PNG."""
    bubbles = sorted(wanted.bubbles, key=lambda bubble: -bubble.count)
    points = [(bubble.latitude, bubble.longitude) for bubble in bubbles]
    projection, height = _fit([*points, *wanted.around])
    page = lay_out(wanted.language, wanted.title, wanted.note, height + _KEY)
    for point in set(wanted.around) - set(points):
        x, y = projection.point(*point)
        page.canvas.disc(x, page.top + y, _AROUND, PALE)
    spots = _spots(page, projection, bubbles)
    for spot in spots:  # the largest first, so that none is hidden
        page.canvas.disc(spot.x, spot.y, spot.radius, FILL, edge="white", alpha=_SHEER)
    area = Box(MARGIN / 2, page.top, WIDTH - MARGIN / 2, page.top + height)
    _name(page, spots, bubbles, area)
    _draw_key(page, wanted, page.top + height, projection.kilometre)
    return page.canvas.png()


def _fit(points: Iterable[tuple[float, float]]) -> tuple[Projection, float]:
    """Return a projection in which all points have room, and the height that it needs."""
    latitudes, longitudes = zip(*points, strict=True)
    north, south, west, east = max(latitudes), min(latitudes), min(longitudes), max(longitudes)
    narrowing = max(cos(radians((north + south) / 2)), 0.01)
    high, wide = max(north - south, _FLATTEST), max((east - west) * narrowing, _NARROWEST)
    scale = min((INNER - 2 * _EDGE) / wide, (_HIGHEST - 2 * _EDGE) / high)
    height = max(_LOWEST, high * scale + 2 * _EDGE)
    # What is narrower than the page stands in its middle.
    left = (WIDTH - (east - west) * narrowing * scale) / 2
    top = (height - (north - south) * scale) / 2
    return Projection(north, west, narrowing, scale, left, top), height


def _spots(page: Page, projection: Projection, bubbles: list[Bubble]) -> list[Spot]:
    """Return the circles; only the first ones want labels, for more would hide the map."""
    largest = bubbles[0].count
    found = []
    for place, bubble in enumerate(bubbles):
        x, y = projection.point(bubble.latitude, bubble.longitude)
        named = place < _MOST_LABELS
        width = page.canvas.width_of(_label(page.canvas, bubble), LABEL) if named else 0
        found.append(Spot(x, page.top + y, _radius(bubble.count, largest), width, _LINE))
    return found


def _radius(count: int, largest: int) -> float:
    """Return the radius at which areas compare as the counts do."""
    return max(_SMALLEST, _LARGEST * sqrt(count / max(largest, 1)))


def _label(canvas: Canvas, bubble: Bubble) -> str:
    name = canvas.fitting(bubble.label, LABEL, _LONGEST_LABEL)
    return f"\u2068{name}\u2069 {number(bubble.count)}"


def _name(page: Page, spots: list[Spot], bubbles: list[Bubble], area: Box) -> None:
    """Write names where there is room; a circle in a crowd goes without."""
    unnamed = [spot.box for spot in spots[_MOST_LABELS:]]
    named = zip(spots, bubbles, place_labels(spots[:_MOST_LABELS], area, unnamed), strict=False)
    for spot, bubble, box in named:
        if box is None:
            continue
        if line := leader(spot, box):
            page.canvas.line(line, SOFT, 2)
        middle = (box.left + box.right) / 2
        label = _label(page.canvas, bubble)
        page.canvas.text(middle, box.bottom - LABEL * 0.32, label, LABEL, side="center")


def _draw_key(page: Page, wanted: BubbleMap, top: float, kilometre: float) -> None:
    """Draw what a circle counts, one or two circles to compare, and a distance."""
    largest = max(1, *(bubble.count for bubble in wanted.bubbles))
    middle = top + _KEY / 2
    at = _draw_measure(page, largest, largest, 0, middle)
    if largest > 3 and at < INNER / 3:
        at = _draw_measure(page, largest // 4, largest, at, middle)
    room = INNER - at - _SCALE_ROOM
    if room > LABEL * 3:
        legend = page.canvas.fitting(wanted.legend, LABEL, room)
        beside = page.along(at), middle + LABEL * 0.35
        page.canvas.text(*beside, legend, LABEL, side=page.side, colour=SOFT)
    _draw_scale(page, wanted.scales, middle, kilometre)


def _draw_measure(page: Page, count: int, largest: int, at: float, middle: float) -> float:
    """Draw a circle with what it stands for; returns where there is room again."""
    radius = _radius(count, largest)
    page.canvas.disc(page.along(at + radius), middle, radius, FILL, alpha=_SHEER)
    at += 2 * radius + 12
    said = number(count)
    page.canvas.text(page.along(at), middle + LABEL * 0.35, said, LABEL, side=page.side)
    return at + page.canvas.width_of(said, LABEL) + 28


def _draw_scale(
    page: Page, scales: tuple[tuple[int, str], ...], middle: float, kilometre: float
) -> None:
    fitting = [(far, words) for far, words in scales if far * kilometre <= _SCALE_ROOM - 40]
    if not fitting:
        return
    far, words = max(fitting)
    length = far * kilometre
    page.bar(INNER - length, middle + 14, length, 6, INK)
    end = page.along(INNER - length / 2)
    page.canvas.text(end, middle - 4, words, LABEL, side="center")
