"""Hours are read as people name them, and no part of a date is taken for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.moments import on_the_wall, read_hour, read_moment

TODAY = date(2026, 11, 22)  # a Sunday

MOMENTS = [
    ("الخميس القادم الساعة ٥:٣٠ مساءً", "2026-11-26", "17:30"),
    ("غدا الساعة الخامسة والنصف", "2026-11-23", "17:30"),
    ("غداً عند ال٥ عصراً", "2026-11-23", "17:00"),
    ("Thursday at 5pm", "2026-11-26", "17:00"),
    ("يوم 1/12 الساعة 17.30", "2026-12-01", "17:30"),
    ("١٢-٣ الساعة ١٠ ص", "2027-03-12", "10:00"),
    ("غدا 17:30", "2026-11-23", "17:30"),
    ("بكرا الساعة خمسة", "2026-11-23", "17:00"),
    ("بكرا الساعة 5 ونص", "2026-11-23", "17:30"),
    ("الخميس 4 العصر", "2026-11-26", "16:00"),
    ("1 كانون الأول الساعة 10 صباحاً", "2026-12-01", "10:00"),
    ("اليوم الساعة الثانية عشرة ظهراً", "2026-11-22", "12:00"),
    ("بعد أسبوع الساعة 11", "2026-11-29", "11:00"),
    ("1/12", "2026-12-01", ""),
    ("5/12 مساء", "2026-12-05", ""),
    ("الخميس", "2026-11-26", ""),
    ("الساعة 4", "", "16:00"),
    ("غدا 25:10", "2026-11-23", ""),
    ("لا أعرف", "", ""),
]

HOURS = [
    ("5", "17:00"),
    ("٥", "17:00"),
    ("10", "10:00"),
    ("17", "17:00"),
    ("17.30", "17:30"),
    ("5 إلا ربع", "16:45"),
    ("الخامسة والنصف مساءً", "17:30"),
    ("الحادية عشرة صباحا", "11:00"),
    ("8 ونص الصبح", "08:30"),
    ("1 ظهراً", "13:00"),
    ("25", ""),
    ("1/12", ""),
    ("13 صباحا", ""),
    ("الخميس", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "day", "hour"), MOMENTS)
def test_a_day_and_its_hour_are_read_together(text: str, day: str, hour: str) -> None:
    """Each is missing where it was not named, so that it is asked for."""
    found_day, found_hour = read_moment(text, TODAY)
    assert (found_day.isoformat() if found_day else "") == day
    assert (f"{found_hour:%H:%M}" if found_hour else "") == hour


@pytest.mark.parametrize(("text", "hour"), HOURS)
def test_an_hour_is_read_where_one_was_asked_for(text: str, hour: str) -> None:
    """A bare number before seven is meant in the afternoon, and it is shown before it counts."""
    found = read_hour(text)
    assert (f"{found:%H:%M}" if found else "") == hour


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_not(text: str) -> None:
    """Nothing that people can type ends in an error."""
    read_moment(text, TODAY)
    read_hour(text)


@given(st.times())
def test_an_hour_as_a_clock_shows_it_is_that_hour(shown: time) -> None:
    """With two digits each, after a day and alone."""
    whole = shown.replace(second=0, microsecond=0)
    if whole.hour == 0 or whole.hour >= 7:
        assert read_hour(f"{whole:%H:%M}") == whole
        assert read_moment(f"1/12 {whole:%H:%M}", TODAY) == (date(2026, 12, 1), whole)


def test_the_clock_on_the_wall_is_three_hours_ahead() -> None:
    """Syria keeps UTC+3 through the whole year."""
    seconds = on_the_wall(date(2026, 12, 1), time(17, 30))
    assert datetime.fromtimestamp(seconds, UTC).isoformat() == "2026-12-01T14:30:00+00:00"
