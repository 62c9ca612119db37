"""Notices keep to the hours in which a phone may ring, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.hours import WALL, evening, is_safe, last_safe, morning, next_safe, today

SECONDS = st.integers(1_700_000_000, 1_900_000_000)


@pytest.mark.parametrize(
    ("hour", "safe"), [(4, False), (5, True), (12, True), (17, True), (18, False), (23, False)]
)
def test_from_eight_to_nine_in_the_evening(hour: int, safe: bool) -> None:
    """Damascus is three hours ahead of universal time, in winter too."""
    assert is_safe(datetime(2026, 1, 10, hour, 30, tzinfo=UTC)) is safe


@given(SECONDS)
def test_the_next_safe_instant_is_the_first_one(seconds: int) -> None:
    """It is safe, not earlier than asked, and nothing safe lies between."""
    found = next_safe(seconds)
    assert found >= seconds
    assert is_safe(datetime.fromtimestamp(found, UTC))
    assert found == seconds or not is_safe(datetime.fromtimestamp(found - 1, UTC))
    assert found - seconds <= 11 * 3600
    assert next_safe(found) == found


@given(SECONDS)
def test_a_day_lies_between_its_morning_and_its_evening(seconds: int) -> None:
    """After the last second comes the next day."""
    day = today(datetime.fromtimestamp(seconds, UTC))
    last = datetime.fromtimestamp(evening(day), UTC)
    assert today(last) == day
    assert today(datetime.fromtimestamp(evening(day) + 1, UTC)) > day
    assert datetime.fromtimestamp(morning(day), WALL).hour == 8


def test_the_day_turns_at_midnight_on_the_wall() -> None:
    """Not at midnight of universal time."""
    assert today(datetime(2026, 11, 22, 21, 30, tzinfo=UTC)) == date(2026, 11, 23)


@given(SECONDS)
def test_the_last_safe_instant_is_the_nearest_before(seconds: int) -> None:
    """It is safe, not later than asked, and nothing safe lies between."""
    found = last_safe(seconds)
    assert found <= seconds
    assert is_safe(datetime.fromtimestamp(found, UTC))
    assert found == seconds or not is_safe(datetime.fromtimestamp(found + 1, UTC))
    assert seconds - found <= 11 * 3600
