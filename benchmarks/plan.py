"""How much is measured: the whole run, and one that is over within a minute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of one run; every phase is bounded by a count, so that runs can be compared."""

    rounds: int
    talks: int
    talks_of_others: int
    at_once: int
    burst: int
    seconds_at_half_load: float
    starts: int
    open_conversations: int


WHOLE = Plan(
    rounds=3,
    talks=900,
    talks_of_others=300,
    at_once=300,
    burst=900,
    seconds_at_half_load=20.0,
    starts=5,
    open_conversations=10_000,
)

QUICK = Plan(
    rounds=1,
    talks=150,
    talks_of_others=75,
    at_once=75,
    burst=150,
    seconds_at_half_load=4.0,
    starts=1,
    open_conversations=500,
)
