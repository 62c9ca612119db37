"""A typed name finds the place that is meant, or every place that may be."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.places import Level, Place, Places, distance
from civic.refusals import Refusal

ROWS = (
    Place("SY", "SY", "", Level.COUNTRY, "سوريا", "Syria"),
    Place("SY01", "SY01", "SY", Level.GOVERNORATE, "دمشق", "Damascus", aliases=("الشام",)),
    Place("SY09", "SY09", "SY", Level.GOVERNORATE, "دير الزور", "Deir-ez-Zor", aliases=("الدير",)),
    Place("SY0901", "SY0901", "SY09", Level.DISTRICT, "دير الزور", "Deir-ez-Zor"),
    Place("SY090100", "SY090100", "SY0901", Level.SUBDISTRICT, "مركز دير الزور", "Deir-ez-Zor"),
    Place("SY090102", "SY090102", "SY0901", Level.SUBDISTRICT, "البصيرة", "Basira"),
    Place("SY090106", "SY090106", "SY0901", Level.SUBDISTRICT, "الصور", "Sur"),
    Place("city", "", "SY090100", Level.COMMUNITY, "دير الزور", "Deir-ez-Zor", 35.336, 40.141),
    Place("joura", "", "city", Level.NEIGHBOURHOOD, "الجورة", "Joura"),
    Place("basira", "", "SY090102", Level.COMMUNITY, "البصيرة", "Basira", 35.156, 40.427),
    Place("shiheil", "", "SY090102", Level.COMMUNITY, "الشحيل", "Shiheil", 35.087, 40.452),
    Place("ghariba-1", "", "SY090102", Level.COMMUNITY, "غريبة", "Ghariba"),
    Place("ghariba-2", "", "SY090106", Level.COMMUNITY, "غريبة", ""),
    Place("khashab", "", "SY090106", Level.COMMUNITY, "أبو خشب", "Abu Khashab"),
    Place("camp", "", "SY090106", Level.CAMP, "مخيم أبو خشب", "", aliases=("أبو خشب",)),
    Place("hamlet", "", "SY090106", Level.LOCALITY, "البصيرة", "Basira"),
)
PLACES = Places(ROWS)
HOME = "SY09"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الشحيل", ("shiheil",)),
        ("بالشحيل", ("shiheil",)),
        ("AL-SHIHEIL", ("shiheil",)),
        ("البصيرة", ("basira",)),
        ("ناحية البصيرة", ("SY090102",)),
        ("دير الزور", ("city",)),
        ("ديرالزور", ("city",)),
        ("محافظة دير الزور", ("SY09",)),
        ("منطقة دير الزور", ("SY0901",)),
        ("حي الجورة", ("joura",)),
        ("غريبة", ("ghariba-1", "ghariba-2")),
        ("أبو خشب", ("khashab",)),
        ("مخيم ابو خشب", ("camp",)),
        ("الشام", ("SY01",)),
        ("لا مكان", ()),
        ("", ()),
        ("!!!", ()),
    ],
)
def test_a_name_finds_what_is_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert PLACES.exact(typed, HOME) == meant


@given(st.text(st.characters()))
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(PLACES.get(code) for code in PLACES.exact(text, HOME))


def test_places_lie_in_one_another() -> None:
    assert PLACES.ancestors("joura") == ("city", "SY090100", "SY0901", "SY09", "SY")
    assert PLACES.within("joura", "SY09")
    assert PLACES.within("SY09", "SY09")
    assert not PLACES.within("SY09", "joura")
    assert not PLACES.within("nowhere", "SY09")
    assert not PLACES.within("nowhere", "nowhere")
    assert PLACES.children("SY0901", Level.SUBDISTRICT) == ("SY090100", "SY090102", "SY090106")
    assert PLACES.children("SY090102") == ("basira", "shiheil", "ghariba-1")
    assert PLACES.children("") == ("SY",)


def test_a_label_says_where_a_place_is_without_saying_its_name_twice() -> None:
    assert PLACES.label("shiheil", "ar") == ("الشحيل", "البصيرة")
    assert PLACES.label("basira", "ar") == ("البصيرة", "دير الزور")
    assert PLACES.label("shiheil", "en") == ("Shiheil", "Basira")
    assert PLACES.label("SY", "ar_SY") == ("سوريا", "")
    assert PLACES.name("ghariba-2", "en") == "غريبة"
    assert PLACES.name("nowhere", "ar") == "nowhere"


def test_the_nearest_community_and_how_far_it_is() -> None:
    near = PLACES.nearest(35.09, 40.45)
    assert near is not None and near[0] == "shiheil" and near[1] < 1
    far = PLACES.nearest(52.5, 13.4)
    assert far is not None and far[1] > 2000
    assert PLACES.nearest(35.0, 40.0, Level.CAMP) is None


@pytest.mark.parametrize("wrong", [None, inf, -inf, nan, 1e300, 180.5, -180.5])
def test_nothing_is_near_what_is_no_point_on_earth(wrong: float | None) -> None:
    assert PLACES.nearest(wrong, 40.45) is None
    assert PLACES.nearest(35.09, wrong) is None
    assert PLACES.nearest(wrong, wrong) is None


@given(st.none() | st.floats(), st.none() | st.floats())
def test_no_coordinates_raise(latitude: float | None, longitude: float | None) -> None:
    found = PLACES.nearest(latitude, longitude)
    assert found is None or 0 <= found[1] <= 20_100


@given(*[st.floats(-90, 90), st.floats(-180, 180)] * 2)
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert distance(a, b, c, d) == pytest.approx(distance(c, d, a, b), abs=1e-6)
    assert 0 <= distance(a, b, c, d) < 20_100


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Place("SY", "", "", Level.COUNTRY, "س", ""), "places.duplicate"),
        (Place("x", "", "y", Level.COMMUNITY, "س", ""), "places.orphan"),
        (Place("x", "", "x", Level.COMMUNITY, "س", ""), "places.cycle"),
    ],
)
def test_rows_that_are_no_tree_are_refused(row: Place, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        Places((*ROWS, row))
    assert refused.value.code == code
