"""One turn at a time per person, across all workers of a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, text

T = TypeVar("T")

_TRY = text("SELECT pg_try_advisory_xact_lock(:lane)")


def obtained(
    connection: Connection, batch: Sequence[T], lane_of: Callable[[T], bytes]
) -> tuple[list[T], list[T]]:
    """Split a batch into what may run now and what another worker is busy with.

    SQLite has one writer, so there everything may run. Locks are taken in sorted order
    and end with the transaction.
    """
    if connection.dialect.name == "sqlite":
        return list(batch), []
    free = {b""}
    for lane in sorted({lane_of(each) for each in batch} - free):
        number = int.from_bytes(lane[:8], "big", signed=True)
        if connection.execute(_TRY, {"lane": number}).scalar_one():
            free.add(lane)
    ready = [each for each in batch if lane_of(each) in free]
    return ready, [each for each in batch if lane_of(each) not in free]
