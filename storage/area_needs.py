"""The needs of an area as its office sees them: lists, one by its number, and counts.

Every function takes the area that the asker stands for; what lies outside does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, or_, select, true

from civic.areas import Area
from civic.need_filters import NeedFilter
from civic.needs import OPEN, Severity, Status
from storage.need_rows import THEIRS
from storage.need_tables import need, need_day, need_tally
from storage.tables import place_above
from storage.work import Work

DAY = 86_400
MUCH = 5_000
"""So many needs and more are read in their order until a page is full; fewer are found in an
index and sorted, which takes a few milliseconds (measured; SQLite keeps no statistics by which
it could tell)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNeed:
    """A need as an office sees it in a list: codes, never words or people."""

    id: str
    number: str
    place: str
    sector: str
    problem: str
    severity: Severity
    status: Status
    office: str | None
    month: str
    received: int | None
    due: int | None
    planned: str | None
    people: int | None
    since: str
    scope: str
    affected: tuple[str, ...]
    told_support: int | None
    priority: float
    flagged: bool
    entered_by: str | None
    merged_into: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page, after which the next one begins."""

    priority: float
    number: str


_SEEN = [
    need.c[name]
    for name in (
        *("id", "number", "place", "sector", "problem", "severity", "status", "office", "month"),
        *("received", "due", "planned", "people", "since", "scope", "affected", "told_support"),
        *("priority", "flagged", "entered_by", "merged_into", "version"),
    )
]
_BELOW = select(place_above.c.place).where(place_above.c.above == bindparam("area"))
_BELOW_ASKED = select(place_above.c.place).where(place_above.c.above == bindparam("asked"))
_NUMBERED = select(*_SEEN).where(need.c.number == bindparam("wanted"), THEIRS)


def numbered(work: Work, area: Area, number: str) -> AreaNeed | None:
    """Return a need that lies in the area or that its office has; else as if there were none."""
    row = work.connection.execute(_NUMBERED, {"wanted": number, "at": area.place}).first()
    return _seen(work, row) if row else None


def these(work: Work, area: Area, ids: Sequence[str]) -> list[AreaNeed]:
    """Return needs of the area by their ids, in that order."""
    rows = work.connection.execute(select(*_SEEN).where(need.c.id.in_(ids)))
    found = {row.id: _seen(work, row) for row in rows if row.place in area}
    return [found[each] for each in ids if each in found]


def page(
    work: Work,
    area: Area,
    wanted: NeedFilter,
    *,
    most: int,
    after: Cursor | None = None,
    among: Sequence[str] | None = None,
    meant: int | None = None,
) -> list[AreaNeed]:
    """Return the most urgent needs that are meant, the highest priority first.

    `among` are ids to choose from, such as a search found; `meant` is how many there are, for
    who has counted them already.
    """
    if among is None and meant is None:
        meant = count(work, area, wanted)
    found = _narrowed(select(need.c.number), work, wanted, among)
    if after is not None:
        # Said twice, so that an index can begin at the right row.
        later = or_(need.c.priority < after.priority, need.c.number > after.number)
        found = found.where(need.c.priority <= after.priority, later)
    if meant is not None and meant > MUCH:
        order = need.c.priority.desc()
    else:
        order = (need.c.priority + 0).desc()  # what is found is sorted; no index has this order
    found = found.order_by(order, need.c.number).limit(most)
    query = select(*_SEEN).where(need.c.number.in_(found)).order_by(order, need.c.number)
    rows = work.connection.execute(query, _bound(area, wanted))
    return [_seen(work, row) for row in rows]


def count(work: Work, area: Area, wanted: NeedFilter, among: Sequence[str] | None = None) -> int:
    """Return exactly how many needs of the area are meant."""
    if among is None and is_tallied(replace(wanted, unassigned=False)):
        return _tallied(work, area, wanted)
    if among is None and wanted.older_than is not None and wanted == _age_alone(wanted):
        return _of_age(work, area, wanted, wanted.older_than)
    query = _narrowed(select(func.count()).select_from(need), work, wanted, among)
    return int(work.connection.execute(query, _bound(area, wanted)).scalar_one())


@dataclass(frozen=True, slots=True)
class Tally:
    """How many needs of a sector, status and severity a place holds with all below it."""

    place: str
    sector: str
    status: Status
    severity: int
    count: int
    confirmed: int
    unassigned: int
    solved: int
    passed_on: int


def tallies(work: Work, area: Area, wanted: NeedFilter, places: Sequence[str] = ()) -> list[Tally]:
    """Return exact counts for the place that is meant, or for each of `places`, within the area."""
    query = select(need_tally).where(*_cells(area, wanted, places))
    rows = work.connection.execute(query)
    return [
        Tally(place, sector, Status(status), *counts) for place, sector, status, *counts in rows
    ]


def by_sector(
    work: Work, area: Area, wanted: NeedFilter, places: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return for each of `places` within the area how many needs are meant, by their sector."""
    found: dict[str, dict[str, int]] = {place: {} for place in places if place in area}
    cell = need_tally.c.place, need_tally.c.sector
    query = select(*cell, func.sum(need_tally.c.count)).group_by(*cell)
    for place, sector, total in work.connection.execute(query.where(*_cells(area, wanted, places))):
        found[place][sector] = int(total)
    return found


def overdue(work: Work, area: Area, *, most: int, offset: int = 0) -> list[AreaNeed]:
    """Return what should have been looked at by now, the longest overdue first."""
    late = work.seconds - work.away
    query = (
        select(*_SEEN)
        .where(need.c.open == true(), need.c.due < late, need.c.place.in_(_BELOW))
        .order_by(need.c.due, need.c.number)
        .limit(most)
        .offset(offset)
    )
    return [_seen(work, row) for row in work.connection.execute(query, {"area": area.place})]


def _cells(area: Area, wanted: NeedFilter, places: Sequence[str]) -> list[ColumnElement[bool]]:
    """Return what the tallies fulfil that count what is meant."""
    asked = [place for place in (places or [wanted.place or area.place]) if place in area]
    found: list[ColumnElement[bool]] = [
        need_tally.c.place.in_(asked),
        need_tally.c.status.in_(_statuses(wanted)),
        need_tally.c.count > 0,
    ]
    if wanted.sector:
        found.append(need_tally.c.sector == wanted.sector)
    if wanted.severity is not None:
        found.append(need_tally.c.severity >= _stored(wanted.severity))
    return found


def _tallied(work: Work, area: Area, wanted: NeedFilter) -> int:
    counted = need_tally.c.unassigned if wanted.unassigned else need_tally.c.count
    query = select(func.sum(counted)).where(*_cells(area, wanted, ()))
    return int(work.connection.execute(query).scalar_one() or 0)


def _of_age(work: Work, area: Area, wanted: NeedFilter, days: int) -> int:
    """Count what is open and older by the days on which it came in."""
    asked = wanted.place or area.place
    here = need_day.c.place == (asked if asked in area else "")
    older = need_day.c.day < _oldest_day(work.seconds, days)
    query = select(func.sum(need_day.c.count)).where(here, older)
    return int(work.connection.execute(query).scalar_one() or 0)


def _narrowed(
    query: Select[Any],
    work: Work,
    wanted: NeedFilter,
    among: Sequence[str] | None,
) -> Select[Any]:
    query = query.where(need.c.place.in_(_BELOW), *conditions(wanted, work.seconds, work.away))
    if wanted.place:
        query = query.where(need.c.place.in_(_BELOW_ASKED))
    return query if among is None else query.where(need.c.id.in_(among))


def conditions(wanted: NeedFilter, now: int, away: int) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a need, its place and words apart.

    `now` is in seconds since 1970, `away` how long the service was in all (storage/outages.py).
    """
    found: list[ColumnElement[bool]] = [need.c.open == _is_open(wanted)]
    if wanted.status is not None:
        found.append(need.c.status == wanted.status.value)
    if wanted.sector:
        found.append(need.c.sector == wanted.sector)
    if wanted.problem:
        found.append(need.c.problem == wanted.problem)
    if wanted.severity is not None:
        found.append(need.c.severity >= _stored(wanted.severity))
    if wanted.older_than is not None:
        found.append(need.c.received < _oldest_day(now, wanted.older_than) * DAY)
    if wanted.overdue:
        # The index of what is due knows places, and nothing else that a list is narrowed to.
        late = now - away
        alone = wanted == NeedFilter(overdue=True, place=wanted.place, words=wanted.words)
        found.append(need.c.due < late if alone else need.c.due + 0 < late)
    if wanted.unassigned:
        found.append(need.c.office.is_(None))
    return found


def _oldest_day(now: int, days: int) -> int:
    """Return the first day, since 1970, that is not more than so many days ago."""
    return now // DAY - days


def _age_alone(wanted: NeedFilter) -> NeedFilter:
    """Return what days are counted for; words never count."""
    return NeedFilter(place=wanted.place, older_than=wanted.older_than, words=wanted.words)


def _bound(area: Area, wanted: NeedFilter) -> dict[str, str]:
    return {"area": area.place} | ({"asked": wanted.place} if wanted.place else {})


def _is_open(wanted: NeedFilter) -> bool:
    return wanted.status is None or wanted.status in OPEN


def _statuses(wanted: NeedFilter) -> list[str]:
    return [wanted.status.value] if wanted.status else [status.value for status in OPEN]


def is_tallied(wanted: NeedFilter) -> bool:
    """Tell whether the tallies alone can count what is meant."""
    narrower = wanted.problem or wanted.older_than is not None or wanted.overdue
    return not (narrower or wanted.unassigned)


def _stored(severity: Severity) -> int:
    return 0 if severity is Severity.UNKNOWN else int(severity)


def _seen(work: Work, row: Row[Any]) -> AreaNeed:
    values = dict(row._mapping)
    values["due"] = work.resumed(row.due)
    values["severity"] = Severity(str(row.severity)) if row.severity else Severity.UNKNOWN
    values["status"] = Status(row.status)
    values["affected"] = tuple(row.affected.split())
    return AreaNeed(**values)
