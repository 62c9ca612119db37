"""Which needs touch what a household named: their codes are those of its obstacles and conditions.

The table is data (data/return_needs.csv): each obstacle and condition with the sectors and
problems that bear on it, a row without a problem standing for the whole sector.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Final

from civic.returns import Condition, Details, Obstacle

_FILE: Final = Path(__file__).parent / "data" / "return_needs.csv"

Named = Obstacle | Condition


def _read_file() -> dict[Named, frozenset[tuple[str, str]]]:
    found: defaultdict[Named, set[tuple[str, str]]] = defaultdict(set)
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Obstacle if row["named"] == "obstacle" else Condition
            found[kind(row["code"])].add((row["sector"], row["problem"]))
    return {named: frozenset(needs) for named, needs in found.items()}


NEEDS_OF: Final = _read_file()
"""Sectors and problems that bear on each obstacle and condition; the problem "" is all of them."""


def touches(details: Details, sector: str, problem: str) -> bool:
    """Tell whether a need of this kind bears on anything that the household named."""
    named: tuple[Named, ...] = (*details.obstacles, *details.conditions)
    return any(
        (sector, problem) in needs or (sector, "") in needs
        for needs in (NEEDS_OF.get(each, frozenset()) for each in named)
    )
