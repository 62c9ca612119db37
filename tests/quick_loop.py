"""An event loop whose time passes at once when nothing happens, so that waits cost nothing."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

R = TypeVar("R")

QUIET = 0.01
"""For so many real seconds threads may still have something to say."""


class _Selector(selectors.DefaultSelector):
    """Waits a moment for real events, then moves the time on to the next timer."""

    ahead = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if found := super().select(min(timeout, QUIET)):
            return found
        self.ahead += timeout
        return []


class QuickLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own."""

    def __init__(self) -> None:
        self._quick = _Selector()
        super().__init__(self._quick)

    def time(self) -> float:
        return super().time() + self._quick.ahead


def run(coroutine: Coroutine[Any, Any, R]) -> R:
    """Run something to its end, however long it waits."""
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        return runner.run(coroutine)
