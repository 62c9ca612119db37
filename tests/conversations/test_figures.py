"""Counts become worded charts: nothing is lost, nothing is invented, in either language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.needs import SECTORS, Severity, Status
from civic.places import Level
from civic.refusals import Refusal
from conversations import figure_maps, figures
from conversations.figures import MOST_ROWS, Reader
from conversations.pictures import MOST_COLUMNS
from tests import pictured
from tests.pictured import AREA, DAY, GOVERNORATE

PLACES = pictured.gazetteer()
ARABIC, ENGLISH = pictured.reader(PLACES), pictured.reader(PLACES, "en")
WITHOUT_POINT = "x-sy090102-06"
counts = st.dictionaries(st.sampled_from(sorted(SECTORS)), st.integers(0, 10_000), max_size=40)


def bare(text: str) -> str:
    """A text without the marks of direction."""
    return "".join(letter for letter in text if letter not in "\u2066\u2068\u2069")


def test_sectors_are_named_and_the_most_frequent_stands_first() -> None:
    """Those without any request are left out."""
    chart = figures.by_sector(ENGLISH, AREA, {"bread": 2, "water": 9, "roads": 0}, DAY)
    assert chart.rows == (("Drinking water", 9), ("Bread and bakeries", 2))
    assert bare(chart.title) == "Open requests by sector: Al Mayadin"
    assert bare(chart.note) == "On 22 November 2026. Altogether: 11."


def test_labels_are_in_the_readers_language() -> None:
    """Arabic words, and the name of the place in Arabic."""
    chart = figures.by_sector(ARABIC, AREA, {"water": 9}, DAY)
    assert chart.rows == (("مياه الشرب", 9),)
    assert "الميادين" in chart.title
    assert "22 تشرين الثاني 2026" in chart.note


@given(counts)
def test_folding_loses_nothing(found: dict[str, int]) -> None:
    """A dozen rows at most, and together as many as were counted."""
    if not any(found.values()):
        with pytest.raises(Refusal, match=r"figures\.none"):
            figures.by_sector(ENGLISH, AREA, found, DAY)
        return
    chart = figures.by_sector(ENGLISH, AREA, found, DAY)
    shown = [count for _, count in chart.rows]
    assert len(shown) <= MOST_ROWS
    assert sum(shown) == sum(found.values())
    assert shown[: MOST_ROWS - 1] == sorted(shown[: MOST_ROWS - 1], reverse=True)


def test_forty_places_are_a_dozen_rows() -> None:
    """The last row is all that is beyond, with how many that are."""
    codes = [place.code for place in PLACES if place.level is Level.COMMUNITY][:40]
    chart = figures.by_place(ENGLISH, GOVERNORATE, dict.fromkeys(codes, 3), DAY)
    assert len(chart.rows) == 12
    assert chart.rows[-1] == ("All others (29)", 87)


def test_problems_of_a_sector_are_named() -> None:
    """Another problem goes by the name of its sector."""
    chart = figures.by_problem(ENGLISH, AREA, "water", {"well": 4, "other": 1}, DAY)
    assert chart.rows == (("Well or pump", 4), ("Drinking water", 1))


def test_severities_keep_their_order() -> None:
    """The gravest first, steps without any too, and what cannot be judged last."""
    chart = figures.by_severity(ENGLISH, AREA, {Severity.STRESS: 5, Severity.EXTREME: 2}, DAY)
    assert [count for _, count in chart.rows] == [0, 2, 0, 5, 0, 0]
    assert chart.rows[0][0] == "Danger to life"
    assert chart.rows[-1][0] == "Cannot judge"


def test_statuses_stand_in_the_order_of_a_needs_way() -> None:
    """Received before solved, whatever the counts."""
    found = {Status.RESOLVED.value: 9, Status.RECEIVED.value: 1}
    chart = figures.by_status(ENGLISH, AREA, found, DAY)
    assert chart.rows == (("Received", 1), ("Solved", 9))


def test_weeks_without_requests_are_shown_empty() -> None:
    """Otherwise a quiet month would look like no time at all."""
    found = {date(2026, 8, 29): 3, date(2026, 9, 19): 4}
    trend = figures.weekly(ARABIC, AREA, found, DAY)
    assert trend.weeks == (("29 آب", 3), ("5 أيلول", 0), ("12 أيلول", 0), ("19 أيلول", 4))


def test_only_the_latest_weeks_are_shown() -> None:
    """As many as a picture has columns for."""
    begin = date(2020, 1, 4)
    found = {begin + timedelta(weeks=week): 1 for week in range(300)}
    trend = figures.weekly(ENGLISH, AREA, found, DAY)
    assert len(trend.weeks) == MOST_COLUMNS
    assert trend.weeks[-1][0] == "27 Sept"


def test_months_run_over_the_end_of_the_year() -> None:
    """November to February, with an empty month between."""
    trend = figures.monthly(ARABIC, AREA, {"2026-11": 2, "2027-02": 5}, DAY)
    labels = [label for label, _ in trend.weeks]
    assert labels == ["تشرين الثاني 2026", "كانون الأول 2026", "كانون الثاني 2027", "شباط 2027"]


@pytest.mark.parametrize("reader", [ARABIC, ENGLISH])
def test_nothing_is_refused_with_words(reader: Reader) -> None:
    """An empty area is told so, and no empty picture is drawn."""
    empty = (
        lambda: figures.by_sector(reader, AREA, {}, DAY),
        lambda: figures.by_severity(reader, AREA, {}, DAY),
        lambda: figures.weekly(reader, AREA, {}, DAY),
        lambda: figures.monthly(reader, AREA, {"2026-11": 0}, DAY),
        lambda: figure_maps.on_map(reader, PLACES, AREA, {"SY090300": 0}, DAY),
    )
    for make in empty:
        with pytest.raises(Refusal) as refused:
            make()
        assert refused.value.code == "figures.none"
        assert refused.value.facts == {"place": AREA}
    assert reader.wording.places(AREA, reader.language, False) in bare(
        reader.say(figures.nothing_to_show(AREA))
    )


def test_a_map_has_the_places_and_the_shape_of_the_area() -> None:
    """Circles where requests are, dots where people live, inside the area alone."""
    shown = figure_maps.on_map(ARABIC, PLACES, AREA, {"x-sy090301-01": 5}, DAY)
    (bubble,) = shown.bubbles
    place = PLACES.get("x-sy090301-01")
    assert place is not None
    assert (bubble.latitude, bubble.longitude) == (place.latitude, place.longitude)
    assert (bubble.label, bubble.count) == ("ذيبان", 5)
    inside = [each for each in PLACES if PLACES.within(each.code, AREA)]
    assert set(shown.around) <= {(each.latitude, each.longitude) for each in inside}
    assert len(shown.around) > 10


def test_places_without_a_position_are_named_below_the_map() -> None:
    """Their requests are counted in the total, and no position is invented."""
    found = {"SY090102": 7, WITHOUT_POINT: 2}
    shown = figure_maps.on_map(ENGLISH, PLACES, GOVERNORATE, found, DAY)
    assert [bubble.count for bubble in shown.bubbles] == [7]
    assert "Altogether: 9." in bare(shown.note)
    assert "2 requests are in places whose position is not known yet: Hittin." in bare(shown.note)


def test_no_map_without_any_position() -> None:
    """It is refused, with words of its own."""
    with pytest.raises(Refusal) as refused:
        figure_maps.on_map(ENGLISH, PLACES, GOVERNORATE, {WITHOUT_POINT: 2}, DAY)
    assert refused.value.code == "figures.no-positions"
    said = bare(ENGLISH.say(figure_maps.no_positions(GOVERNORATE)))
    assert said == "The positions of the places are not known yet: Deir-ez-Zor."


def test_neighbourhoods_are_counted_with_their_town() -> None:
    """They have no position of their own, but the town has one."""
    quarter = next(
        place
        for place in PLACES
        if place.level is Level.NEIGHBOURHOOD and PLACES.within(place.code, GOVERNORATE)
    )
    found = {quarter.code: 3, quarter.parent: 4}
    shown = figure_maps.on_map(ENGLISH, PLACES, GOVERNORATE, found, DAY)
    assert [bubble.count for bubble in shown.bubbles] == [7]
