"""How fast a channel may be written to: so many a second, a gap within a chat, a pause.

What counts for the limit is when the other side saw a message, which is not known: it lies
between the call and its answer. So a message counts until a second after its answer came, less
the shortest time that calls take, and a burst of late answers never makes 31 of 30.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from handlers.delivery import Limits
from storage.group_rooms import TOPIC

WINDOW: Final = 1.01
"""A second, and what clocks may differ by."""

CATCH_UP: Final = 0.1
"""So many seconds of lateness are made up for, within the limit."""

LATEST: Final = 1.0
"""A call that is not answered so soon is taken to have been seen."""

_MINUTE: Final = 60.0
_LEAST: Final = 0.0005
_LEARNT: Final = 0.002


@dataclass(slots=True)
class Call:
    """One message that went to the channel: when, and when it counts no longer."""

    began: float
    until: float


class Pace:
    """Lets one message through at a time, in step with a channel's limits.

    `monotonic` gives seconds that never jump back, so that a changed clock holds up nothing.
    """

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._next = 0.0
        self._paused_until = 0.0
        self._calls: list[Call] = []
        self._shortest: float | None = None
        self._answered = asyncio.Event()
        self._in_group: defaultdict[str, deque[float]] = defaultdict(deque)

    async def free(self) -> None:
        """Wait until a message may go."""
        while (wait := self._wait()) > 0:
            self._answered.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, _LEAST)):
                    await self._answered.wait()

    def take(self) -> Call:
        """Note that a message goes now."""
        now = self._monotonic()
        call = Call(now, now + LATEST + WINDOW)
        if self._limits.per_second:
            self._next = max(self._next, now - CATCH_UP) + 1 / self._limits.per_second
            self._calls.append(call)
        return call

    def answered(self, call: Call) -> None:
        """Note that a message was answered now, whatever the answer is."""
        now = self._monotonic()
        took = now - call.began
        known = took if self._shortest is None else self._shortest
        self._shortest = min(took, known + _LEARNT * (took - known))
        call.until = min(call.until, now - self._shortest + WINDOW)
        self._answered.set()

    def pause(self, seconds: float) -> None:
        """Let nothing through for so long, as the channel asked."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    def gap(self, chat: str) -> float:
        """Return how long a chat must rest after a message that was just answered."""
        limits = self._limits
        if not (limits.per_minute_in_group and limits.is_group(chat)):
            return limits.seconds_between_in_chat
        now, sent = self._monotonic(), self._in_group[chat.partition(TOPIC)[0]]
        sent.append(now)
        while len(sent) > limits.per_minute_in_group:
            sent.popleft()
        full = len(sent) == limits.per_minute_in_group
        rest = sent[0] + _MINUTE - now if full else 0.0
        return max(rest, limits.seconds_between_in_chat)

    def _wait(self) -> float:
        now = self._monotonic()
        self._calls = [call for call in self._calls if call.until > now]
        wait = max(self._next, self._paused_until) - now
        if self._limits.per_second and len(self._calls) >= self._limits.per_second:
            wait = max(wait, min(call.until for call in self._calls) - now)
        return wait
