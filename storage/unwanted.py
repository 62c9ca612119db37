"""Which kinds of notices a person does not want, beside those about their own requests."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import delete, insert, select

from storage.notice_tables import unwanted_notice as table
from storage.work import Work


class Notice(StrEnum):
    """A kind of notice that can be refused."""

    NOMINATIONS = "nominations"


def refuse(work: Work, person_id: str, kind: Notice) -> None:
    """Send a person no more notices of this kind."""
    wish(work, person_id, kind)
    work.connection.execute(insert(table).values(person=person_id, kind=kind.value))


def wish(work: Work, person_id: str, kind: Notice) -> None:
    """Send a person notices of this kind again."""
    mine = table.c.person == person_id, table.c.kind == kind.value
    work.connection.execute(delete(table).where(*mine))


def by(work: Work, kind: Notice, people: Iterable[str]) -> set[str]:
    """Return those of these people who do not want notices of this kind."""
    refused = table.c.kind == kind.value, table.c.person.in_(list(people))
    return set(work.connection.scalars(select(table.c.person).where(*refused)))


def of_person(work: Work, person_id: str) -> list[Notice]:
    """Return what a person does not want."""
    rows = work.connection.scalars(select(table.c.kind).where(table.c.person == person_id))
    return [Notice(kind) for kind in rows]


def let_go(work: Work, person_id: str) -> None:
    """Forget what a person did not want."""
    work.connection.execute(delete(table).where(table.c.person == person_id))
