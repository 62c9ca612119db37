"""Months that have been, as people name them: 3/2025, آذار 2025, شهر 3, قبل شهرين."""

from __future__ import annotations

from datetime import date
from typing import Final

from civic.day_words import MONTH_WORDS, MONTHS, YEAR
from civic.numbers import find_counts
from civic.text import digits, key

_LAST: Final = frozenset(map(key, ("الماضي", "الماضية", "الفائت", "الفايت", "الفايتة", "last")))
_AGO: Final = frozenset(map(key, ("قبل", "من", "صار", "منذ", "صارلنا", "ago", "since")))
_THIS: Final = frozenset(map(key, ("هذا", "هالشهر", "الحالي", "this")))
_MONTHS_OF: Final = {"month": 1, "year": 12}
_MONTHS: Final = 12
_LEAST_YEAR: Final = 1000


def read_month(text: str, today: date) -> str:
    """Return the month "2025-03" or the year "2025" that `text` names; empty when it names none.

    Without a year the latest such month is meant. It may lie ahead; the asker judges that.
    """
    words = key(digits(text)).replace("/", " ").replace("-", " ").split()
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    year = next((number for number in numbers if number > _LEAST_YEAR), 0)
    month = _named(words) or next((each for each in numbers if 1 <= each <= _MONTHS), 0)
    if year and month:
        return f"{year}-{month:02}"
    if year:
        return str(year)
    if (back := _back(words, text)) is not None:
        return _before(today, back)
    if month and (_named(words) or not MONTH_WORDS.isdisjoint(words)):
        return f"{today.year - (month > today.month)}-{month:02}"
    return ""


def months_before(today: date, count: int) -> list[str]:
    """Return this month and so many before it, the latest first."""
    return [_before(today, back) for back in range(count + 1)]


def _named(words: list[str]) -> int:
    for size in (2, 1):
        for at in range(len(words) - size + 1):
            if found := MONTHS.get(" ".join(words[at : at + size])):
                return found
    return 0


def _back(words: list[str], text: str) -> int | None:
    """Read how many months ago: «قبل شهرين», «الشهر الماضي», «هذا الشهر»."""
    if not _LAST.isdisjoint(words):
        return 1 if not MONTH_WORDS.isdisjoint(words) else _MONTHS if _year(words) else None
    if not _THIS.isdisjoint(words) and (not MONTH_WORDS.isdisjoint(words) or "هالشهر" in words):
        return 0
    if _AGO.isdisjoint(words):
        return None
    counted = [(count, unit) for count, unit in find_counts(text) if unit in _MONTHS_OF]
    if counted:
        count, unit = counted[0]
        return min(count * _MONTHS_OF[unit], 100 * _MONTHS)
    if find_counts(text):
        return 0
    return 1 if not MONTH_WORDS.isdisjoint(words) else _MONTHS if _year(words) else None


def _year(words: list[str]) -> bool:
    return not YEAR.isdisjoint(words)


def _before(today: date, back: int) -> str:
    year, month = divmod(today.year * _MONTHS + today.month - 1 - back, _MONTHS)
    return f"{year}-{month + 1:02}"
