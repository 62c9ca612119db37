"""Days are read as people write them, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.day_words import MONTHS
from civic.days import read_day

TODAY = date(2026, 11, 22)  # a Sunday

DAYS = [
    ("1/12", "2026-12-01"),
    ("١/١٢", "2026-12-01"),
    ("1-12-2026", "2026-12-01"),
    ("1.12.26", "2026-12-01"),
    ("2026-12-01", "2026-12-01"),
    ("12/25", "2026-12-25"),
    ("في 1/12", "2026-12-01"),
    ("بتاريخ ١/١٢", "2026-12-01"),
    ("١ كانون الأول", "2026-12-01"),
    ("1 كانون أول 2026", "2026-12-01"),
    ("5 ديسمبر", "2026-12-05"),
    ("5 شهر 12", "2026-12-05"),
    ("5 بشهر 12", "2026-12-05"),
    ("أول شهر 12", "2026-12-01"),
    ("أول الشهر", "2026-12-01"),
    ("اول الشهر الجاي", "2026-12-01"),
    ("آخر الشهر", "2026-11-30"),
    ("نص الشهر", "2026-12-15"),
    ("نهاية كانون الأول", "2026-12-31"),
    ("نهاية السنة", "2026-12-31"),
    ("راس السنة", "2027-01-01"),
    ("آخر الأسبوع", "2026-11-26"),
    ("اليوم", "2026-11-22"),
    ("بكرا", "2026-11-23"),
    ("غداً", "2026-11-23"),
    ("بعد بكرا", "2026-11-24"),
    ("بعد أسبوع", "2026-11-29"),
    ("بعد اسبوعين", "2026-12-06"),
    ("خلال 3 أيام", "2026-11-25"),
    ("بعد عشرة أيام", "2026-12-02"),
    ("بعد ١٠ أيام ان شاء الله", "2026-12-02"),
    ("بعد شهر", "2026-12-22"),
    ("الأسبوع القادم", "2026-11-29"),
    ("الخميس", "2026-11-26"),
    ("يوم الأحد", "2026-11-29"),
    ("15", "2026-12-15"),
    ("يوم 30", "2026-11-30"),
    ("29/2", "2028-02-29"),
    ("tomorrow", "2026-11-23"),
    ("in 3 days", "2026-11-25"),
    ("next week", "2026-11-29"),
    ("monday", "2026-11-23"),
    ("Dec 1", "2026-12-01"),
    ("end of month", "2026-11-30"),
]

NO_DAYS = [
    *("", "قريباً", "إن شاء الله", "مي", "31/2", "0/1", "99/99", "13/13", "أسبوع"),
    *("بعد 99999999 يوم", "1/12 صباحا", "/", "²²²²", "5/5/5/5", "شهر 13", "في", "بعد"),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_a_day_is_read_in_any_form(said: str, day: str) -> None:
    """In digits of any kind, in Levantine and other names of months, and from today on."""
    assert read_day(said, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("said", NO_DAYS)
def test_what_names_no_day_is_none(said: str) -> None:
    """It is asked about again, never guessed."""
    assert read_day(said, TODAY) is None


def test_a_day_that_has_just_gone_by_is_meant_as_said() -> None:
    """Yesterday is not next year: the rule that refuses it can say so."""
    assert read_day("21/11", TODAY) == date(2026, 11, 21)
    assert read_day("2/1", TODAY) == date(2027, 1, 2)


@given(
    today=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    ahead=st.integers(0, 300),
    month=st.sampled_from(sorted(MONTHS)),
)
def test_what_is_written_of_a_day_is_read_as_that_day(today: date, ahead: int, month: str) -> None:
    """Day and month without a year name the next such day, in digits as in words."""
    day = today + timedelta(days=ahead)
    name = next(name for name, number in MONTHS.items() if number == day.month)
    assert read_day(f"{day.day}/{day.month}", today) == day or (day.day, day.month) == (29, 2)
    assert read_day(f"{day.day} {name}", today) == day or (day.day, day.month) == (29, 2)
    assert read_day(day.isoformat(), today) == day
    read = read_day(f"1 {month}", today)
    assert read is not None
    assert (read.day, read.month) == (1, MONTHS[month])


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_any_text_is_read_without_complaint(text: str, today: date) -> None:
    """Whatever is typed, nothing raises."""
    found = read_day(text, today)
    assert found is None or isinstance(found, date)
