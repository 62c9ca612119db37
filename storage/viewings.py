"""How many details an office-holder has opened today."""

from __future__ import annotations

from sqlalchemy import text

from storage.work import Work

_SEEN = text(
    "INSERT INTO viewing (mandate, day, seen) VALUES (:mandate, :day, 1) "
    "ON CONFLICT (mandate, day) DO UPDATE SET seen = viewing.seen + 1 RETURNING seen"
)


def count_one(work: Work, mandate_id: str) -> int:
    """Count one more detail opened today; returns how many there are now."""
    values = {"mandate": mandate_id, "day": work.now.date().isoformat()}
    return int(work.connection.execute(_SEEN, values).scalar_one())
