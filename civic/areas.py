"""The part of the country that an office may see: a place with everything below it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """What an office stands for: the code of its place, and all codes in it, its own included.

    Every query about what others said takes one; what lies outside is as if it did not exist.
    """

    place: str
    places: frozenset[str]

    def __contains__(self, place: object) -> bool:
        return place in self.places
