"""One need as a row that is changed: found within an area, and written under its version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from civic.areas import Area
from civic.escalation import ACKNOWLEDGE_WITHIN
from civic.need_clocks import Clock, clocks
from civic.needs import OPEN, Severity, Status
from storage import tallies, timers
from storage.need_tables import need
from storage.office_tables import office
from storage.tables import place_above
from storage.tallies import Counted
from storage.work import Conflict, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """A need as far as acting on it goes; `version` grows with every change."""

    id: str
    number: str
    place: str
    sector: str
    problem: str
    severity: Severity
    status: Status
    office: str | None
    due: int | None
    planned: str | None
    merged_into: str | None
    supporters: int
    told_support: int | None
    told_solved: str | None
    received: int | None
    person: str | None
    version: int

    @property
    def day(self) -> date | None:
        """The day that was announced."""
        return date.fromisoformat(self.planned) if self.planned else None

    @property
    def endangers_life(self) -> bool:
        """Whether notices about it keep no hours."""
        return self.severity is Severity.CATASTROPHIC

    @property
    def patience(self) -> int:
        """How many seconds an office has to look at it."""
        return int(ACKNOWLEDGE_WITHIN[self.severity].total_seconds())


_SEEN = [need.c[name] for name in NeedRow.__dataclass_fields__]
_ONE = select(*_SEEN).where(need.c.id == bindparam("row"))
THEIRS = or_(
    need.c.place.in_(select(place_above.c.place).where(place_above.c.above == bindparam("at"))),
    # What was handed over from beyond is theirs as long as they have it.
    need.c.office.in_(select(office.c.id).where(office.c.place == bindparam("at"))),
)
"""What the office of the place `at` may see one by one."""

_NUMBERED = select(*_SEEN).where(need.c.number == bindparam("wanted"), THEIRS)


def numbered(work: Work, area: Area, number: str) -> NeedRow | None:
    """Return a need that lies in the area or that its office has; else as if there were none."""
    row = work.connection.execute(_NUMBERED, {"wanted": number, "at": area.place}).first()
    return _read(work, row) if row else None


def get(work: Work, need_id: str) -> NeedRow | None:
    """Return a need for what time or its own reporter does to it, whatever its place."""
    row = work.connection.execute(_ONE, {"row": need_id}).first()
    return _read(work, row) if row else None


def many(work: Work, need_ids: Iterable[str]) -> dict[str, NeedRow]:
    """Return needs by their ids, as far as they exist."""
    rows = work.connection.execute(select(*_SEEN).where(need.c.id.in_(list(need_ids))))
    return {row.id: _read(work, row) for row in rows}


def standing_for(work: Work, need_id: str) -> NeedRow | None:
    """Return a need, or the one that it was merged into."""
    row = get(work, need_id)
    while row is not None and row.merged_into:
        row = get(work, row.merged_into)
    return row


def move(
    work: Work,
    found: NeedRow,
    status: Status,
    *,
    office_id: str | None,
    due: int | None = None,
    planned: date | None = None,
    merged_into: str | None = None,
) -> NeedRow:
    """Let a need stand elsewhere: its counts and clocks follow.

    Raises Conflict when it is no longer as it was found.
    """
    day = planned.isoformat() if planned else None
    moved = {
        "status": status.value,
        "open": status in OPEN,
        "told_solved": None,
        "office": office_id,
        "due": work.paused(due),
        "planned": day,
        "merged_into": merged_into,
    }
    _write(work, found, moved)
    _recount(work, found, status, office_id)
    _run_clocks(work, found, status, due, planned)
    after = get(work, found.id)
    assert after is not None  # noqa: S101 - it has just been written
    return after


def keep_going(work: Work, found: NeedRow) -> None:
    """Start the clocks of a need anew where it stands, since its office did something about it."""
    _run_clocks(work, found, found.status, found.due, found.day)


def _run_clocks(
    work: Work, found: NeedRow, status: Status, due: int | None, planned: date | None
) -> None:
    timers.drop_of(work, found.id, Clock)
    strikes = clocks(status, found.severity, now=work.seconds, due=due, planned=planned)
    for clock, at in strikes.items():
        timers.set_timer(work, clock, found.id, at)


def _write(work: Work, found: NeedRow, values: dict[str, Any]) -> None:
    same = need.c.id == found.id, need.c.version == found.version
    done = work.connection.execute(
        update(need).where(*same).values(**values, version=found.version + 1)
    )
    if done.rowcount != 1:
        raise Conflict


def as_counted(found: NeedRow) -> Counted:
    """Return as what a need is counted where it stands."""
    return Counted(
        place=found.place,
        sector=found.sector,
        status=found.status.value,
        severity=0 if found.severity is Severity.UNKNOWN else int(found.severity),
        confirmed=bool(found.told_support),
        unassigned=found.office is None,
        told_solved=found.told_solved,
    )


def _recount(work: Work, found: NeedRow, status: Status, office_id: str | None) -> None:
    """Count a need where it stands from now on; of those that are open, its day too."""
    before = as_counted(found)
    unassigned = office_id is None
    tallies.move(
        work,
        before,
        replace(before, status=status.value, unassigned=unassigned, told_solved=None),
    )
    opened = (status in OPEN) - (found.status in OPEN)
    if opened and found.received is not None:
        tallies.add_to_day(work, found.place, found.received, opened)


def _read(work: Work, row: Row[Any]) -> NeedRow:
    values = dict(row._mapping)
    values["due"] = work.resumed(row.due)
    values["severity"] = Severity(str(row.severity)) if row.severity else Severity.UNKNOWN
    values["status"] = Status(row.status)
    return NeedRow(**values)
