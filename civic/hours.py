"""The hours of the day in which people are written to, by the clock on their wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

WALL: Final = timezone(timedelta(hours=3), "Asia/Damascus")
"""Syria has kept UTC+3 through the whole year since October 2022; no zone file is needed."""

FIRST_HOUR: Final = 8
LAST_HOUR: Final = 21
"""Notices wait outside these hours: a phone that rings at night is looked at by others."""


def today(now: datetime) -> date:
    """Return the day that people have now."""
    return now.astimezone(WALL).date()


def is_safe(now: datetime) -> bool:
    """Tell whether people may be written to now without being asked."""
    return FIRST_HOUR <= now.astimezone(WALL).hour < LAST_HOUR


def next_safe(seconds: int) -> int:
    """Return that instant, or the next morning if it lies in the night; seconds since 1970."""
    instant = datetime.fromtimestamp(seconds, UTC)
    if is_safe(instant):
        return seconds
    wall = instant.astimezone(WALL)
    tomorrow = wall.hour >= LAST_HOUR
    return morning(wall.date() + timedelta(days=1) if tomorrow else wall.date())


def last_safe(seconds: int) -> int:
    """Return that instant, or the last one before it at which people may be written to."""
    instant = datetime.fromtimestamp(seconds, UTC)
    if is_safe(instant):
        return seconds
    wall = instant.astimezone(WALL)
    day = wall.date() if wall.hour >= LAST_HOUR else wall.date() - timedelta(days=1)
    return int(datetime.combine(day, time(LAST_HOUR), WALL).timestamp()) - 1


def morning(day: date) -> int:
    """Return the first instant of a day at which people may be written to."""
    return int(datetime.combine(day, time(FIRST_HOUR), WALL).timestamp())


def evening(day: date) -> int:
    """Return the last second of a day."""
    midnight = datetime.combine(day + timedelta(days=1), time(0), WALL)
    return int(midnight.timestamp()) - 1
