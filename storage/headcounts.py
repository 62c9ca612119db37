"""How many people are behind the needs, in truth: counted beside the writer and never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select

from civic.disclosure import Figure, Tree, region
from civic.needs import Status
from civic.places import Places
from storage.reading import Reader
from storage.tables import need, need_supporter

Headcounts = dict[tuple[Figure, str], dict[str, int]]
"""For each figure and sector the people of each place without parts (civic.disclosure.Tree)."""

_PLACES: Final = select(need.c.place).distinct()

# Only what people did themselves counts. A need's status and its merging with others are in an
# office's hand, which could else take people out of a figure and learn from the change who.
_AT: Final = need.c.place.in_(bindparam("places", expanding=True))
_REPORTERS: Final = (
    select(need.c.sector, func.count(need.c.person.distinct()).label("people"))
    .where(_AT, need.c.month >= bindparam("since"), need.c.status != Status.WITHDRAWN.value)
    .group_by(need.c.sector)
)
_SUPPORTERS: Final = (
    select(need.c.sector, func.count(need_supporter.c.person.distinct()).label("people"))
    .join_from(need, need_supporter, need_supporter.c.need == need.c.id)
    .where(_AT, need_supporter.c.month >= bindparam("since"))
    .where(need_supporter.c.merged_from.is_(None))
    .group_by(need.c.sector)
)
_COUNTS: Final[Mapping[Figure, Select[Any]]] = MappingProxyType(
    {Figure.REPORTERS: _REPORTERS, Figure.SUPPORTERS: _SUPPORTERS}
)


async def count(reader: Reader, places: Places, tree: Tree, since: str) -> Headcounts:
    """Count people once in each sector and place who did something since the month `since`.

    Each place is a statement of its own, so that none holds the write-ahead log for long.
    """
    found: Headcounts = {}
    named = [row.place for row in await reader.rows(_PLACES)]
    for place, codes in _cells(named, places, tree).items():
        for figure, statement in _COUNTS.items():
            for row in await reader.rows(statement, places=codes, since=since):
                found.setdefault((figure, row.sector), {})[place] = row.people
    return found


def _cells(named: Iterable[str], places: Places, tree: Tree) -> dict[str, list[str]]:
    """Return the places without parts for which codes of the gazetteer count, with the codes."""
    cells: dict[str, list[str]] = {}
    for code in named:
        if at := region(places, code):
            cells.setdefault(tree.innermost(at), []).append(code)
    return cells
