"""What changed at the places of origin: needs newly reported, and needs confirmed as solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, select, text

from storage.need_rows import NeedRow
from storage.return_tables import return_change
from storage.work import Work

MOST: Final = 500
"""How many changes one household is held against at once; more in a week are left for the next."""


class Kind(StrEnum):
    """What happened to a need."""

    SOLVED = "solved"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Change:
    """One change, by the codes of its need."""

    id: int
    place: str
    kind: Kind
    sector: str
    problem: str


_NOTE = text(
    "INSERT INTO return_change (place, kind, need, sector, problem, month) "
    "VALUES (:place, :kind, :need, :sector, :problem, :month) ON CONFLICT DO NOTHING"
)
_SINCE = (
    select(return_change)
    .where(
        return_change.c.id > bindparam("seen"),
        return_change.c.place.in_(bindparam("places", expanding=True)),
    )
    .order_by(return_change.c.id)
    .limit(bindparam("most"))
)
_THESE = (
    select(return_change)
    .where(return_change.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(return_change.c.id)
)


def note(work: Work, row: NeedRow, kind: Kind) -> None:
    """Note a change, once for each need and kind."""
    values = {"place": row.place, "kind": kind.value, "need": row.id, "month": work.month}
    work.connection.execute(_NOTE, {**values, "sector": row.sector, "problem": row.problem})


def since(work: Work, seen: int, places: Sequence[str], most: int = MOST) -> list[Change]:
    """Return what changed at these places after a change that was seen, the earliest first."""
    found = {"seen": seen, "places": list(places), "most": most}
    return [_change(row) for row in work.connection.execute(_SINCE, found)]


def these(work: Work, ids: Sequence[int]) -> list[Change]:
    """Return changes by their numbers."""
    return [_change(row) for row in work.connection.execute(_THESE, {"ids": list(ids)})]


def last(work: Work) -> int:
    """Return the number of the latest change at any place, 0 before the first."""
    return int(work.connection.execute(select(func.max(return_change.c.id))).scalar() or 0)


def _change(row: Row[Any]) -> Change:
    return Change(row.id, row.place, Kind(row.kind), row.sector, row.problem)
