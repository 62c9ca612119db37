"""Exact counts of needs by their codes, kept in the turns that change them.

Every need is counted for its place and for all that the place lies in, so that the figures
of any area are a few rows, however many needs there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from storage.work import Work

_ADD = text(
    "INSERT INTO need_tally (place, sector, status, severity, count, confirmed) "
    "SELECT above, :sector, :status, :severity, :by, :confirmed "
    "FROM place_above WHERE place = :place ORDER BY above "
    "ON CONFLICT (place, sector, status, severity) DO UPDATE SET "
    "count = need_tally.count + excluded.count, "
    "confirmed = need_tally.confirmed + excluded.confirmed"
)
_ADD_TO_WEEK = text(
    "INSERT INTO need_week (place, week, sector, count) "
    "SELECT above, :week, :sector, 1 FROM place_above JOIN place ON place.code = above "
    "WHERE place_above.place = :place AND level IN ('governorate', 'district', 'subdistrict') "
    "ORDER BY above "
    "ON CONFLICT (place, week, sector) DO UPDATE SET count = need_week.count + 1"
)


def add(work: Work, codes: Mapping[str, Any], by: int = 1) -> None:
    """Count a need in, or out with -1.

    `codes` holds its place, sector, status and severity as stored, and `confirmed`: whether
    its support is told.
    """
    counted = {name: codes[name] for name in ("place", "sector", "status", "severity")}
    confirmed = by if codes["confirmed"] else 0
    work.connection.execute(_ADD, {**counted, "by": by, "confirmed": confirmed})


def add_to_week(work: Work, place: str, sector: str) -> None:
    """Count a need that has come in this week; a village's weeks are not kept."""
    week = f"{work.now:%G-W%V}"
    work.connection.execute(_ADD_TO_WEEK, {"place": place, "sector": sector, "week": week})
