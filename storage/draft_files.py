"""Drafts that members sent as files: what was read of one, until its sender keeps or drops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, delete, insert, select, update

from civic.draft_files import Doubt
from storage import attachments
from storage.group_file_tables import draft_file as table
from storage.group_seals import opened, sealed
from storage.work import Work

WANTED: Final = "wanted"
READ: Final = "read"
DAYS: Final = 30
"""For so long a draft that was read waits to be kept."""


class Body(msgspec.Struct, frozen=True):
    """What was read of a file."""

    paragraphs: tuple[str, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A draft sent as a file; `attachment` holds the file until it is read, `body` what it says."""

    id: str
    group: str
    seat: str
    attachment: str | None
    state: str
    body: Body | None


def add(work: Work, group_id: str, seat_id: str, attachment_id: str) -> DraftFile:
    """Note a file that is to be read, in place of an earlier one of the same member."""
    drop(work, seat_id)
    row = work.dice.token()
    values = {
        "id": row,
        "group": group_id,
        "seat": seat_id,
        "attachment": attachment_id,
        "state": WANTED,
        "at": work.seconds,
    }
    work.connection.execute(insert(table).values(**values))
    return DraftFile(
        id=row, group=group_id, seat=seat_id, attachment=attachment_id, state=WANTED, body=None
    )


def get(work: Work, file_id: str) -> DraftFile | None:
    """Return a file by its id, for the program itself."""
    return _one(work, table.c.id == file_id)


def of_seat(work: Work, seat_id: str) -> DraftFile | None:
    """Return the file of a member that is being read, or waits to be kept."""
    return _one(work, table.c.seat == seat_id)


def keep(work: Work, found: DraftFile, body: Body) -> None:
    """Keep what was read; of the file itself nothing stays."""
    plain = msgspec.json.encode(body)
    values = {
        "state": READ,
        "attachment": None,
        "body": sealed(work, found.group, plain, _at(found.id)),
    }
    work.connection.execute(update(table).where(table.c.id == found.id).values(**values))
    _drop_file(work, found)


def drop(work: Work, seat_id: str) -> None:
    """Forget a member's file, read or not."""
    found = of_seat(work, seat_id)
    if found is not None:
        work.connection.execute(delete(table).where(table.c.id == found.id))
        _drop_file(work, found)


def drop_old(work: Work) -> None:
    """Forget what nobody kept for a month."""
    old = select(table.c.seat).where(table.c.at < work.seconds - DAYS * 86_400)
    for seat in list(work.connection.scalars(old)):
        drop(work, seat)


def _drop_file(work: Work, found: DraftFile) -> None:
    if found.attachment is not None:
        attachments.drop(work, found.attachment)


def _one(work: Work, which: ColumnElement[bool]) -> DraftFile | None:
    row = work.connection.execute(select(table).where(which)).first()
    if row is None:
        return None
    body = None
    if row.body is not None:
        body = msgspec.json.decode(opened(work, row.group, row.body, _at(row.id)), type=Body)
    return DraftFile(
        id=row.id,
        group=row.group,
        seat=row.seat,
        attachment=row.attachment,
        state=row.state,
        body=body,
    )


def _at(row: str) -> str:
    return f"draft_file|body|{row}"
