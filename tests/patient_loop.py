"""An event loop whose time stands still while anybody works, and leaps when all only wait."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOMENT = 0.05
"""For so many real seconds at most the loop listens before it looks around again."""


class _Selector(selectors.DefaultSelector):
    """Waits for real events while work is under way; else moves the time on to the next timer."""

    now = 0.0
    working = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if self.working or timeout is None:
            return super().select(MOMENT)
        if found := super().select(0):
            return found
        self.now += timeout
        return []


class PatientLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own, in which whatever is `watched` takes none."""

    def __init__(self) -> None:
        self._patient = _Selector()
        super().__init__(self._patient)

    def time(self) -> float:
        return self._patient.now

    def watched(self, work: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
        """Return the same work; until it is done the time stands still."""

        async def watching(*args: P.args, **more: P.kwargs) -> R:
            self._patient.working += 1
            try:
                return await work(*args, **more)
            finally:
                self._patient.working -= 1

        return watching


def run(coroutine: Coroutine[Any, Any, R]) -> R:
    """Run something to its end, however long it waits."""
    with asyncio.Runner(loop_factory=PatientLoop) as runner:
        return runner.run(coroutine)
