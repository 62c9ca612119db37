"""Months and weeks follow one another without a gap; what has just ended is what is meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.periods import Every, meant, period_of, read_period
from civic.refusals import Refusal

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.sampled_from(Every))
def test_every_day_lies_in_one_period_that_its_code_names(day: date, every: Every) -> None:
    """The period before ends on the day before, the one after begins on the day after."""
    period = period_of(day, every)
    assert period.first <= day <= period.last
    assert period.every is every
    assert read_period(period.code) == period
    assert period.before.last + timedelta(days=1) == period.first
    assert period.after.first - timedelta(days=1) == period.last
    assert period.before.after == period


@given(DAYS, st.sampled_from(Every), st.booleans())
def test_what_is_meant_is_now_or_has_just_ended(day: date, every: Every, told: bool) -> None:
    """What was told already is not asked for again."""
    now = period_of(day, every)
    found = meant(day, every, told=told)
    assert found in (now, now.before)
    assert not told or found == now


@pytest.mark.parametrize(
    ("day", "every", "code"),
    [
        (date(2026, 11, 22), Every.MONTH, "2026-11"),
        (date(2026, 12, 10), Every.MONTH, "2026-11"),
        (date(2026, 12, 11), Every.MONTH, "2026-12"),
        (date(2027, 1, 4), Every.WEEK, "2026-W53"),
        (date(2027, 1, 7), Every.WEEK, "2027-W01"),
    ],
)
def test_a_period_is_meant_for_some_days_after_its_end(day: date, every: Every, code: str) -> None:
    """Ten days of a month, three of a week."""
    assert meant(day, every, told=False).code == code


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-13", "2026-00", "2026-W54", "2026-W00", "٢٠٢٦-١١"]
)
def test_a_code_that_is_none_is_refused(code: str) -> None:
    """Nothing else is read as a period."""
    with pytest.raises(Refusal):
        read_period(code)
