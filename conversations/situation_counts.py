"""What became of the needs of an area between two accounts of it."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.situation import Totals

_Row = tuple[int, int, int, int]
_NOTHING: _Row = (0, 0, 0, 0)


def since_last(now: Mapping[str, _Row], before: Mapping[str, _Row]) -> dict[str, Totals]:
    """Return by sector how many came and were closed since `before`, are open and overdue now.

    Rows hold all that ever came, and those that are open, closed and overdue. A need that was
    reopened or deleted makes no figure negative.
    """
    return {
        sector: Totals(
            new=max(0, row[0] - before.get(sector, _NOTHING)[0]),
            open=row[1],
            answered=max(0, row[2] - before.get(sector, _NOTHING)[2]),
            overdue=row[3],
        )
        for sector, row in now.items()
    }


def summed(totals: Mapping[str, Totals]) -> Totals:
    """Return all sectors together."""
    return sum(totals.values(), Totals())
