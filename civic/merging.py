"""Which needs may be merged: those of one sector, from one place or a neighbouring one."""

from __future__ import annotations

from civic.places import Places
from civic.refusals import Refusal


def check_alike(
    places: Places, *, sector: str, place: str, other_sector: str, other_place: str
) -> None:
    """Refuse needs that cannot be the same; raises Refusal "merge.sector" or "merge.place"."""
    if sector != other_sector:
        raise Refusal("merge.sector", sector=sector, other=other_sector)
    if other_place not in neighbours(places, place):
        raise Refusal("merge.place", place=place, other=other_place)


def neighbours(places: Places, place: str) -> frozenset[str]:
    """Return a place, what lies in it, what it lies in, and what lies there beside it."""
    above = places.ancestors(place)[:1]
    beside = places.children(above[0]) if above else ()
    return frozenset((place, *above, *beside, *places.children(place)))
