"""Token buckets in memory: how often one address may do a thing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from bot.channels.web.desk import Rate

MOST = 20_000


class Buckets:
    """One bucket for each address, of which the longest unused are let go."""

    __slots__ = ("_buckets", "_most", "_now", "_rate")

    def __init__(self, rate: Rate, now: Callable[[], float], most: int = MOST) -> None:
        self._rate = rate
        self._now = now
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """Take one; return 0.0, or the seconds to wait when the bucket is empty."""
        now, speed = self._now(), self._rate.count / self._rate.seconds
        left, since = self._buckets.pop(address, (float(self._rate.count), now))
        left = min(float(self._rate.count), left + max(0.0, now - since) * speed)
        taken = left >= 1.0
        self._buckets[address] = (left - 1.0 if taken else left, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1.0 - left) / speed

    def __len__(self) -> int:
        return len(self._buckets)
