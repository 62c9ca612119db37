"""The secret number that opens an office: which ones are refused, and what wrong tries cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

DIGITS: Final = 6
"""How many digits a secret number has."""

LAYOUTS: Final = 3_628_800
"""In how many ways ten keys can be laid out."""

_FREE_TRIES: Final = 3
_WAITS: Final = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60))
_OFTEN_CHOSEN: Final = frozenset(("112233", "147258", "159753", "102030", "123654", "789456"))
_RISING: Final = "01234567890123456789"


def is_weak(pin: str) -> bool:
    """Tell whether a number is among the first that somebody would try."""
    rows = pin in _RISING or pin[::-1] in _RISING
    repeated = pin[:2] * 3 == pin or pin[:3] * 2 == pin or pin == pin[::-1]
    return rows or repeated or pin in _OFTEN_CHOSEN or _is_date(pin)


def wait_after(failures: int) -> timedelta:
    """Return how long nothing can be tried after so many wrong tries in a row."""
    if failures < _FREE_TRIES:
        return timedelta()
    return _WAITS[min(failures - _FREE_TRIES, len(_WAITS) - 1)]


def layout(number: int) -> str:
    """Return the ten digits in the order of this number, of which there are LAYOUTS."""
    left, laid = list("0123456789"), ""
    for count in range(10, 0, -1):
        number, which = divmod(number, count)
        laid += left.pop(which)
    return laid


def _is_date(pin: str) -> bool:
    """Tell a birthday: day, month and year in any order, or a whole year with anything."""
    first, second, third = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    years = int(pin[:4]), int(pin[2:])
    return (
        _is_day(first, second)
        or _is_day(second, first)
        or _is_day(third, second)
        or any(1930 <= year <= 2030 for year in years)
    )


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12
