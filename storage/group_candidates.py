"""Who offers to work in a group; what they told of themselves is under their own key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from civic.composition import Candidate
from civic.group_acts import Apply, Years, competence
from storage.group_tables import group_candidacy as table
from storage.people import owner_of
from storage.work import Work

OPEN, SEATED, PASSED, WITHDRAWN = "open", "seated", "passed", "withdrawn"
WOMAN: Final = "f"


class Told(msgspec.Struct, frozen=True):
    """What somebody told of themselves."""

    name: str
    topics: tuple[str, ...]
    years: Years
    words: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """An application that can still be read."""

    id: str
    group: str
    person: str
    gender: str
    place: str
    state: str
    at: int
    told: Told


def apply(work: Work, person_id: str, wish: Apply) -> Candidacy:
    """Keep an application in place of an earlier one of the same person."""
    before = of_person(work, wish.group, person_id)
    row = before.id if before else work.dice.token()
    told = Told(wish.name, wish.topics, wish.years, wish.words, wish.languages)
    sealed = work.keys.cipher(owner_of(person_id)).seal(msgspec.json.encode(told), _at(row))
    values = {"gender": wish.gender, "place": wish.place, "state": OPEN, "body": sealed}
    if before:
        work.connection.execute(update(table).where(table.c.id == row).values(**values))
    else:
        ids = {"id": row, "group": wish.group, "person": person_id, "at": work.seconds}
        work.connection.execute(insert(table).values(**ids, **values))
    return _found(work, table.c.id == row)[0]


def of_group(work: Work, group_id: str, state: str = OPEN) -> list[Candidacy]:
    """Return the applications to a group that stand so, the earliest first."""
    return _found(work, table.c.group == group_id, table.c.state == state)


def of_person(work: Work, group_id: str, person_id: str) -> Candidacy | None:
    """Return what somebody applied with."""
    found = _found(work, table.c.group == group_id, table.c.person == person_id)
    return found[0] if found else None


def all_of_person(work: Work, person_id: str) -> list[Candidacy]:
    """Return what somebody applied with anywhere, for them."""
    return _found(work, table.c.person == person_id)


def set_state(work: Work, candidacy_id: str, state: str) -> None:
    """Note what became of an application."""
    work.connection.execute(update(table).where(table.c.id == candidacy_id).values(state=state))


def drop(work: Work, candidacy_id: str) -> None:
    """Delete an application that was withdrawn."""
    work.connection.execute(delete(table).where(table.c.id == candidacy_id))


def weigh(found: Sequence[Candidacy], topics: tuple[str, ...]) -> list[Candidate]:
    """Return applications as they are compared, for a group that works on these topics."""
    return [
        Candidate(
            id=each.id,
            woman=each.gender == WOMAN,
            competence=competence(topics, each.told.topics, each.told.years),
            place=each.place,
            rank=rank,
        )
        for rank, each in enumerate(found)
    ]


def let_go(work: Work, person_id: str) -> None:
    """Withdraw what a forgotten person applied for, and forget what they told."""
    mine = update(table).where(table.c.person == person_id)
    work.connection.execute(mine.where(table.c.state == OPEN).values(state=WITHDRAWN))
    work.connection.execute(mine.values(person=None, gender="", body=b""))


def _found(work: Work, *which: ColumnElement[bool]) -> list[Candidacy]:
    query = select(table).where(table.c.person.is_not(None), *which)
    rows = work.connection.execute(query.order_by(table.c.at, table.c.id)).all()
    work.keys.load(owner_of(row.person) for row in rows)
    return [_read(work, row) for row in rows if work.keys.has(owner_of(row.person))]


def _read(work: Work, row: Row[Any]) -> Candidacy:
    plain = work.keys.cipher(owner_of(row.person)).open(row.body, _at(row.id))
    values = {name: value for name, value in row._mapping.items() if name != "body"}
    return Candidacy(**values, told=msgspec.json.decode(plain, type=Told))


def _at(row: str) -> str:
    return f"group_candidacy|body|{row}"
