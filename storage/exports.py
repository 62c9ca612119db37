"""What an export reads: needs within an area, page by page, beside the writer."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select

from civic.disclosure import LEAST, Audience
from civic.follow_up import DIGITS
from civic.need_filters import NeedFilter
from civic.needs import Severity, Status
from civic.refusals import Refusal
from storage import outages
from storage.area_needs import conditions
from storage.keys import Keys
from storage.need_tables import need, need_tally
from storage.needs import Body
from storage.office_tables import office
from storage.people import owner_of
from storage.reading import Reader
from storage.tables import place_above

PAGE: Final = 500
AT_ONCE: Final = 20_000
"""Needs among which one statement chooses; a statement may take five seconds."""
MOST: Final = 500_000
"""Half of what a sheet can hold; whoever wants more narrows the order down."""

FEWEST: Final = LEAST[Audience.REPRESENTATIVES]
"""The smallest number of people that an office-holder is shown."""

FEW: Final = 0
"""Stands for any number of people below FEWEST, none included, so that none is told apart."""


class ExportedNeed(msgspec.Struct, frozen=True, kw_only=True):
    """A need as far as an export may tell it; counts of people may be FEW."""

    number: str
    place: str
    sector: str
    problem: str
    severity: Severity
    since: str
    people: int | None
    status: Status
    office_ar: str
    office_en: str
    month: str
    supporters: int
    received: int | None
    due: int | None
    words: str = ""


_TOLD = (
    *(need.c.id, need.c.number, need.c.place, need.c.sector, need.c.problem, need.c.severity),
    *(need.c.since, need.c.people, need.c.status, need.c.month, need.c.told_support),
    *(need.c.received, need.c.due, office.c.name_ar, office.c.name_en),
)
_PAGE = (
    select(*_TOLD)
    .select_from(need.outerjoin(office, need.c.office == office.c.id))
    .where(need.c.number.in_(bindparam("numbers", expanding=True)))
)
_SIZES = (
    select(need_tally.c.place, func.sum(need_tally.c.count).label("needs"))
    .where(need_tally.c.place.in_(bindparam("places", expanding=True)))
    .group_by(need_tally.c.place)
    .order_by(need_tally.c.place)
)
"""The places that any need lies in, each with all below it."""

_PAGE_WITH_WORDS = _PAGE.add_columns(need.c.person, need.c.body)


async def chosen(
    reader: Reader, places: frozenset[str], wanted: NeedFilter, now: int
) -> array[int]:
    """Return the numbers of what an order is for, in its file's order: by place, the latest first.

    As numbers they take a tenth of the memory; their first digits may be missing.

    `places` is the scope: nothing outside it is looked at, whatever is wanted. `now`, in
    seconds since 1970, is from when an age counts.
    Raises Refusal "nothing_to_export" or "too_much_to_export".
    """
    away = await outages.total(reader)
    found = array("L")
    for some in _some_at_once(await reader.rows(_SIZES, places=sorted(places))):
        rows = await reader.rows(_choice(some, conditions(wanted, now, away), wanted.place))
        found.extend(int(row.number) for row in rows)
        if len(found) > MOST:
            raise Refusal("too_much_to_export", most=MOST)
    if not found:
        raise Refusal("nothing_to_export")
    return found


async def pages(
    reader: Reader, keys: Keys, places: frozenset[str], numbers: Sequence[int], *, words: bool
) -> AsyncIterator[list[ExportedNeed]]:
    """Yield the needs of these numbers, in their order, as far as they still lie in the scope.

    `words` opens what reporters wrote, which only a second office-holder can allow.
    """
    away = await outages.total(reader)
    for start in range(0, len(numbers), PAGE):
        part = [f"{each:0{DIGITS}}" for each in numbers[start : start + PAGE]]
        rows = await reader.rows(_PAGE_WITH_WORDS if words else _PAGE, numbers=part)
        found = {row.number: row for row in rows if row.place in places}
        opened = await asyncio.to_thread(_opened, keys, found.values()) if words else {}
        here = [found[each] for each in part if each in found]
        yield [_told(row, away, opened.get(row.id, "")) for row in here]


def _some_at_once(sizes: Sequence[Row[Any]]) -> Iterator[list[str]]:
    """Yield places with so few needs that one statement is soon over, also from a cold disk."""
    some, needs = list[str](), 0
    for row in sizes:
        if some and needs + row.needs > AT_ONCE:
            yield some
            some, needs = [], 0
        some.append(row.place)
        needs += int(row.needs)
    if some:
        yield some


def _choice(
    places: list[str], meant: list[ColumnElement[bool]], asked_place: str
) -> Select[tuple[str]]:
    query = (
        select(need.c.number)
        .where(need.c.place.in_(places), *meant)
        .order_by(need.c.place, need.c.month.desc(), need.c.number)
        .limit(MOST + 1)
    )
    if asked_place:
        asked = select(place_above.c.place).where(place_above.c.above == asked_place)
        query = query.where(need.c.place.in_(asked))
    return query


def _opened(keys: Keys, rows: Iterable[Row[Any]]) -> dict[str, str]:
    """Return the words of each need by its id; nothing for people who are forgotten."""
    written = [row for row in rows if row.person is not None and row.body]
    keys.load(owner_of(row.person) for row in written)
    opened = {}
    for row in written:
        try:
            cipher = keys.cipher(owner_of(row.person))
        except Refusal:
            continue
        plain = cipher.open(row.body, f"need|body|{row.id}")
        opened[row.id] = msgspec.json.decode(plain, type=Body).words
    return opened


def _told(row: Row[Any], away: int, words: str) -> ExportedNeed:
    return ExportedNeed(
        number=row.number,
        place=row.place,
        sector=row.sector,
        problem=row.problem,
        severity=Severity(str(row.severity)) if row.severity else Severity.UNKNOWN,
        since=row.since,
        people=None if row.people is None else _shown(row.people),
        status=Status(row.status),
        office_ar=row.name_ar or "",
        office_en=row.name_en or "",
        month=row.month,
        supporters=_shown(row.told_support or 0),
        received=row.received,
        due=None if row.due is None else row.due + away,
        words=words,
    )


def _shown(people: int) -> int:
    return people if people >= FEWEST else FEW
