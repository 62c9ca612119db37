"""Long reads beside the writer: read-only connections, and no statement for longer than 5 s."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import URL, Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import open_reading_engine
from storage.store import StoreUnavailable

SECONDS = 5.0
"""While somebody reads, SQLite cannot truncate its write-ahead log."""


class Reader:
    """Reads committed rows, each statement in a short transaction of its own."""

    def __init__(self, url: str | URL, seconds: float = SECONDS) -> None:
        self._engine: AsyncEngine = open_reading_engine(url, longest_ms=int(seconds * 1000))
        self._seconds = seconds

    async def rows(self, statement: Executable, **values: object) -> Sequence[Row[Any]]:
        """Return all rows of one statement; StoreUnavailable when it fails or takes too long."""
        try:
            async with self._engine.connect() as connection:
                return await self._bounded(connection, statement, values)
        except DBAPIError as error:
            raise StoreUnavailable(type(error.orig).__name__) from None

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()

    async def _bounded(
        self, connection: AsyncConnection, statement: Executable, values: dict[str, object]
    ) -> Sequence[Row[Any]]:
        if self._engine.dialect.name != "sqlite":
            return (await connection.execute(statement, values)).all()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        reading = asyncio.ensure_future(connection.execute(statement, values))
        try:
            await asyncio.wait({reading}, timeout=self._seconds)
        finally:
            if not reading.done():
                await driver.interrupt()
                await asyncio.wait({reading})
        return reading.result().all()
