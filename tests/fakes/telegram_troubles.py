"""What can be made to go wrong at the fake Bot API: floods, failures, lost answers."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from tests.fakes.telegram_rules import Refused
from tests.fakes.telegram_world import Clock


@dataclass(slots=True)
class Flood:
    """Telegram's limits: so many a second, one a second in a chat; then everything waits."""

    clock: Clock
    on: bool = False
    per_second: int = 30
    seconds_in_chat: float = 1.0
    per_minute_in_group: int = 20
    refused: int = 0
    premature: int = 0
    _until: float = 0.0
    _sent: deque[float] = field(default_factory=deque)
    _last: dict[int, float] = field(default_factory=dict)
    _in_group: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat: int) -> None:
        """Count one message to a chat; raises Refused with retry_after."""
        if not self.on:
            return
        now = self.clock()
        if now < self._until:
            self.premature += 1
            self._refuse(now, self._until - now)
        _forget(self._sent, now - 1)
        if len(self._sent) >= self.per_second:
            self._until = now + 1
            self._refuse(now, 1)
        if now - self._last.get(chat, 0) < self.seconds_in_chat:
            self._refuse(now, self.seconds_in_chat)
        if chat < 0:
            self._check_group(chat, now)
        self._sent.append(now)
        self._last[chat] = now

    def _check_group(self, chat: int, now: float) -> None:
        sent = self._in_group.setdefault(chat, deque())
        _forget(sent, now - 60)
        if len(sent) >= self.per_minute_in_group:
            self._refuse(now, sent[0] + 60 - now)
        sent.append(now)

    def _refuse(self, now: float, seconds: float) -> None:
        self.refused += 1
        whole = max(1, round(seconds + 0.499))
        raise Refused(429, f"Too Many Requests: retry after {whole}", retry_after=whole)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()


@dataclass(slots=True)
class Trouble:
    """What happens to the next calls of a method ("" for any), before or after their work.

    Status 0 closes the connection without a word.
    """

    status: int
    method: str = ""
    times: int = 1
    after: bool = False
    body: str = ""
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)


class Troubles:
    """The troubles that are still to come."""

    def __init__(self) -> None:
        self._coming: list[Trouble] = []

    def expect(self, trouble: Trouble) -> None:
        self._coming.append(trouble)

    def next_for(self, method: str) -> Trouble | None:
        """Use up one trouble of this method, if there is any."""
        for trouble in self._coming:
            if trouble.method.lower() in ("", method):
                trouble.times -= 1
                if trouble.times <= 0:
                    self._coming.remove(trouble)
                return trouble
        return None
