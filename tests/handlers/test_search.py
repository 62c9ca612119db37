"""An office searches its area: nearest first, then most urgent, page by page, and nothing else."""

from __future__ import annotations

import re
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from civic.needs import Severity
from handlers import search as handler
from storage import need_rows, needs
from storage.office_tables import unlock
from tests.offices import PIN, Representative
from tests.searching import read_words, several_write, write
from tests.world import World

_NUMBER = re.compile(r"\d{9}")


def numbers(answer: str) -> list[str]:
    """The numbers of the needs that an answer lists, in order."""
    return _NUMBER.findall(answer)


def test_the_nearest_come_first_and_of_them_the_most_urgent(world: World) -> None:
    rep = Representative(world)
    other_word = write(world, "1", "الكسرة", "حرامات عند جامع القرية", Severity.CATASTROPHIC)
    mild = write(world, "2", "الكسرة", "بطانيات عند جامع القرية", Severity.MINIMAL)
    grave = write(world, "3", "الكسرة", "بطانية عند جامع القرية", Severity.EXTREME)
    touching = write(world, "4", "الكسرة", "بطانيات", Severity.CATASTROPHIC)
    read_words(world)
    found = numbers(rep.says("ابحث بطانيات جامع"))
    assert found == [grave.number, mild.number, other_word.number, touching.number]


def test_every_page_is_shown_once_and_together_they_are_everything(world: World) -> None:
    rep = Representative(world)
    several_write(world, 19, "الكسرة", "المضخة محروقة")
    read_words(world)
    answer = rep.says("/search المضخات")
    assert "19 طلباً" in answer
    pages = [numbers(answer)]
    while any(label == "التالي" for label in rep.labels):
        assert len(rep.data("التالي").encode()) <= 64
        pages.append(numbers(rep.taps("التالي")))
    assert list(map(len, pages)) == [8, 8, 3]
    assert len({number for page in pages for number in page}) == 19


def test_a_long_line_has_further_pages_too_and_keeps_its_filter(world: World) -> None:
    rep = Representative(world)
    several_write(world, 10, "الكسرة", "المضخة اللي عند الجامع القديم انسرقت مبارح بالليل")
    read_words(world)
    line = "مياه الكسرة المضخة اللي عند الجامع القديم انسرقت مبارح بالليل"
    assert "10 طلبات" in rep.says(f"/needs {line} حالة مستلم")
    assert len(numbers(rep.taps("التالي"))) == 2


def test_a_word_as_long_as_a_message_may_be_is_answered_in_a_line(world: World) -> None:
    rep = Representative(world)
    read_words(world)
    answer = rep.says(f"ابحث {'ض' * 4000}")
    assert "لم يظهر شيء" in answer
    assert len(answer) < 500


def test_a_page_of_another_search_or_of_an_office_that_was_locked_is_old(world: World) -> None:
    rep = Representative(world)
    several_write(world, 10, "الكسرة", "المضخة محروقة")
    read_words(world)
    rep.says("ابحث المضخة")
    first = rep.data("التالي")
    rep.says("ابحث محروقة")
    assert "قديمة" in rep.says(first)
    second = rep.data("كل الطلبات") and first
    rep.says("ابحث المضخة")
    rep.locks()
    rep.unlocks()
    assert "قديمة" in rep.says(second)


def test_what_was_searched_is_sealed_and_goes_with_the_open_office(world: World) -> None:
    rep = Representative(world)
    read_words(world)
    rep.says("ابحث سلطانة")
    with world.engine.connect() as connection:
        kept = connection.execute(select(unlock.c.asked)).scalar_one()
    assert kept and "سلطانة".encode() not in kept
    rep.locks()
    assert world.count("unlock") == 0


def test_until_the_words_are_read_the_answer_says_so_and_asks_for_them(world: World) -> None:
    rep = Representative(world)
    wanted: list[frozenset[str]] = []
    world.service.search_wanted = wanted.append
    write(world, "1", "الكسرة", "المضخة محروقة")
    assert "يجري تحضير البحث" in rep.says("ابحث المضخة")
    assert rep.mandate is not None
    assert wanted == [rep.mandate.area.places]
    read_words(world)
    assert len(numbers(rep.taps("البحث مرة أخرى"))) == 1
    assert len(wanted) == 1, "what is in memory is not asked for"


def test_opening_an_office_begins_to_read_its_area(world: World) -> None:
    rep = Representative(world)
    wanted: list[frozenset[str]] = []
    world.service.search_wanted = wanted.append
    rep.locks()
    rep.says("/unlock")
    rep.says("111111")
    assert wanted == [], "not with a wrong number"
    rep.says("/unlock")
    rep.says(PIN)
    assert rep.mandate is not None
    assert wanted == [rep.mandate.area.places]


def test_of_an_area_too_large_for_memory_the_answer_says_what_to_do(world: World) -> None:
    rep = Representative(world, place="SY09")
    for number, place in enumerate(("الكسرة", "الشحيل", "هجين")):
        write(world, str(number), place, "المضخة محروقة")
    read_words(world, most_needs=2)
    answer = rep.says("ابحث المضخة")
    assert len(numbers(answer)) == 2
    assert "إضافة اسم مكان" in answer


def test_when_more_is_found_than_can_be_looked_through_the_answer_says_so(world: World) -> None:
    rep = Representative(world)
    several_write(world, 5, "الكسرة", "المضخة محروقة")
    read_words(world)
    world.service.find_words = partial(world.service.find_words, most=3)
    assert "أقرب" in rep.says("ابحث المضخة")


def test_a_closed_need_is_found_when_its_status_is_asked_for(world: World) -> None:
    rep = Representative(world)
    stored = write(world, "1", "الكسرة", "المضخة محروقة")
    read_words(world)

    def close(work: needs.Work) -> None:
        row = need_rows.get(work, stored.id)
        assert row is not None
        need_rows.move(work, row, needs.Status.RESOLVED, office_id=row.office)

    world.turn(close)
    assert numbers(rep.says("ابحث المضخة")) == []
    assert numbers(rep.says("ابحث المضخة محلول")) == [stored.number]


PLACES = ["الكسرة", "الشحيل", "هجين", "البصيرة", "SY0903", "SY09"]
LINES = ["المضخة", "مياه المضخة", "المضخة {}", "سلطانة", "المضخة عاجل", "مياه", "{}"]


def test_no_line_of_no_office_shows_or_counts_what_lies_elsewhere(lite: World) -> None:
    """A generated matrix of offices, lines and places, with one need in each place."""
    stored = {place: write(lite, place, place, "المضخة محروقة وبيت سلطانة") for place in PLACES[:4]}
    read_words(lite)
    offices = {
        place: Representative(lite, account=f"rep {place}", place=place, restarts=False)
        for place in PLACES
    }

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(PLACES), st.sampled_from(LINES), st.sampled_from(PLACES[:4]))
    def check(place: str, line: str, named: str) -> None:
        rep = offices[place]
        assert rep.mandate is not None
        mine = {each.number for each in stored.values() if each.place in rep.mandate.area}
        answer = rep.says(f"ابحث {line.format(named)}")
        assert set(numbers(answer)) <= mine
        if stored[named].number not in mine and "{}" in line:
            same = rep.says(f"ابحث {line.format('الميادين')}")
            assert _without_words(answer) == _without_words(same), "as if it held nothing"

    check()


def _without_words(answer: str) -> list[str]:
    return [line for line in answer.splitlines() if "نتيجة البحث" not in line]


def test_a_button_names_no_page_of_nothing(world: World) -> None:
    rep = Representative(world)
    several_write(world, 9, "الكسرة", "المضخة محروقة")
    read_words(world)
    rep.says("ابحث المضخة")
    tag = rep.data("التالي").partition(";")[2]
    assert len(numbers(rep.says(f"/search =99;{tag}"))) == handler.PAGE, "the first one then"
    for argument in (f"=0;{tag}", f"=1;{tag}x", "=;", "=1000;" + tag):
        assert numbers(rep.says(f"/search {argument}")) == []
