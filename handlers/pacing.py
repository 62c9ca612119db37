"""How fast a channel may be written to: a budget a second, a gap within a chat, a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from handlers.delivery import Limits


class Pace:
    """Lets one message through at a time, in step with a channel's limits.

    `monotonic` gives seconds that never jump back, so that a changed clock holds up nothing.
    """

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._next = 0.0
        self._paused_until = 0.0

    async def turn(self) -> None:
        """Wait until the next message of the channel may go."""
        while (wait := self._wait()) > 0:
            await asyncio.sleep(wait)
        if self._limits.per_second:
            self._next = max(self._next, self._monotonic()) + 1 / self._limits.per_second

    def pause(self, seconds: float) -> None:
        """Let nothing through for so long, as the channel asked."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    def gap(self) -> float:
        """Return how long a chat must rest after a message."""
        return self._limits.seconds_between_in_chat

    def _wait(self) -> float:
        return max(self._next, self._paused_until) - self._monotonic()
