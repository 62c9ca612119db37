"""The months and weeks that reports are about: their codes, their days, which one is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from civic.refusals import Refusal

_WEEK: Final = timedelta(days=7)
_MONTH_CODE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_WEEK_CODE: Final = re.compile(r"\d{4}-W\d{2}")

GRACE: Final = {"month": 10, "week": 3}
"""For so many days after its end a period is still the one that is meant."""


class Every(StrEnum):
    """How often an office gives account of its area."""

    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month or a week from Monday to Sunday, with its first and last day."""

    last: date
    first: date

    @property
    def every(self) -> Every:
        """Whether it is a month or a week."""
        return Every.WEEK if self.last - self.first < _WEEK else Every.MONTH

    @property
    def code(self) -> str:
        """Its code: "2026-11", or "2026-W47" as ISO 8601 counts weeks."""
        return f"{self.first:%G-W%V}" if self.every is Every.WEEK else f"{self.first:%Y-%m}"

    @property
    def before(self) -> Period:
        """The one before."""
        return period_of(self.first - timedelta(days=1), self.every)

    @property
    def after(self) -> Period:
        """The one after."""
        return period_of(self.last + timedelta(days=1), self.every)


def period_of(day: date, every: Every) -> Period:
    """Return the month or the week in which a day lies."""
    if every is Every.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(first + _WEEK - timedelta(days=1), first)
    first = day.replace(day=1)
    return Period((first + timedelta(days=31)).replace(day=1) - timedelta(days=1), first)


def read_period(code: str) -> Period:
    """Return the period of a code; raises Refusal "period.unclear" for any other text."""
    try:
        if _WEEK_CODE.fullmatch(code):
            return period_of(date.fromisoformat(f"{code}-1"), Every.WEEK)
        if _MONTH_CODE.fullmatch(code):
            return period_of(date.fromisoformat(f"{code}-01"), Every.MONTH)
    except ValueError as error:
        raise Refusal("period.unclear", period=code) from error
    raise Refusal("period.unclear", period=code)


def meant(today: date, every: Every, *, told: bool) -> Period:
    """Return the period that a report of today is about.

    It is the one that has just ended, unless that was `told` already or is long over.
    """
    now = period_of(today, every)
    fresh = (today - now.first).days < GRACE[every]
    return now.before if fresh and not told else now
