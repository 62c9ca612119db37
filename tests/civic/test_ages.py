"""An age is read where it begins and no sooner, and a lone unit only where an age is likely."""

from __future__ import annotations

import pytest

from civic.ages import age, bare_days, counted_age
from civic.text import key


@pytest.mark.parametrize(
    ("said", "words", "days"),
    [
        ("٧ أيام", 2, 7),
        ("أسبوعين مياه", 1, 14),
        ("خمسة وعشرين يوم", 3, 25),
        ("2 weeks", 2, 14),
        ("نص شهر", 2, 15),
    ],
)
def test_what_is_counted_is_an_age(said: str, words: int, days: int) -> None:
    assert counted_age(key(said).split(), 0) == (words, days)


@pytest.mark.parametrize("said", ["مياه أسبوعين", "شهر", "٧", "مياه", "٥٠ عائلة", "9999999 years"])
def test_other_words_are_none(said: str) -> None:
    assert counted_age(key(said).split(), 0) is None


def test_where_an_age_is_likely_one_unit_or_a_number_will_do() -> None:
    assert age(["شهر"], 0) == (1, 30)
    assert age([], 0) is None
    assert bare_days(["7"], 0) == (1, 7)
    assert bare_days(["123456789"], 0) is None
