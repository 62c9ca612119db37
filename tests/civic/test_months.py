"""Months that have been are read in the forms in which people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.months import months_before, read_month

TODAY = date(2026, 11, 22)

FORMS = {
    "3/2025": "2025-03",
    "2025-06": "2025-06",
    "آذار 2025": "2025-03",
    "شهر 6 سنة 2025": "2025-06",
    "كانون الثاني": "2026-01",
    "شهر 3": "2026-03",
    "شهر 12": "2025-12",
    "قبل شهرين": "2026-09",
    "قبل 3 أشهر": "2026-08",
    "الشهر الماضي": "2026-10",
    "هالشهر": "2026-11",
    "السنة الماضية": "2025-11",
    "قبل سنتين": "2024-11",
    "قبل أسبوع": "2026-11",
    "2025": "2025",
    "٢٠٢٧": "2027",
    "مرحبا": "",
    "5": "",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_month_is_read(form: str) -> None:
    """A year alone is a year; without one the latest such month is meant."""
    assert read_month(form, TODAY) == FORMS[form]


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_whatever_is_typed_is_a_month_a_year_or_nothing(text: str, today: date) -> None:
    """Nothing that is typed raises."""
    found = read_month(text, today)
    assert found == "" or len(found) in (4, 7)


def test_months_are_counted_back_over_the_turn_of_the_year() -> None:
    """The latest first."""
    assert months_before(date(2026, 2, 3), 3) == ["2026-02", "2026-01", "2025-12", "2025-11"]
