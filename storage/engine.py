"""Opening the main database: SQLite by default, PostgreSQL at scale."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

WAIT_FOR_LOCK_MS = 5000


def open_engine(url: str) -> Engine:
    """Open the engine on which turns run; every transaction is ours to begin and end."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would take the first SAVEPOINT for the transaction, and its RELEASE commits.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={WAIT_FOR_LOCK_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
