"""What a search reads: the texts of needs, opened page by page."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import BindParameter, Row, bindparam, select
from sqlalchemy.exc import DBAPIError

from civic.refusals import Refusal
from storage.keys import Keys
from storage.need_tables import need, need_supporter
from storage.needs import Body
from storage.people import owner_of
from storage.reading import Reader
from storage.store import StoreUnavailable

PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class NeedText:
    """A need with all that its reporter and its supporters said, for memory only."""

    id: str
    place: str
    sector: str
    problem: str
    text: str


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NEEDS = select(
    need.c.id, need.c.place, need.c.sector, need.c.problem, need.c.person, need.c.body
).where(need.c.id.in_(_IDS))
_SUPPORTERS = select(need_supporter).where(need_supporter.c.need.in_(_IDS))


async def ids_in(reader: Reader, places: Iterable[str]) -> list[str]:
    """Return the ids of all needs of these places, the latest last."""
    query = select(need.c.id).where(need.c.place.in_(sorted(places))).order_by(need.c.month)
    return [row.id for row in await reader.rows(query)]


async def texts(reader: Reader, keys: Keys, ids: Sequence[str]) -> list[NeedText]:
    """Return the needs of one page of ids, in that order; those that are gone are left out.

    Words whose speaker was forgotten are not there, nor are those that cannot be opened.
    Raises StoreUnavailable while the rows or the keys cannot be read.
    """
    needs = {row.id: row for row in await reader.rows(_NEEDS, ids=list(ids))}
    supporters = await reader.rows(_SUPPORTERS, ids=list(ids))
    merged = {row.merged_from for row in supporters if row.merged_from}
    told_elsewhere = await reader.rows(_NEEDS, ids=sorted(merged)) if merged else []
    said = [
        *(_Said(row.id, row.person, row.body, f"need|body|{row.id}") for row in needs.values()),
        *_by_supporters(supporters, told_elsewhere),
    ]
    try:
        words = await asyncio.to_thread(_opened, keys, said)
    except DBAPIError as error:
        raise StoreUnavailable(type(error.orig).__name__) from None
    return [_text(needs[each], words[each]) for each in ids if each in needs]


@dataclass(frozen=True, slots=True)
class _Said:
    """Somebody's sealed words about a need, and what they are bound to."""

    need: str
    person: str | None
    body: bytes
    at: str


def _by_supporters(
    supporters: Sequence[Row[Any]], told_elsewhere: Sequence[Row[Any]]
) -> Iterable[_Said]:
    """Yield what supporters said; those of a merged need said it there."""
    elsewhere = {row.id: row for row in told_elsewhere}
    for row in supporters:
        if row.body:
            at = f"need_supporter|body|{row.need}|{row.person}"
            yield _Said(row.need, row.person, row.body, at)
        first = elsewhere.get(row.merged_from)
        if first is not None and first.person == row.person:
            yield _Said(row.need, first.person, first.body, f"need|body|{first.id}")


def _opened(keys: Keys, said: Collection[_Said]) -> dict[str, list[str]]:
    """Return the words about each need that can be opened."""
    keys.load(owner_of(each.person) for each in said if each.person)
    words: dict[str, list[str]] = defaultdict(list)
    for each in said:
        if each.person and each.body:
            try:
                plain = keys.cipher(owner_of(each.person)).open(each.body, each.at)
            except Refusal:
                continue  # forgotten meanwhile, or altered: either way nobody's to search
            words[each.need].append(msgspec.json.decode(plain, type=Body).words)
    return words


def _text(row: Row[Any], words: list[str]) -> NeedText:
    return NeedText(row.id, row.place, row.sector, row.problem, "\n".join(words))
