"""Choosing one of several workers on PostgreSQL for what only one may do, such as sending."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import delete, text

from storage import standing
from storage.store import NotStored, Store
from storage.tables import standing as table
from storage.work import Work

RENEW_SECONDS = 2.0
VALID_SECONDS = 6.0
"""For so long after it began to renew its lease a worker relies on it."""

FREE_SECONDS = 9.0
"""A lease that has stood unchanged for so long is free; what its holder did has ended by then."""

_TAKE = text(
    "INSERT INTO standing (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE standing.value = :over"
)


class Election:
    """Elects this worker for a task as long as it renews its lease, a row of the database.

    No two clocks are compared: the holder counts its seconds from before a renewal, and who
    waits from after it was seen. SQLite has one worker, which is always elected.
    """

    def __init__(
        self, store: Store, task: str, worker: str, monotonic: Callable[[], float]
    ) -> None:
        self._store, self._lease, self._worker = store, f"elected:{task}", worker
        self._monotonic = monotonic
        self._until = monotonic()
        self._count = 0
        self._stands = ""

    def holds(self) -> bool:
        """Tell whether this worker may do, at this moment, what it was elected for."""
        return self._store.alone or self._monotonic() < self._until

    async def serve(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something whenever and as long as this worker is elected."""
        while not self._store.alone:
            await self._win()
            try:
                await self._do_while_held(work)
            finally:
                with suppress(NotStored):
                    await self._store.run(partial(_resign, lease=self._lease, mine=self._stands))
        await work()

    async def _do_while_held(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(work())
            await self._lose()
            task.cancel()

    async def _win(self) -> None:
        """Wait until the lease is free, and take it."""
        since = self._monotonic()
        while not self.holds():
            before = self._stands
            free = self._monotonic() - since >= FREE_SECONDS
            with suppress(NotStored):
                await self._take(over=before if free else "")
            if self._stands != before:
                since = self._monotonic()
            if not self.holds():
                await asyncio.sleep(RENEW_SECONDS)

    async def _lose(self) -> None:
        """Renew the lease until it is another's or could not be renewed for too long."""
        while (left := self._until - self._monotonic()) > 0:
            await asyncio.sleep(min(RENEW_SECONDS, left))
            with suppress(NotStored, TimeoutError):
                async with asyncio.timeout(self._until - self._monotonic()):
                    await self._take(over=self._stands)
            if not self._stands.startswith(self._worker):
                return

    async def _take(self, over: str) -> None:
        began = self._monotonic()
        self._count += 1
        mine = f"{self._worker} {self._count}"
        turn = partial(_take, lease=self._lease, mine=mine, over=over)
        self._stands = await self._store.run(turn)
        if self._stands == mine:
            self._until = began + VALID_SECONDS


def _take(work: Work, lease: str, mine: str, over: str) -> str:
    """Take a lease that is nobody's or stands at `over`; returns what stands now."""
    work.connection.execute(_TAKE, {"name": lease, "value": mine, "over": over})
    return standing.get(work, lease) or ""


def _resign(work: Work, lease: str, mine: str) -> None:
    """Let another worker be elected at once."""
    work.connection.execute(delete(table).where(table.c.name == lease, table.c.value == mine))
