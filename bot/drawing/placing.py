"""Finds room for labels beside circles so that nothing covers anything: pure geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

_DISTANCES: Final = (8, 30, 60, 95)
_DIRECTIONS: Final = 16
_AIR: Final = 6
_STEPS: Final = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from (`left`, `top`) to (`right`, `bottom`), downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        """Tell whether this one lies wholly in the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def grown(self, by: float) -> Box:
        """Return the rectangle with so much air around."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the rectangle that is nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle at (`x`, `y`) that wants a label of `width` × `height` beside it."""

    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The square around the circle."""
        corner = self.x - self.radius, self.y - self.radius
        return Box(*corner, self.x + self.radius, self.y + self.radius)


def place_labels(spots: list[Spot], page: Box, taken: Iterable[Box] = ()) -> list[Box | None]:
    """Return a rectangle for the label of each spot, or None where there is no room.

    The first spots choose first. No rectangle meets another, a circle or what is taken, and no
    line from a circle to its label runs through another label.
    """
    circles = [*taken, *(spot.box for spot in spots)]
    written: list[Box] = []
    found: list[Box | None] = []
    for spot in spots:
        box = next((box for box in _around(spot) if _free(spot, box, page, circles, written)), None)
        if box is not None:
            written += [box.grown(_AIR), *_trail(spot, box)]
        found.append(box)
    return found


def leader(spot: Spot, box: Box) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the line from a circle to its label where that stands far off."""
    x, y = box.nearest(spot.x, spot.y)
    far = hypot(x - spot.x, y - spot.y)
    if far <= spot.radius + 2 * _DISTANCES[0]:
        return None
    share = spot.radius / far
    return (spot.x + (x - spot.x) * share, spot.y + (y - spot.y) * share), (x, y)


def _free(spot: Spot, box: Box, page: Box, circles: list[Box], written: list[Box]) -> bool:
    if not box.inside(page) or any(box.meets(other) for other in (*circles, *written)):
        return False
    return not any(step.meets(other) for step in _trail(spot, box) for other in written)


def _trail(spot: Spot, box: Box) -> list[Box]:
    """Return small squares along the line from a circle to its label."""
    line = leader(spot, box)
    if line is None:
        return []
    (x, y), (to_x, to_y) = line
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    points = [(x + (to_x - x) * share, y + (to_y - y) * share) for share in shares]
    return [Box(x - 2, y - 2, x + 2, y + 2) for x, y in points]


def _around(spot: Spot) -> Iterator[Box]:
    """Yield rectangles around a circle, the nearest first, beside it before above or below."""
    for distance in _DISTANCES:
        for step in range(_DIRECTIONS):
            turn = (step + 1) // 2 * (-1) ** step * 2 * pi / _DIRECTIONS
            yield _beside(spot, turn, spot.radius + distance)


def _beside(spot: Spot, turn: float, far: float) -> Box:
    """Return the rectangle that touches a circle around the spot in one direction."""
    across, down = cos(turn), sin(turn)
    middle = spot.x + across * (far + spot.width / 2), spot.y + down * (far + spot.height / 2)
    return Box(
        middle[0] - spot.width / 2,
        middle[1] - spot.height / 2,
        middle[0] + spot.width / 2,
        middle[1] + spot.height / 2,
    )
