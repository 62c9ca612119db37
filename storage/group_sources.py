"""What a working group read: links, quotations, notes and files, each with what it is good for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row, func, insert, select, update

from civic.group_acts import SourceKind
from storage import attachments
from storage.group_seals import opened, sealed
from storage.group_tables import group_source as table
from storage.work import Work


class Body(msgspec.Struct, frozen=True):
    """What the sealed body holds; `digest` is the SHA-256 of a file in hexadecimal."""

    what: str
    why: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source, under the number by which the paper refers to it.

    `attachment` is none where there is no file, or none any more.
    """

    id: str
    number: int
    kind: SourceKind
    seat: str
    what: str
    why: str
    digest: str = ""
    attachment: str | None = None


def add(
    work: Work,
    group_id: str,
    seat_id: str,
    kind: SourceKind,
    what: str,
    why: str,
    attachment: str = "",
) -> Source:
    """Add a source under the next number; of a file that is here already the digest is taken."""
    row = work.dice.token()
    last = select(func.max(table.c.number)).where(table.c.group == group_id)
    body = Body(what, why, _digest_of_kept(work, attachment))
    work.connection.execute(
        insert(table).values(
            id=row,
            group=group_id,
            number=(work.connection.execute(last).scalar() or 0) + 1,
            kind=kind.value,
            seat=seat_id,
            at=work.seconds,
            dropped=False,
            attachment=attachment or None,
            body=_sealed(work, group_id, row, body),
        )
    )
    return _read(work, work.connection.execute(select(table).where(table.c.id == row)).one())


def of_group(work: Work, group_id: str) -> list[Source]:
    """Return what counts, in the order in which it was added."""
    query = select(table).where(table.c.group == group_id, table.c.dropped.is_(False))
    return [_read(work, row) for row in work.connection.execute(query.order_by(table.c.number))]


def numbered(work: Work, group_id: str, number: int) -> Source | None:
    """Return a source by its number in its group."""
    return next((each for each in of_group(work, group_id) if each.number == number), None)


def drop(work: Work, group_id: str, number: int) -> None:
    """Take a source off the list; its number is not given again."""
    which = table.c.group == group_id, table.c.number == number
    work.connection.execute(update(table).where(*which).values(dropped=True))


def file_kept(work: Work, attachment_id: str, content: bytes) -> None:
    """Note the digest of a source's file, which stays when the file goes with who sent it."""
    for row in _of_file(work, attachment_id):
        source = _read(work, row)
        body = Body(source.what, source.why, _digest(content))
        values = {"body": _sealed(work, row.group, row.id, body)}
        work.connection.execute(update(table).where(table.c.id == row.id).values(**values))


def file_refused(work: Work, attachment_id: str) -> None:
    """Take a source off whose file could not be kept; who sent it is told."""
    for row in _of_file(work, attachment_id):
        values = {"dropped": True, "attachment": None}
        work.connection.execute(update(table).where(table.c.id == row.id).values(**values))


def let_go(work: Work, person_id: str) -> None:
    """Let the files of a forgotten person go; title and digest are the group's."""
    theirs = table.c.attachment.in_(attachments.all_of(work, person_id))
    work.connection.execute(update(table).where(theirs).values(attachment=None))


def _of_file(work: Work, attachment_id: str) -> list[Row[Any]]:
    query = select(table).where(table.c.attachment == attachment_id)
    return list(work.connection.execute(query))


def _read(work: Work, row: Row[Any]) -> Source:
    body = msgspec.json.decode(opened(work, row.group, row.body, _at(row.id)), type=Body)
    return Source(
        id=row.id,
        number=row.number,
        kind=SourceKind(row.kind),
        seat=row.seat,
        what=body.what,
        why=body.why,
        digest=body.digest,
        attachment=row.attachment,
    )


def _digest_of_kept(work: Work, attachment_id: str) -> str:
    found = attachments.get(work, attachment_id) if attachment_id else None
    if found is None or found.state != attachments.KEPT:
        return ""
    return _digest(found.body.content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sealed(work: Work, group_id: str, row: str, body: Body) -> bytes:
    return sealed(work, group_id, msgspec.json.encode(body), _at(row))


def _at(row: str) -> str:
    return f"group_source|body|{row}"
