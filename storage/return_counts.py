"""How many households say what, in truth: counted in memory beside the writer and never stored."""

from __future__ import annotations

from civic.disclosure import Tree
from civic.places import Places
from civic.return_figures import Freshness, cells_of
from civic.returns import ReturnIntention
from storage import returns
from storage.headcounts import Headcounts
from storage.keys import Keys
from storage.reading import Reader
from storage.returns import ReturnRecord


async def count(reader: Reader, keys: Keys, places: Places, tree: Tree) -> Headcounts:
    """Open what every household says now, one after another, and count it in its cells."""
    found: Headcounts = {}
    async for record in returns.live(reader, keys):
        freshness = Freshness.FRESH if record.fresh else Freshness.STALE
        for (figure, category, place), people in cells_of(_said(record), freshness, places, tree):
            cells = found.setdefault((figure, category), {})
            cells[place] = cells.get(place, 0) + people
    return found


def _said(record: ReturnRecord) -> ReturnIntention:
    return ReturnIntention(
        origin=record.origin,
        current=record.current,
        intention=record.intention,
        horizon=record.horizon,
        details=record.details,
    )
