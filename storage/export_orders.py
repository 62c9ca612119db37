"""Exports from order to download: who asked, who agreed, where the file stands, its one link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update

from civic.refusals import Refusal
from storage import audit
from storage.exports import Wanted
from storage.office_tables import export
from storage.work import Work

SECONDS: Final = 24 * 60 * 60
"""How long an order waits for the second person, and then how long the file waits."""


class Kind(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    GEOJSON = "geojson"


class State(StrEnum):
    """How far an export has come; a taken or failed one is only waiting to be swept away."""

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    TAKEN = "taken"
    FAILED = "failed"


class Details(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the sealed body holds: what was asked for, then what the file is."""

    language: str
    wanted: Wanted
    rows: int = 0
    size: int = 0
    pieces: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """An export as it stands; times are seconds since 1970."""

    id: str
    office: str
    person: str
    kind: Kind
    state: State
    made: int
    until: int
    asked: int | None
    agreed_by: str | None
    details: Details

    @property
    def owner(self) -> str:
        """The name of the export's own key."""
        return owner_of(self.id)

    @property
    def day(self) -> date:
        """The day on which it was asked for (UTC)."""
        return datetime.fromtimestamp(self.made, UTC).date()

    @property
    def words(self) -> bool:
        """Whether people's own words go in: asked for, and agreed to by somebody else."""
        return self.asked is not None and self.agreed_by not in (None, self.person)


def owner_of(export_id: str) -> str:
    """Return the name of an export's own key."""
    return f"export:{export_id}"


def place(
    work: Work,
    *,
    office: str,
    person: str,
    kind: Kind,
    language: str,
    wanted: Wanted,
    words: bool = False,
) -> ExportOrder:
    """Write an order down; one for people's words waits until a second person agrees."""
    row = work.dice.token()
    work.keys.create(owner_of(row), work.now.date())
    work.connection.execute(
        insert(export).values(
            id=row,
            office=office,
            person=person,
            kind=kind.value,
            state=State.ASKED if words else State.WAITING,
            made=work.seconds,
            until=work.seconds + SECONDS,
            owner=owner_of(row),
            body=_sealed(work, row, Details(language, wanted)),
            asked=work.seconds if words else None,
        )
    )
    audit.note(work, person, "export.asked-with-words" if words else "export.asked", row)
    return _one(work, export.c.id == row)


def get(work: Work, export_id: str) -> ExportOrder | None:
    """Return an order whose time is not over."""
    return _live(work, export.c.id == export_id)


def agree(work: Work, export_id: str, person: str) -> ExportOrder | None:
    """Let people's words go in; None when nothing waits for that.

    Raises Refusal "export_needs_a_second_person" for whoever asked. That `person` holds an
    office that sees the same area is for the caller to know.
    """
    found = _live(work, export.c.id == export_id, export.c.state == State.ASKED)
    if found is None:
        return None
    if found.person == person:
        raise Refusal("export_needs_a_second_person")
    _set(work, export_id, state=State.WAITING, agreed_by=person, agreed=work.seconds)
    audit.note(work, person, "export.agreed", export_id)
    return _one(work, export.c.id == export_id)


def start(work: Work, export_id: str) -> ExportOrder | None:
    """Take a waiting order up; None when it is not waiting, or somebody else has it."""
    if not _moved(work, export.c.id == export_id, State.WAITING, State.RUNNING):
        return None
    return _live(work, export.c.id == export_id)


def finish(work: Work, order: ExportOrder, *, rows: int, size: int, pieces: int) -> str:
    """Note that the file lies ready; returns what its one link carries, which is not kept."""
    token = work.dice.token()
    details = msgspec.structs.replace(order.details, rows=rows, size=size, pieces=pieces)
    _set(
        work,
        order.id,
        state=State.READY,
        until=work.seconds + SECONDS,
        mark=_mark(work, token),
        body=_sealed(work, order.id, details),
    )
    audit.note(work, order.person, "export.made", order.id)
    return token


def fail(work: Work, export_id: str) -> None:
    """Give an order up; it is swept away with whatever it left. Also how one is declined."""
    _set(work, export_id, state=State.FAILED)


def interrupted(work: Work) -> list[ExportOrder]:
    """Return orders that a crash cut off, put back to wait; only for a process that is alone."""
    rows = work.connection.execute(select(export.c.id).where(export.c.state == State.RUNNING))
    ids = [row.id for row in rows]
    for each in ids:
        _set(work, each, state=State.WAITING)
    return [found for each in ids if (found := get(work, each))]


def linked(work: Work, token: str) -> ExportOrder | None:
    """Return the export that a link gives; None for a used, old or foreign one alike."""
    return _live(work, export.c.mark == _mark(work, token), export.c.state == State.READY)


def take(work: Work, token: str) -> ExportOrder | None:
    """Use a link up and return its export; None as in `linked`, and for all but the first."""
    mark = export.c.mark == _mark(work, token)
    if not _moved(work, mark, State.READY, State.TAKEN):
        return None
    found = _live(work, mark)
    if found is not None:
        audit.note(work, found.person, "export.taken", found.id)
    return found


def over(work: Work) -> list[str]:
    """Return the exports of which nothing is to be left: taken, failed, or too old."""
    rows = work.connection.execute(
        select(export.c.id).where(
            or_(export.c.until <= work.seconds, export.c.state.in_([State.TAKEN, State.FAILED]))
        )
    )
    return [row.id for row in rows]


def known(work: Work) -> set[str]:
    """Return the ids of all exports that have not been dropped."""
    return {row.id for row in work.connection.execute(select(export.c.id))}


def drop(work: Work, export_id: str) -> None:
    """Delete an export after its file and its key are gone."""
    work.connection.execute(delete(export).where(export.c.id == export_id))


def let_go(work: Work, person_id: str) -> None:
    """Give up everything that a person who is being forgotten ordered."""
    work.connection.execute(
        update(export).where(export.c.person == person_id).values(state=State.FAILED)
    )


def _moved(work: Work, which: ColumnElement[bool], before: State, after: State) -> bool:
    """Move an export on unless somebody else did, or its time is over."""
    live = which, export.c.state == before, export.c.until > work.seconds
    return work.connection.execute(update(export).where(*live).values(state=after)).rowcount == 1


def _set(work: Work, export_id: str, **values: object) -> None:
    work.connection.execute(update(export).where(export.c.id == export_id).values(**values))


def _one(work: Work, which: ColumnElement[bool]) -> ExportOrder:
    return _order(work, work.connection.execute(select(export).where(which)).one())


def _live(work: Work, *which: ColumnElement[bool]) -> ExportOrder | None:
    live = *which, export.c.until > work.seconds
    row = work.connection.execute(select(export).where(*live)).first()
    # Without its key it is one that was swept away and came back with a restored backup.
    return _order(work, row) if row and work.keys.has(row.owner) else None


def _order(work: Work, row: Row[Any]) -> ExportOrder:
    plain = work.keys.cipher(row.owner).open(row.body, f"export|body|{row.id}")
    return ExportOrder(
        id=row.id,
        office=row.office,
        person=row.person,
        kind=Kind(row.kind),
        state=State(row.state),
        made=row.made,
        until=row.until,
        asked=row.asked,
        agreed_by=row.agreed_by,
        details=msgspec.json.decode(plain, type=Details),
    )


def _sealed(work: Work, row: str, details: Details) -> bytes:
    plain = msgspec.json.encode(details)
    return work.keys.cipher(owner_of(row)).seal(plain, f"export|body|{row}")


def _mark(work: Work, token: str) -> bytes:
    return work.keys.digest("index", f"export|{token}".encode())
