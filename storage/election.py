"""Choosing one of several workers on PostgreSQL for what only one may do, such as sending."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, Engine, text

_TRY = text("SELECT pg_try_advisory_lock(:lock)")


class Election:
    """Elects this worker for a task while it holds a lock on a connection of its own.

    SQLite has one worker, which is always elected. When the worker or its connection ends,
    the database lets go of the lock and another worker is elected.
    """

    def __init__(self, engine: Engine, task: str) -> None:
        self._engine = engine
        digest = hashlib.blake2b(task.encode(), digest_size=8).digest()
        self._lock = int.from_bytes(digest, "big", signed=True)
        self._connection: Connection | None = None

    def stand(self) -> bool:
        """Try to be elected; true as well while the office is held already."""
        if self._engine.dialect.name == "sqlite" or self._connection is not None:
            return True
        connection = self._engine.connect()
        if connection.execute(_TRY, {"lock": self._lock}).scalar_one():
            connection.commit()
            self._connection = connection
            return True
        connection.close()
        return False

    def resign(self) -> None:
        """Let another worker be elected."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
