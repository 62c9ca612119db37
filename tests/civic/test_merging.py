"""Only like needs can be merged: one sector, one place or its neighbours."""

from __future__ import annotations

import pytest

from civic.merging import check_alike, neighbours
from civic.places import Places
from civic.refusals import Refusal
from storage.place_files import bundled_places


@pytest.fixture(scope="module")
def places() -> Places:
    """Return the bundled gazetteer."""
    return Places(bundled_places())


def test_neighbours_are_near_in_the_tree(places: Places) -> None:
    """And being a neighbour goes both ways."""
    village = places.exact("الكسرة", "SY09")[0]
    area = places.ancestors(village)[0]
    for other in neighbours(places, village):
        assert village in neighbours(places, other)
    assert {village, area, *places.children(area)} <= neighbours(places, village)
    assert places.exact("الميادين", "SY09")[0] not in neighbours(places, village)


def test_unlike_ones_are_refused(places: Places) -> None:
    """With what makes them unlike."""
    here, far = places.exact("الكسرة", "SY09")[0], places.exact("هجين", "SY09")[0]
    check_alike(places, sector="water", place=here, other_sector="water", other_place=here)
    with pytest.raises(Refusal, match=r"merge\.sector"):
        check_alike(places, sector="water", place=here, other_sector="bread", other_place=here)
    with pytest.raises(Refusal, match=r"merge\.place"):
        check_alike(places, sector="water", place=here, other_sector="water", other_place=far)
