"""Keeps what can be searched in memory fresh, beside the turns, for as long as the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from storage.clock import Clock
from storage.search import SearchIndexes
from storage.store import NotStored

log = structlog.get_logger()

FRESH_SECONDS: Final = 3.0
LOOKS_A_MINUTE: Final = 20


@dataclass(slots=True)
class Searching:
    """Reads areas that are wanted, once each at a time; `start` runs something beside the rest."""

    indexes: SearchIndexes
    clock: Clock
    start: Callable[[Coroutine[Any, Any, None]], None]
    _reading: set[frozenset[str]] = field(default_factory=set)

    def want(self, area: frozenset[str]) -> None:
        """Begin to make an area searchable."""
        if area not in self._reading:
            self._reading.add(area)
            self.start(self._read(area))

    async def run(self) -> None:
        """Read what has changed every few seconds, and drop what is not asked for each minute."""
        while True:
            for _ in range(LOOKS_A_MINUTE):
                await asyncio.sleep(FRESH_SECONDS)
                await self._freshen()
            self.indexes.drop_idle(self.clock())

    async def _freshen(self) -> None:
        try:
            await self.indexes.freshen()
        except NotStored:
            log.warning("search.waits-for-store")

    async def _read(self, area: frozenset[str]) -> None:
        """Read an area; what fails is read when it is asked for again."""
        try:
            await self.indexes.build(area, self.clock())
        except NotStored:
            log.warning("search.waits-for-store")
        finally:
            self._reading.discard(area)
