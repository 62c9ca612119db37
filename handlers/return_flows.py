"""The picture of where those are now who come from an area: drawn from what is told anyway."""

from __future__ import annotations

from civic.mandates import Mandate
from handlers.visit import Visit


def draw(visit: Visit, mandate: Mandate, place: str, week: str) -> None:
    """Have the flows drawn."""
    del visit, mandate, place, week
