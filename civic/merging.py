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
    if not are_neighbours(places, place, other_place):
        raise Refusal("merge.place", place=place, other=other_place)


def are_neighbours(places: Places, one: str, other: str) -> bool:
    """Tell whether two places are one, lie in the same area, or one of them in the other."""
    above, others_above = places.ancestors(one)[:1], places.ancestors(other)[:1]
    return one == other or one in others_above or other in above or (above == others_above != ())
