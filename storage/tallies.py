"""Exact counts of needs by their codes, kept in the turns that change them.

Every need is counted for its place and for all that the place lies in, so that the figures
of any area are a few rows, however many needs there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from storage.work import Work

BY_PEOPLE: Final = "people"
BY_OFFICE: Final = "office"
"""Who said that a need is solved: its reporter or a supporter, or an office for one of them."""

_DAY: Final = 86_400

_ADD = text(
    "INSERT INTO need_tally (place, sector, status, severity, "
    "count, confirmed, unassigned, solved, passed_on) "
    "SELECT above, :sector, :status, :severity, "
    ":count, :confirmed, :unassigned, :solved, :passed_on "
    "FROM place_above WHERE place = :place ORDER BY above "
    "ON CONFLICT (place, sector, status, severity) DO UPDATE SET "
    "count = need_tally.count + excluded.count, "
    "confirmed = need_tally.confirmed + excluded.confirmed, "
    "unassigned = need_tally.unassigned + excluded.unassigned, "
    "solved = need_tally.solved + excluded.solved, "
    "passed_on = need_tally.passed_on + excluded.passed_on"
)
_ADD_TO_WEEK = text(
    "INSERT INTO need_week (place, week, sector, count) "
    "SELECT above, :week, :sector, 1 FROM place_above JOIN place ON place.code = above "
    "WHERE place_above.place = :place AND level IN ('governorate', 'district', 'subdistrict') "
    "ORDER BY above "
    "ON CONFLICT (place, week, sector) DO UPDATE SET count = need_week.count + 1"
)
_ADD_TO_DAY = text(
    "INSERT INTO need_day (place, day, count) "
    "SELECT above, :day, :count FROM place_above WHERE place = :place ORDER BY above "
    "ON CONFLICT (place, day) DO UPDATE SET count = need_day.count + excluded.count"
)
_DROP_EMPTY = text(
    "DELETE FROM need_day WHERE day = :day AND count = 0 "
    "AND place IN (SELECT above FROM place_above WHERE place = :place)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """As what a need is counted: its codes as stored, and what else is told of it.

    `confirmed` tells whether its support is told, `told_solved` who said that it is solved.
    """

    place: str
    sector: str
    status: str
    severity: int
    confirmed: bool = False
    unassigned: bool = False
    told_solved: str | None = None


def add(work: Work, counted: Counted, by: int = 1) -> None:
    """Count a need in, or out with -1."""
    work.connection.execute(
        _ADD,
        {
            "place": counted.place,
            "sector": counted.sector,
            "status": counted.status,
            "severity": counted.severity,
            "count": by,
            "confirmed": by * counted.confirmed,
            "unassigned": by * counted.unassigned,
            "solved": by * (counted.told_solved == BY_PEOPLE),
            "passed_on": by * (counted.told_solved == BY_OFFICE),
        },
    )


def move(work: Work, before: Counted, after: Counted) -> None:
    """Count a need as it is from now on rather than as it was."""
    if before != after:
        add(work, before, by=-1)
        add(work, after)


def add_to_week(work: Work, place: str, sector: str) -> None:
    """Count a need that has come in this week; a village's weeks are not kept."""
    week = f"{work.now:%G-W%V}"
    work.connection.execute(_ADD_TO_WEEK, {"place": place, "sector": sector, "week": week})


def add_to_day(work: Work, place: str, received: int, by: int = 1) -> None:
    """Count an open need for the day on which it came in; -1 when it is closed.

    That one came in on a day is not kept for longer than the need itself is open.
    """
    at = {"place": place, "day": received // _DAY}
    work.connection.execute(_ADD_TO_DAY, {**at, "count": by})
    if by < 0:
        work.connection.execute(_DROP_EMPTY, at)
