"""How many households say what, in truth: counted in memory beside the writer and never stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

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
    """Open what every household says now, page after page, and count it in its cells."""
    found: Headcounts = {}
    async for page in returns.pages(reader, keys):
        await asyncio.to_thread(_add, found, page, places, tree)
    return found


def _add(found: Headcounts, page: Iterable[ReturnRecord], places: Places, tree: Tree) -> None:
    for record in page:
        freshness = Freshness.FRESH if record.fresh else Freshness.STALE
        for (figure, category, place), people in cells_of(_said(record), freshness, places, tree):
            cells = found.setdefault((figure, category), {})
            cells[place] = cells.get(place, 0) + people


def _said(record: ReturnRecord) -> ReturnIntention:
    return ReturnIntention(
        origin=record.origin,
        current=record.current,
        intention=record.intention,
        horizon=record.horizon,
        details=record.details,
    )
