"""Waiting times of one kind, summed up."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Waits(msgspec.Struct):
    """Milliseconds: half wait less than `p50`, 95 of 100 less than `p95`, and so on."""

    times: int
    p50: float
    p95: float
    p99: float
    worst: float

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> Waits:
        """Sum up measured times."""
        rising = sorted(milliseconds)
        p50, p95, p99 = (_quantile(rising, share) for share in (0.50, 0.95, 0.99))
        return cls(len(rising), p50, p95, p99, round(rising[-1], 1))


def _quantile(rising: list[float], share: float) -> float:
    return round(rising[min(len(rising) - 1, int(share * len(rising)))], 1)
