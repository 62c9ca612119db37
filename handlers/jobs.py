"""Carrying out what turns left to the edge, kind by kind, for as long as the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog

from storage import jobs
from storage.jobs import Job
from storage.store import NotStored, Store

log = structlog.get_logger()

SWEEP_SECONDS: Final = 5.0
RETRY_SECONDS: Final = 10

CarryOut = Callable[[Job], Awaitable[None]]
"""Does what a job asks and stores the result, and that it is done, in another turn."""


class JobRunner:
    """Carries out the jobs of one kind, one after another."""

    def __init__(self, store: Store, kind: str, carry_out: CarryOut) -> None:
        self._store, self._kind, self._carry_out = store, kind, carry_out
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once, because a job was written."""
        self._wake.set()

    async def run(self) -> None:
        """Carry out jobs until cancelled."""
        while True:
            try:
                while await self.sweep():
                    pass
            except NotStored:
                log.warning("jobs.wait-for-store", kind=self._kind)
            try:
                await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
            except TimeoutError:
                continue
            finally:
                self._wake.clear()

    async def sweep(self) -> int:
        """Carry out the jobs that are due; returns how many there were."""
        found = await self._store.run(partial(jobs.waiting, kind=self._kind))
        for job in found:
            await self._carry_out(job)
        return len(found)
