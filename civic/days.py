"""Days as people name them: 1/12, ١ كانون الأول, أول الشهر, بعد أسبوعين, الخميس, tomorrow."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from civic.day_words import (
    AFTER,
    AFTER_TOMORROW,
    ENGLISH_UNITS,
    FIRST,
    IDLE,
    LAST,
    MIDDLE,
    MONTH_WORDS,
    MONTHS,
    NEXT,
    TODAY,
    TOMORROW,
    WEEK,
    WEEKDAYS,
    YEAR,
)
from civic.number_words import COUNTED, DUALS
from civic.numbers import find_counts, read_count
from civic.text import digits, key

Words = list[str]
Reader = Callable[[Words, date], date | None]

_DAYS_OF: Final = {"day": 1, "week": 7}
_MONTHS_OF: Final = {"month": 1, "year": 12}
_MIDDLE_DAY: Final = 15
_YEARS_BETWEEN_LEAPS: Final = 8  # around 2100
_RECENT: Final = timedelta(days=60)
_THURSDAY: Final = 3  # the last working day of the week


def read_day(text: str, today: date) -> date | None:
    """Return the day that `text` names, as seen from `today`; None when it names none.

    Without a year the next such day is meant; days come before months, as people write here.
    """
    words = key(digits(text)).split()
    if " ".join(words) in AFTER_TOMORROW:
        return today + timedelta(days=2)
    for reader in (_near, _after, _part_of, _weekday, _calendar):
        try:
            found = reader(words, today)
        except (ValueError, OverflowError):
            return None
        if found is not None:
            return found
    return None


def _near(words: Words, today: date) -> date | None:
    said = [word for word in words if word not in IDLE]
    if len(words) == 1 and words[0] in TODAY:
        return today
    return today + timedelta(days=1) if len(said) == 1 and said[0] in TOMORROW else None


def _after(words: Words, today: date) -> date | None:
    """Read «بعد أسبوع», «خلال 3 أيام», «in two weeks», «الشهر القادم»."""
    if len(words) == 2 and not NEXT.isdisjoint(words):
        unit = next((_unit(word) for word in words if _unit(word)), "")
        return _later(today, 1, unit) if unit in ("week", "month", "year") else None
    if len(words) < 2 or words[0] not in AFTER:
        return None
    count, unit = _counted(words[1:])
    return _later(today, count, unit) if unit else None


def _counted(words: Words) -> tuple[int, str]:
    first = words[0]
    if len(words) == 1:
        return (2, DUALS[first]) if first in DUALS else (1, _unit(first))
    if unit := _unit(words[-1]):
        count = 1 if first in ("a", "one") else read_count(" ".join(words[:-1]))
        if count is not None:
            return count, unit
    return next(iter(find_counts(" ".join(words))), (0, ""))


def _unit(word: str) -> str:
    english = ENGLISH_UNITS.get(word.removesuffix("s"), "")
    return english or COUNTED.get(word) or COUNTED.get(word.removeprefix("ال"), "")


def _later(today: date, count: int, unit: str) -> date | None:
    if unit in _DAYS_OF:
        return today + timedelta(days=count * _DAYS_OF[unit])
    if unit not in _MONTHS_OF:
        return None
    months = today.year * 12 + today.month - 1 + count * _MONTHS_OF[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _part_of(words: Words, today: date) -> date | None:
    """Read «أول الشهر», «آخر الشهر القادم», «نص شهر 12», «نهاية السنة», «آخر الأسبوع»."""
    if len(words) < 2 or words[0] not in FIRST | MIDDLE | LAST:
        return None
    rest = [word for word in words[1:] if word not in IDLE]
    if not WEEK.isdisjoint(rest):
        return _weekday_after(today, _THURSDAY) if words[0] in LAST else None
    if not YEAR.isdisjoint(rest):
        last = words[0] in LAST
        return date(today.year, 12, 31) if last else date(today.year + 1, 1, 1)
    month = _month_of(rest)
    if month:
        return _coming(today, _day_of_part(words[0], _year_of(today, month), month), month)
    if MONTH_WORDS.isdisjoint(rest):
        return None
    return _in_month(words[0], today, following=not NEXT.isdisjoint(rest))


def _in_month(part: str, today: date, *, following: bool) -> date:
    base = today.replace(day=1)
    this = base.replace(day=_day_of_part(part, base.year, base.month))
    if this >= today and not following:
        return this
    base = _later(base, 1, "month") or base
    return base.replace(day=_day_of_part(part, base.year, base.month))


def _day_of_part(part: str, year: int, month: int) -> int:
    if part in LAST:
        return monthrange(year, month)[1]
    return _MIDDLE_DAY if part in MIDDLE else 1


def _weekday(words: Words, today: date) -> date | None:
    said = [word for word in words if word not in IDLE | NEXT]
    number = WEEKDAYS.get(said[0], WEEKDAYS.get(f"ال{said[0]}")) if len(said) == 1 else None
    return None if number is None else _weekday_after(today, number)


def _weekday_after(today: date, number: int) -> date:
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _calendar(words: Words, today: date) -> date | None:
    """Read a day of a month, with or without its year, in any order that tells them apart."""
    said = [word for word in words if word not in IDLE]
    numbers = [int(word) for word in said if word.isdigit()]
    if _month_of(said):
        return _named(said, numbers, today)
    if len(numbers) != len(said):
        return None
    match numbers:
        case [day]:
            return _in_this_or_next(today, day)
        case [day, month]:
            # 12/25 can only be meant in the American order.
            return _coming(today, *((month, day) if month > _MONTHS_OF["year"] else (day, month)))
        case [year, month, day] if year > 31:
            return date(year, month, day)
        case [day, month, year]:
            return date(_century(year), month, day)
    return None


def _named(said: Words, numbers: list[int], today: date) -> date | None:
    month = _month_of(said)
    if not MONTH_WORDS.isdisjoint(said):
        numbers.remove(month)
    match numbers:
        case []:
            return _coming(today, 1, month)
        case [day] if day <= 31:
            return _coming(today, day, month)
        case [day, year]:
            return date(_century(year), month, day)
    return None


def _month_of(words: Words) -> int:
    """Return the month that is named, or numbered after «شهر»; 0 when none is."""
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if found := MONTHS.get(name) or MONTHS.get(name.removeprefix("ب")):
                return found
    for word, after in pairwise(words):
        if word in MONTH_WORDS and after.isdigit() and 1 <= int(after) <= 12:
            return int(after)
    return 0


def _year_of(today: date, month: int) -> int:
    return today.year + (month < today.month)


def _coming(today: date, day: int, month: int) -> date | None:
    """Return the next such day; one that has only just gone by is meant nevertheless."""
    for year in range(today.year, today.year + _YEARS_BETWEEN_LEAPS + 1):
        if (
            day <= monthrange(year, month)[1]
            and (found := date(year, month, day)) > today - _RECENT
        ):
            return found
    return None


def _in_this_or_next(today: date, day: int) -> date | None:
    if not 1 <= day <= monthrange(today.year, today.month)[1]:
        return None
    return _later(today.replace(day=day), 0 if day >= today.day else 1, "month")


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year
