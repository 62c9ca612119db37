"""How often each thing is measured: the whole run, and one that is over within seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of one run; residents send so many updates a second, for so many seconds each time."""

    needs: int
    questions: int
    pictures: int
    searches: int
    updates_per_second: float
    seconds: float


WHOLE: Final = Plan(
    needs=1_000_000,
    questions=25,
    pictures=10,
    searches=8,
    updates_per_second=40.0,
    seconds=10.0,
)

QUICK: Final = Plan(
    needs=5_000,
    questions=2,
    pictures=1,
    searches=1,
    updates_per_second=20.0,
    seconds=1.0,
)
