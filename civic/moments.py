"""Hours as people name them, alone or after a day: ٥ مساءً, الساعة الخامسة والنصف, غداً 17:30."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from civic.days import read_day
from civic.hour_words import (
    AROUND,
    HOUR,
    LATER,
    LESS,
    LESS_PARTS,
    MORNING,
    NOON,
    ORDINALS,
    PARTS,
)
from civic.hours import WALL
from civic.number_words import TEENS, UNITS
from civic.text import digits, key

Words = list[str]

_CLOCK: Final = re.compile(r"(?<![\d:])(\d{1,2})\s*[:٫]\s*(\d{2})(?![\d:])")
_POINT: Final = re.compile(r"(\d{1,2})\.(\d{2})")
_OF_A_DATE: Final = frozenset("/-")
_STUCK: Final = re.compile(r"(\d)\s*(am|pm)\b", re.IGNORECASE)
_THE_NUMBER: Final = re.compile(r"\bال(?=\d)")
_NOON: Final = 12
_FIRST_OF_THE_MORNING: Final = 7
"""A bare hour before this one is meant in the afternoon: nobody is invited for three at night."""


def read_moment(text: str, today: date) -> tuple[date | None, time | None]:
    """Return the day and the hour that are named, each None when it is not.

    An hour after a day needs its word («الساعة 5»), its minutes (17:30) or its part of the day
    (5 مساءً), so that no part of a date is taken for one.
    """
    plain = _STUCK.sub(r"\1 \2", _THE_NUMBER.sub("", digits(text)))
    if found := _CLOCK.search(plain):
        around = f"{plain[: found.start()]} {plain[found.end() :]}"
        part, said = _part_of_day(key(around).split())
        return _day(said, today), _time(int(found[1]), int(found[2]), part)
    part, said = _part_of_day(key(plain).split())
    at = next((at for at, word in enumerate(said) if word in HOUR), None)
    if at is None and part is not None:
        at = _last_number(said, alone=frozenset(plain.split()))
    if at is None:
        return read_day(" ".join(said) if part else text, today), None
    hour = _spoken([word for word in said[at:] if word not in HOUR | AROUND], part)
    return _day(said[:at], today), hour


def read_hour(text: str) -> time | None:
    """Return the hour of the day that a text is, when an hour is what was asked for."""
    plain = _STUCK.sub(r"\1 \2", _THE_NUMBER.sub("", digits(text)))
    part, words = _part_of_day(key(plain).split())
    if found := _POINT.fullmatch(plain.strip()) or _CLOCK.search(plain):
        return _time(int(found[1]), int(found[2]), part)
    if not _OF_A_DATE.isdisjoint(plain):
        return None
    return _spoken([word for word in words if word not in HOUR | AROUND], part)


def on_the_wall(day: date, hour: time) -> int:
    """Return that hour of that day, as the clock on the wall shows it, in seconds since 1970."""
    return int(datetime.combine(day, hour, WALL).timestamp())


def _day(words: Words, today: date) -> date | None:
    """Read what stands around an hour as a day."""
    rest = [word for word in words if word not in HOUR | AROUND]
    return read_day(" ".join(rest), today) if rest else None


def _part_of_day(words: Words) -> tuple[frozenset[str] | None, Words]:
    """Return which part of the day is named, and the other words."""
    for part in (MORNING, NOON, LATER):
        if found := part.intersection(words):
            return part, [word for word in words if word not in found]
    return None, words


def _last_number(words: Words, alone: frozenset[str]) -> int | None:
    """Return where the number of an hour stands that has only its part of the day with it.

    Digits must stand alone in the text: those of 5/12 are a date's.
    """
    numbers = [
        at
        for at, word in enumerate(words)
        if _number(word) is not None and (not word.isdigit() or word in alone)
    ]
    return numbers[-1] if numbers else None


def _spoken(words: Words, part: frozenset[str] | None) -> time | None:
    """Read «الخامسة والنصف», «5 الا ربع», «17 30»."""
    if len(words) >= 2 and (hour := ORDINALS.get(" ".join(words[:2]))):
        rest = words[2:]
    elif words and (found := _number(words[0])) is not None:
        hour, rest = found, words[1:]
    else:
        return None
    match rest:
        case []:
            return _time(hour, 0, part)
        case [minutes] if minutes in PARTS:
            return _time(hour, PARTS[minutes], part)
        case [minutes] if minutes.isdigit() and len(minutes) == 2:
            return _time(hour, int(minutes), part)
        case [less, minutes] if less in LESS and minutes in LESS_PARTS:
            return _before(_time(hour, 0, part), LESS_PARTS[minutes])
    return None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) <= 2 else None
    named = ORDINALS.get(word) or UNITS.get(word) or TEENS.get(word)
    return int(named) if named else None


def _time(hour: int, minutes: int, part: frozenset[str] | None) -> time | None:
    if hour > 23 or minutes > 59:
        return None
    if part is MORNING:
        return time(hour % _NOON, minutes) if hour <= _NOON else None
    later = part is LATER or (part is NOON and hour < _NOON - 1)
    if part is None:
        later = 0 < hour < _FIRST_OF_THE_MORNING
    return time(hour + _NOON if later and hour < _NOON else hour, minutes)


def _before(found: time | None, minutes: int) -> time | None:
    if found is None:
        return None
    instant = datetime.combine(date.min + timedelta(days=1), found) - timedelta(minutes=minutes)
    return instant.time()
