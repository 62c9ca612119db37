"""Composing a group of five out of two hundred who apply, many of them alike."""

from __future__ import annotations

import random
import time

from benchmarks.area.waits import Waits
from civic.composition import Candidate, propose
from civic.group_progress import MOST_SEATS, WOMENS_QUOTA

CANDIDATES = 200


def measure(times: int) -> Waits:
    """Compose groups of chance candidates: few and many places, few and many who tie."""
    dice = random.Random(6)
    waits = []
    for _ in range(times):
        candidates = _apply(dice)
        began = time.perf_counter()
        found = propose(candidates, MOST_SEATS, WOMENS_QUOTA)
        waits.append(1000 * (time.perf_counter() - began))
        assert len(found.seats) == MOST_SEATS
    return Waits.of(waits)


def _apply(dice: random.Random) -> list[Candidate]:
    grades, places = dice.choice([1, 2, 4, 10]), dice.choice([1, 3, 40, 200])
    return [
        Candidate(
            id=str(rank),
            woman=dice.random() < 0.3,
            competence=dice.randrange(grades),
            place=str(dice.randrange(places)),
            rank=rank,
        )
        for rank in range(CANDIDATES)
    ]
