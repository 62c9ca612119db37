"""The chain of offices and its clocks: who has a need, and by when it must have been seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from civic.needs import Severity

ACKNOWLEDGE_WITHIN: Final[Mapping[Severity, timedelta]] = MappingProxyType(
    {
        Severity.CATASTROPHIC: timedelta(hours=24),
        Severity.EXTREME: timedelta(hours=48),
        Severity.SEVERE: timedelta(hours=72),
        Severity.STRESS: timedelta(days=7),
        Severity.MINIMAL: timedelta(days=7),
        Severity.UNKNOWN: timedelta(days=7),
    }
)
"""How long an office has to look at a need before it moves one office up."""

ACT_WITHIN: Final[Mapping[Severity, timedelta]] = MappingProxyType(
    {
        Severity.CATASTROPHIC: timedelta(days=2),
        Severity.EXTREME: timedelta(days=4),
        Severity.SEVERE: timedelta(days=7),
        Severity.STRESS: timedelta(days=14),
        Severity.MINIMAL: timedelta(days=14),
        Severity.UNKNOWN: timedelta(days=14),
    }
)
"""How long an office may leave a need that it has seen without a further step; then it is asked."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who stands for a place: its code, its place, and the name that people read."""

    id: str
    place: str
    name_ar: str
    name_en: str

    def name(self, language: str) -> str:
        """Return the office's name in a language."""
        return self.name_en if language == "en" else self.name_ar


def responsible(chain: Iterable[str], offices: Mapping[str, Office]) -> Office | None:
    """Return the lowest office of a chain of places, a vacant one being skipped at once.

    `chain` is the place itself and what lies above it, nearest first; `offices` holds the
    appointed ones by their place.
    """
    return next((offices[place] for place in chain if place in offices), None)
