"""Opening the main database: SQLite by default, PostgreSQL at scale."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

WAIT_FOR_LOCK_MS = 5000


def open_engine(url: str) -> Engine:
    """Open the engine on which turns run; every transaction is ours to begin and end."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def open_checking_engine(url: str) -> Engine:
    """Open an engine that reads one moment's state beside the writer, however long it takes."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address)
        event.listen(engine, "connect", _prepare_checking_sqlite)
        event.listen(engine, "begin", _begin_deferred)
        return engine
    options = {"options": "-c default_transaction_read_only=on"}
    return create_engine(address, isolation_level="REPEATABLE READ", connect_args=options)


def open_reading_engine(url: str | URL, longest_ms: int) -> AsyncEngine:
    """Open the engine for long reads beside the writer; nothing can be written through it.

    On PostgreSQL the server ends a statement after `longest_ms`; SQLite has no such limit,
    so there whoever reads must interrupt (storage/reading.py).
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_async_engine(address.set(drivername="sqlite+aiosqlite"))
        event.listen(engine.sync_engine, "connect", _prepare_reading_sqlite)
        return engine
    limits = f"-c default_transaction_read_only=on -c statement_timeout={longest_ms}"
    return create_async_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"options": limits},
    )


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


def _prepare_reading_sqlite(connection: Any, _record: object) -> None:
    # Not mode=ro in the address: that cannot open a WAL database which nobody else has open.
    cursor = connection.cursor()
    for pragma in ("query_only=ON", f"busy_timeout={WAIT_FOR_LOCK_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_checking_sqlite(connection: Any, record: object) -> None:
    # The driver would not begin before a SELECT, and two of them would see two states.
    connection.isolation_level = None
    _prepare_reading_sqlite(connection, record)


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
