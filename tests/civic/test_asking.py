"""A line of an office-holder narrows the list to what it says, and half a line is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.asking import read_filter
from civic.need_filters import NeedFilter
from civic.needs import SECTORS, Severity, Status
from civic.places import Places
from civic.refusals import Refusal
from storage.place_files import bundled_places

HOME = "SY09"
PLACES = Places(bundled_places())
KASRA, SHUHAYL, BASIRA = "x-sy090101-01", "x-sy090102-11", "x-sy090102-01"


def ask(line: str) -> NeedFilter:
    return read_filter(line, PLACES, HOME)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (
            "مياه الكسرة عاجل",
            NeedFilter(sector="water", place=KASRA, severity=Severity.EXTREME),
        ),
        (
            "/needs health Kasra overdue 7",
            NeedFilter(sector="health", place=KASRA, overdue=True, older_than=7),
        ),
        ("مدارس متأخر", NeedFilter(sector="education", overdue=True)),
        (
            "ماي بالشحيل من أسبوعين",
            NeedFilter(sector="water", place=SHUHAYL, older_than=14),
        ),
        (
            "حالة قيد المتابعة كهرباء",
            NeedFilter(sector="electricity", status=Status.TAKEN_ON),
        ),
        ("صهاريج أقدم من ٧ أيام", NeedFilter(sector="water", problem="water_truck", older_than=7)),
        (
            "المحطة واقفة بالبصيرة",
            NeedFilter(sector="water", problem="water_station", place=BASIRA),
        ),
        ("ناحية البصيرة تعليم", NeedFilter(sector="education", place="SY090102")),
        ("طحين بلا مسؤول", NeedFilter(sector="bread", problem="flour", unassigned=True)),
        ("severity>=4 water Shuhayl", ask("شدة ٤ مياه الشحيل")),
        ("sector: health status: open", NeedFilter(sector="health")),
        ("تم الحل خبز", NeedFilter(sector="bread", status=Status.RESOLVED)),
        ("عبور حالة مرضية", NeedFilter(sector="crossings", problem="crossing_medical")),
        ("خطر على الحياة", NeedFilter(severity=Severity.CATASTROPHIC)),
        ("متأخر شهر الشحيل", NeedFilter(place=SHUHAYL, overdue=True, older_than=30)),
        ("", NeedFilter()),
    ],
)
def test_a_line_is_read_by_its_parts(line: str, meant: NeedFilter) -> None:
    assert ask(line) == meant


def test_what_is_nothing_else_is_looked_for_in_words() -> None:
    assert ask("مياه جامع الصحابة").words == "جامع الصحابة"
    assert ask("مياه كهرباء") == NeedFilter(sector="water", words="كهرباء")
    assert ask("معلم رياضيات").words == "رياضيات"


def test_a_place_that_is_also_a_word_must_be_written_in_full() -> None:
    assert ask("التبني").place.startswith("x-sy090104")
    assert ask("تبن").place == ""
    assert ask("روضة") == NeedFilter(sector="children", problem="kindergarten")


def test_of_two_places_the_inner_one_is_meant() -> None:
    assert ask("الشحيل دير الزور").place == SHUHAYL
    assert ask("ناحية البصيرة الشحيل").place == SHUHAYL
    assert ask("البصيرة الشحيل").place == SHUHAYL


@pytest.mark.parametrize(
    ("line", "code", "facts"),
    [
        ("حالة", "filter.unfinished", {"wanted": "status"}),
        ("مياه حالة عاجل", "filter.unfinished", {"wanted": "status"}),
        ("كهرباء أقدم من", "filter.unfinished", {"wanted": "age"}),
        ("قطاع", "filter.unfinished", {"wanted": "sector"}),
        ("/needs place", "filter.unfinished", {"wanted": "place"}),
        ("شدة", "filter.unfinished", {"wanted": "severity"}),
        ("شدة ٩", "filter.no-such-severity", {"value": 9}),
        ("الكسرة الشحيل", "filter.two-places", {"places": (KASRA, SHUHAYL)}),
        (
            "غريبة",
            "filter.ambiguous-place",
            {"name": "غريبة", "places": ("x-sy090106-15", "x-sy090302-04")},
        ),
    ],
)
def test_half_a_filter_is_refused_with_its_reason(
    line: str, code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(line)
    assert (refused.value.code, refused.value.facts) == (code, facts)


_WORDS = st.sampled_from(
    [
        *("مياه", "الكسرة", "الشحيل", "عاجل", "متأخر", "حالة", "شدة", "٤", "7", "أقدم من", "من"),
        *("أسبوعين", "أيام", "overdue", "status", "severity", "health", "/needs", "قيد المتابعة"),
        *("غريبة", "مدارس", "جديد", "خبز", "ناحية", "في", "و", "محطة", "معطلة", "123456789"),
    ]
)


@given(st.text(max_size=80) | st.lists(_WORDS, max_size=8).map(" ".join))
def test_any_text_yields_a_filter_or_a_refusal(line: str) -> None:
    try:
        meant = ask(line)
    except Refusal as refused:
        assert refused.code.startswith("filter.")
    else:
        assert meant.sector in {"", *SECTORS}
        assert not meant.place or PLACES.within(meant.place, HOME)
        assert meant.older_than is None or meant.older_than >= 0
