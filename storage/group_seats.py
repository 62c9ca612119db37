"""The seats of working groups: who sits in them since when, under which name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from storage.group_tables import group_seat
from storage.people import owner_of
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat of a group; `person` and `name` are empty once whoever had it is forgotten."""

    id: str
    group: str
    number: int
    person: str
    gender: str
    place: str
    name: str


def take(work: Work, group_id: str, person_id: str, gender: str, place: str, name: str) -> Seat:
    """Give somebody the next seat of a group, under the name by which the group knows them."""
    row = work.dice.token()
    number = len(_rows(work, select(group_seat).where(group_seat.c.group == group_id))) + 1
    sealed = work.keys.cipher(owner_of(person_id)).seal(name.encode(), _at(row))
    work.connection.execute(
        insert(group_seat).values(
            id=row,
            group=group_id,
            number=number,
            person=person_id,
            gender=gender,
            place=place,
            since=work.seconds,
            body=sealed,
        )
    )
    return Seat(
        id=row,
        group=group_id,
        number=number,
        person=person_id,
        gender=gender,
        place=place,
        name=name,
    )


def of_group(work: Work, group_id: str) -> list[Seat]:
    """Return the seats that are taken now, by their numbers."""
    query = select(group_seat).where(group_seat.c.group == group_id, group_seat.c.until.is_(None))
    return [_read(work, row) for row in _rows(work, query)]


def ever(work: Work, group_id: str) -> list[Seat]:
    """Return all seats that were ever taken, for the history."""
    query = select(group_seat).where(group_seat.c.group == group_id)
    return [_read(work, row) for row in _rows(work, query)]


def of_person(work: Work, group_id: str, person_id: str) -> Seat | None:
    """Return the seat that somebody has in a group now."""
    return next((each for each in of_group(work, group_id) if each.person == person_id), None)


def all_of_person(work: Work, person_id: str) -> list[Seat]:
    """Return every seat that somebody has or had, for them."""
    query = select(group_seat).where(group_seat.c.person == person_id)
    return [_read(work, row) for row in _rows(work, query)]


def get(work: Work, seat_id: str) -> Seat | None:
    """Return a seat by its id."""
    rows = _rows(work, select(group_seat).where(group_seat.c.id == seat_id))
    return _read(work, rows[0]) if rows else None


def leave(work: Work, seat: Seat) -> None:
    """End a seat; what was said from it stays the group's."""
    ended = update(group_seat).where(group_seat.c.id == seat.id, group_seat.c.until.is_(None))
    work.connection.execute(ended.values(until=work.seconds))


def let_go(work: Work, person_id: str) -> None:
    """End the seats of a forgotten person and take their name off."""
    mine = update(group_seat).where(group_seat.c.person == person_id)
    work.connection.execute(mine.where(group_seat.c.until.is_(None)).values(until=work.seconds))
    work.connection.execute(mine.values(person=None, body=None))


def _rows(work: Work, query: Select[Any]) -> list[Row[Any]]:
    return list(work.connection.execute(query.order_by(group_seat.c.number)))


def _read(work: Work, row: Row[Any]) -> Seat:
    there = row.person is not None and row.body and work.keys.has(owner_of(row.person))
    name = work.keys.cipher(owner_of(row.person)).open(row.body, _at(row.id)) if there else b""
    return Seat(
        id=row.id,
        group=row.group,
        number=row.number,
        person=row.person or "",
        gender=row.gender,
        place=row.place,
        name=name.decode(),
    )


def _at(row: str) -> str:
    return f"group_seat|body|{row}"
