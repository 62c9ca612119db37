"""The versions of a group's draft, paragraph by paragraph; a frozen one never changes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, insert, select, update

from civic import drafts
from storage.group_seals import opened, sealed
from storage.group_tables import group_draft as table
from storage.group_tables import group_paragraph
from storage.work import Work

OPEN: Final = "open"
FROZEN: Final = "frozen"
REPLACED: Final = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version with its paragraphs; paragraph 1 is the first."""

    id: str
    group: str
    version: int
    state: str
    seat: str
    at: int
    frozen: int | None
    digest: bytes | None
    paragraphs: tuple[str, ...]


def add(work: Work, group_id: str, seat_id: str, paragraphs: Sequence[str]) -> Draft:
    """Keep a new version; one that was open is replaced by it and stays readable."""
    last, row = newest(work, group_id), work.dice.token()
    still_open = table.c.group == group_id, table.c.state == OPEN
    work.connection.execute(update(table).where(*still_open).values(state=REPLACED))
    work.connection.execute(
        insert(table).values(
            id=row,
            group=group_id,
            version=last.version + 1 if last else 1,
            state=OPEN,
            seat=seat_id,
            at=work.seconds,
        )
    )
    rows = [
        {
            "draft": row,
            "number": number,
            "body": sealed(work, group_id, text.encode(), _at(row, number)),
        }
        for number, text in enumerate(paragraphs, 1)
    ]
    work.connection.execute(insert(group_paragraph), rows)
    return _one(work, table.c.id == row)


def newest(work: Work, group_id: str, *states: str) -> Draft | None:
    """Return the latest version, or the latest that stands so."""
    which = [table.c.group == group_id]
    if states:
        which.append(table.c.state.in_(states))
    query = select(table).where(*which).order_by(table.c.version.desc()).limit(1)
    row = work.connection.execute(query).first()
    return _read(work, row) if row else None


def of_version(work: Work, group_id: str, version: int) -> Draft | None:
    """Return a version by its number."""
    query = select(table).where(table.c.group == group_id, table.c.version == version)
    row = work.connection.execute(query).first()
    return _read(work, row) if row else None


def get(work: Work, draft_id: str) -> Draft | None:
    """Return a version by its id, for the program itself."""
    row = work.connection.execute(select(table).where(table.c.id == draft_id)).first()
    return _read(work, row) if row else None


def freeze(work: Work, draft: Draft) -> Draft:
    """Freeze a version: from now on it is commented on or voted on as it is."""
    values = {
        "state": FROZEN,
        "frozen": work.seconds,
        "digest": drafts.digest(draft.paragraphs),
    }
    work.connection.execute(update(table).where(table.c.id == draft.id).values(**values))
    return _one(work, table.c.id == draft.id)


def _one(work: Work, which: ColumnElement[bool]) -> Draft:
    return _read(work, work.connection.execute(select(table).where(which)).one())


def _read(work: Work, row: Row[Any]) -> Draft:
    parts = work.connection.execute(
        select(group_paragraph)
        .where(group_paragraph.c.draft == row.id)
        .order_by(group_paragraph.c.number)
    )
    texts = (opened(work, row.group, each.body, _at(row.id, each.number)) for each in parts)
    return Draft(**row._mapping, paragraphs=tuple(text.decode() for text in texts))


def _at(draft_id: str, number: int) -> str:
    return f"group_paragraph|body|{draft_id}|{number}"
