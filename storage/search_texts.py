"""What a search reads: the texts of needs, opened page by page."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import BindParameter, Row, bindparam, false, select, true
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
_SAID = select(
    *(need.c.id, need.c.number, need.c.place, need.c.sector, need.c.problem),
    *(need.c.person, need.c.body),
)
_NEEDS = _SAID.where(need.c.id.in_(_IDS))
_NUMBERED = _SAID.where(need.c.number.in_(bindparam("numbers", expanding=True)))
_SUPPORTERS = select(need_supporter).where(need_supporter.c.need.in_(_IDS))


async def numbers_in(reader: Reader, places: Iterable[str]) -> list[str]:
    """Return the numbers of all needs of these places, the latest last.

    An index holds all that is asked, so that this is soon over from a cold disk too.
    """
    either = need.c.open.in_((true(), false()))
    here = need.c.place.in_(sorted(places))
    query = select(need.c.number).where(either, here).order_by(need.c.month)
    return [row.number for row in await reader.rows(query)]


async def texts(reader: Reader, keys: Keys, ids: Sequence[str]) -> list[NeedText]:
    """Return the needs of one page of ids, in that order; those that are gone are left out.

    Words whose speaker was forgotten are not there, nor are those that cannot be opened.
    Raises StoreUnavailable while the rows or the keys cannot be read.
    """
    found = {row.id: row for row in await reader.rows(_NEEDS, ids=list(ids))}
    return await _with_words(reader, keys, [found[each] for each in ids if each in found])


async def texts_numbered(reader: Reader, keys: Keys, numbers: Sequence[str]) -> list[NeedText]:
    """Return the same for one page of numbers."""
    found = {row.number: row for row in await reader.rows(_NUMBERED, numbers=list(numbers))}
    return await _with_words(reader, keys, [found[each] for each in numbers if each in found])


async def _with_words(reader: Reader, keys: Keys, rows: Sequence[Row[Any]]) -> list[NeedText]:
    needs = {row.id: row for row in rows}
    supporters = await reader.rows(_SUPPORTERS, ids=list(needs))
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
    return [_text(row, words[row.id]) for row in rows]


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
