"""An export as a row: how far it has come, and what its sealed body holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, bindparam, select, update

from civic.exports import Kind
from civic.need_filters import NeedFilter
from storage.office_tables import export
from storage.work import Work


class State(StrEnum):
    """How far an export has come; a taken or failed one is only waiting to be swept away."""

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    TAKEN = "taken"
    FAILED = "failed"


class Details(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the sealed body holds: what was asked for, then what the file is.

    `mandate` is the one under which it was asked for, and without which nothing is given.
    """

    mandate: str
    language: str
    wanted: NeedFilter
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


_BY_ID: Final = select(export).where(export.c.id == bindparam("wanted"))


def owner_of(export_id: str) -> str:
    """Return the name of an export's own key."""
    return f"export:{export_id}"


def live(work: Work, *which: ColumnElement[bool]) -> ExportOrder | None:
    """Return an order of this kind whose time is not over."""
    row = work.connection.execute(
        select(export).where(*which, export.c.until > work.seconds)
    ).first()
    # Without its key it is one that was swept away and came back with a restored backup.
    return opened(work, row) if row and work.keys.has(row.owner) else None


def one(work: Work, export_id: str) -> ExportOrder:
    """Return an order that is there."""
    return opened(work, work.connection.execute(_BY_ID, {"wanted": export_id}).one())


def change(work: Work, export_id: str, **values: object) -> None:
    """Set columns of an order."""
    work.connection.execute(update(export).where(export.c.id == export_id).values(**values))


def opened(work: Work, row: Row[Any]) -> ExportOrder:
    """Open a row whose key is there."""
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


def sealed(work: Work, row: str, details: Details) -> bytes:
    """Seal what an order holds, under its own key."""
    plain = msgspec.json.encode(details)
    return work.keys.cipher(owner_of(row)).seal(plain, f"export|body|{row}")
