"""What a working group read: links, quotations and notes, each with what it is good for."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import func, insert, select, update

from civic.group_acts import SourceKind
from storage.group_seals import opened, sealed
from storage.group_tables import group_source as table
from storage.work import Work


class Body(msgspec.Struct, frozen=True):
    """What the sealed body holds."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source, under the number by which the paper refers to it."""

    id: str
    number: int
    kind: SourceKind
    seat: str
    what: str
    why: str


def add(work: Work, group_id: str, seat_id: str, kind: SourceKind, what: str, why: str) -> Source:
    """Add a source under the next number."""
    row = work.dice.token()
    last = select(func.max(table.c.number)).where(table.c.group == group_id)
    number = (work.connection.execute(last).scalar() or 0) + 1
    work.connection.execute(
        insert(table).values(
            id=row,
            group=group_id,
            number=number,
            kind=kind.value,
            seat=seat_id,
            at=work.seconds,
            dropped=False,
            body=sealed(work, group_id, msgspec.json.encode(Body(what, why)), _at(row)),
        )
    )
    return Source(id=row, number=number, kind=kind, seat=seat_id, what=what, why=why)


def of_group(work: Work, group_id: str) -> list[Source]:
    """Return what counts, in the order in which it was added."""
    query = select(table).where(table.c.group == group_id, table.c.dropped.is_(False))
    found = []
    for row in work.connection.execute(query.order_by(table.c.number)):
        body = msgspec.json.decode(opened(work, group_id, row.body, _at(row.id)), type=Body)
        found.append(
            Source(
                id=row.id,
                number=row.number,
                kind=SourceKind(row.kind),
                seat=row.seat,
                what=body.what,
                why=body.why,
            )
        )
    return found


def drop(work: Work, group_id: str, number: int) -> None:
    """Take a source off the list; its number is not given again."""
    which = table.c.group == group_id, table.c.number == number
    work.connection.execute(update(table).where(*which).values(dropped=True))


def _at(row: str) -> str:
    return f"group_source|body|{row}"
