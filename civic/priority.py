"""In which order the needs of an area are shown: an open formula, with its weights as data.

A need's priority is the sum of points for its effect, for the people it touches, for the
neighbours who support it, as far as it is told (weekly and in steps of five, so that no single
one of them moves a need), and for the days it has waited. Days count alike for all, so that
the order of two needs never changes by waiting alone, and the points can be stored once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from civic.needs import Scope, Severity

SEVERITY_POINTS: Final[Mapping[Severity, int]] = MappingProxyType(
    {
        Severity.CATASTROPHIC: 60,
        Severity.EXTREME: 40,
        Severity.SEVERE: 25,
        Severity.STRESS: 10,
        Severity.MINIMAL: 0,
        Severity.UNKNOWN: 10,
    }
)
POINTS_PER_TENFOLD_PEOPLE: Final = 5
POINTS_PER_DOUBLED_SUPPORT: Final = 4
POINTS_PER_DAY: Final = 0.5

PEOPLE_IN: Final[Mapping[Scope, int]] = MappingProxyType(
    {Scope.ME: 6, Scope.STREET: 60, Scope.VILLAGE: 2_000, Scope.AREA: 10_000}
)
"""How many people are assumed where only the reach is known."""


def people_touched(people: int | None, scope: Scope | None) -> int:
    """Return the number that was told, else what its reach suggests, else one household."""
    return people if people else PEOPLE_IN[scope or Scope.ME]


def priority(severity: Severity, people: int, supporters: int, received_day: int) -> float:
    """Return the stored priority; `received_day` counts days since 1970.

    `score` gives the points that it has today.
    """
    return (
        SEVERITY_POINTS[severity]
        + POINTS_PER_TENFOLD_PEOPLE * math.log10(max(people, 1))
        + support_points(supporters)
        - POINTS_PER_DAY * received_day
    )


def support_points(supporters: int) -> float:
    """Return the points for neighbours with the same problem, by the number that is told."""
    return POINTS_PER_DOUBLED_SUPPORT * math.log2(1 + supporters)


def score(stored: float, today: int) -> float:
    """Return the points that a need has today, by its stored priority."""
    return stored + POINTS_PER_DAY * today
