"""Counting a ballot: every seat once, and places of few voters folded into what they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from civic.ballots import LEAST, NO_CHOICE

Counts = tuple[int, ...]
"""How many chose each option, in the order of the options."""

MOST_STEPS: Final = 20
"""No gazetteer is deeper; a longer way up is a circle."""


@dataclass(frozen=True, slots=True)
class SeatVote:
    """What a seat says at the close: for which place, and which option, or NO_CHOICE."""

    place: str
    choice: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What is told of a ballot; `cells` are disjoint and sum to the total.

    None where fewer voted than may be told of, and then nothing is told but that.
    """

    cells: Mapping[str, Counts] | None

    @property
    def total(self) -> Counts:
        """How many chose each option in the whole place."""
        return _sum(self.cells.values()) if self.cells else ()

    @property
    def cast(self) -> int:
        """How many voted."""
        return sum(self.total)


def tally(votes: Iterable[SeatVote], options: int, whole: str, above: Mapping[str, str]) -> Tally:
    """Count the votes of a ballot of the place `whole`; `above` names what each place lies in."""
    counts: dict[str, list[int]] = {}
    for vote in votes:
        if vote.choice != NO_CHOICE:
            counts.setdefault(vote.place, [0] * options)[vote.choice - 1] += 1
    cells = folded({place: tuple(each) for place, each in counts.items()}, whole, above)
    return Tally(cells if sum(map(sum, cells.values())) >= LEAST else None)


def folded(counts: Mapping[str, Counts], whole: str, above: Mapping[str, str]) -> dict[str, Counts]:
    """Return cells that may be told of, one for each place that is large enough.

    What is too small goes to the place that it lies in, which then stands for itself and all its
    parts that are not named; what lies elsewhere since the roll was frozen goes to the whole. If
    too little is left over at the top, the smallest cells join it, so that nothing is found by
    subtraction.
    """
    depth, rest, cells = {whole: 0}, dict[str, Counts](), dict[str, Counts]()
    for place, found in counts.items():
        down = _depth(place, whole, above)
        inside = whole if down is None else place
        depth[inside] = down or 0
        rest[inside] = _sum((found, rest[inside])) if inside in rest else found
    while below := [place for place in rest if place != whole]:
        place = max(below, key=lambda each: (depth[each], each))
        found = rest.pop(place)
        if is_tellable(found):
            cells[place] = found
            continue
        parent = above[place]
        depth.setdefault(parent, depth[place] - 1)
        rest[parent] = _sum((found, rest[parent])) if parent in rest else found
    left = rest.get(whole, ())
    while cells and left and not is_tellable(left):
        smallest = min(cells, key=lambda each: (sum(cells[each]), each))
        left = _sum((left, cells.pop(smallest)))
    return {**cells, whole: left} if left else cells


def is_tellable(counts: Counts) -> bool:
    """Tell whether a cell is large enough, and does not say of everybody in it how they voted."""
    return sum(counts) >= LEAST and max(counts) < sum(counts)


def _sum(counts: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))


def _depth(place: str, whole: str, above: Mapping[str, str]) -> int | None:
    """Return how far a place lies below the whole; None for one beside it."""
    for depth in range(MOST_STEPS):
        if place == whole:
            return depth
        if place not in above:
            break
        place = above[place]
    return None
