"""Exact counts of needs by their codes, kept in the turns that change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, update

from storage.tables import need_tally as table
from storage.work import Work

_CODES = ("place", "sector", "problem", "severity", "status", "month", "confirmed")
_ADD = (
    update(table)
    .where(*(table.c[code] == bindparam(f"is_{code}") for code in _CODES))
    .values(count=table.c.count + bindparam("by"))
)
_BEGIN = insert(table)


def add(work: Work, codes: Mapping[str, Any], by: int = 1) -> None:
    """Count a need in, or out with -1; `codes` holds at least what a tally is kept by."""
    wanted = {code: codes[code] for code in _CODES}
    changed = {f"is_{code}": value for code, value in wanted.items()} | {"by": by}
    if work.connection.execute(_ADD, changed).rowcount == 0:
        work.connection.execute(_BEGIN, {**wanted, "count": by})
