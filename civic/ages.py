"""How long ago, as it is said in passing: «٧ أيام», «أسبوعين», «شهر», `2 weeks`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from civic.numbers import find_counts, read_count

MOST_DAYS: Final = 36_500

_DAYS: Final[Mapping[str, int]] = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("يوم", "ايام", "day", "days"), 1),
    **dict.fromkeys(("اسبوع", "جمعه", "week", "weeks"), 7),
    **dict.fromkeys(("شهر", "month", "months"), 30),
    **dict.fromkeys(("سنه", "عام", "year", "years"), 365),
}
_LONGEST: Final = 4  # words: «خمسة وعشرين يوم» is three

Age = tuple[int, int]
"""How many words say it, and how many days it is."""


def counted_age(words: Sequence[str], at: int) -> Age | None:
    """Return the age that is counted from `at`: «٧ أيام», «أسبوعين»; words are given as keys."""
    for count in range(1, min(_LONGEST, len(words) - at) + 1):
        said = words[at : at + count]
        days = _in_units(said) or _in_sentence(said)
        if days is not None:
            return (count, days) if days <= MOST_DAYS else None
    return None


def age(words: Sequence[str], at: int) -> Age | None:
    """Return the same where an age is likely: one unit alone («شهر») will do."""
    if counted := counted_age(words, at):
        return counted
    return (1, _UNITS[words[at]]) if at < len(words) and words[at] in _UNITS else None


def bare_days(words: Sequence[str], at: int) -> Age | None:
    """Return a number that stands alone, as days."""
    days = read_count(words[at]) if at < len(words) else None
    return (1, days) if days is not None and days <= MOST_DAYS else None


def _in_units(said: Sequence[str]) -> int | None:
    *number, unit = said
    amount = read_count(" ".join(number)) if number and unit in _UNITS else None
    return None if amount is None else amount * _UNITS[unit]


def _in_sentence(said: Sequence[str]) -> int | None:
    """Return the days that are counted; none if they are so without the first word."""
    days = _found(said)
    return None if days == _found(said[1:]) else days


def _found(said: Sequence[str]) -> int | None:
    counts = find_counts(" ".join(said))
    if len(counts) != 1 or counts[0][1] not in _DAYS:
        return None
    return counts[0][0] * _DAYS[counts[0][1]]
