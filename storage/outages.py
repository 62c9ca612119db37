"""How long the service was away in all: one number, by which everything that pauses is put off.

What pauses is stored as if the service had never been away: its instant less the outages until
then. So an outage, however much there is, is over with a single row.
"""

from __future__ import annotations

from storage import standing
from storage.reading import Reader
from storage.work import AWAY, AWAY_QUERY, Work


def note(work: Work, seconds: int) -> None:
    """Add an outage that is over now."""
    work.away += seconds
    standing.put(work, AWAY, str(work.away))


async def total(reader: Reader) -> int:
    """Return how long the service was away, for whoever reads beside the writer."""
    rows = await reader.rows(AWAY_QUERY)
    return int(rows[0].value) if rows else 0
