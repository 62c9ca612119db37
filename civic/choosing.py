"""Choosing who represents a place: a proposal, what residents say to it, and what it becomes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

FEWEST: Final = 5
"""No smaller number of people is shown to anybody but an administrator."""


class State(StrEnum):
    """What has become of a proposal."""

    OPEN = "open"
    APPOINTED = "appointed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Stance(StrEnum):
    """What a resident says to a proposal."""

    SUPPORT = "support"
    OBJECT = "object"


def shown(people: int) -> int | None:
    """Return a number of people as anybody may see it; None for fewer than FEWEST, also none."""
    return people if people >= FEWEST else None
