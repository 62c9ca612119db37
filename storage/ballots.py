"""Ballots of residents: found by their number or their office, lengthened by outages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, or_, select, update

from civic.ballot_records import Subject
from civic.ballots import State, Window
from storage.ballot_keys import body_key
from storage.ballot_tables import ballot
from storage.keys import Keys
from storage.work import Work

MOST_LISTED: Final = 10


class Body(msgspec.Struct, frozen=True):
    """What the sealed body of a ballot holds."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One ballot; `number` is what people type, `roll` and `result` are the published hashes.

    `announced` is the close that the roll's record names; outages move the window's.
    """

    id: str
    number: int
    place: str
    office: str
    state: State
    window: Window
    announced: int
    voters: int
    roll: bytes
    cast: int | None
    result: bytes | None
    question: str
    options: tuple[str, ...]

    @property
    def subject(self) -> Subject:
        """What the roll's record says first."""
        return Subject(
            number=self.number,
            place=self.place,
            question=self.question,
            options=self.options,
            opens=self.window.opens,
            closes=self.announced,
        )

    def is_open(self, now: int) -> bool:
        """Tell whether a vote counts now."""
        return self.state is State.FROZEN and self.window.is_open(now)


def load(work: Work, ballot_id: str) -> Ballot:
    """Return a ballot by its id."""
    row = work.connection.execute(select(ballot).where(ballot.c.id == ballot_id)).one()
    return read(work.keys, row)


def numbered(work: Work, number: int) -> Ballot | None:
    """Return a ballot by its number; every one is for everybody to see."""
    row = work.connection.execute(select(ballot).where(ballot.c.number == number)).first()
    return read(work.keys, row) if row else None


def newest(work: Work, most: int = MOST_LISTED) -> list[Ballot]:
    """Return ballots, the newest first."""
    query = select(ballot).order_by(ballot.c.number.desc()).limit(most)
    return [read(work.keys, row) for row in work.connection.execute(query)]


def frozen(work: Work) -> list[Ballot]:
    """Return the ballots that are still to be counted."""
    query = select(ballot).where(ballot.c.state == State.FROZEN.value).order_by(ballot.c.number)
    return [read(work.keys, row) for row in work.connection.execute(query)]


def counted(work: Work) -> list[str]:
    """Return the ids of ballots whose result is stored and whose key is still to be destroyed."""
    query = select(ballot.c.id).where(ballot.c.state == State.COUNTED.value)
    return list(work.connection.scalars(query.order_by(ballot.c.number)))


def lengthen(work: Work, found: Ballot, closes: int) -> Ballot:
    """Let a ballot close later."""
    which = ballot.c.id == found.id, ballot.c.state == State.FROZEN.value
    work.connection.execute(update(ballot).where(*which).values(closes=closes))
    return load(work, found.id)


def in_use(work: Work, office_id: str, place: str) -> bool:
    """Tell whether an office, or anybody for the same place, has a ballot that is not over."""
    same = or_(ballot.c.office == office_id, ballot.c.place == place)
    return _first(work, same & (ballot.c.state == State.FROZEN.value)) is not None


def _first(work: Work, which: ColumnElement[bool]) -> Ballot | None:
    row = work.connection.execute(select(ballot).where(which).limit(1)).first()
    return read(work.keys, row) if row else None


def read(keys: Keys, row: Row[Any]) -> Ballot:
    """Return a ballot as it lies in its row."""
    plain = keys.cipher(body_key(row.id)).open(row.body, body_at(row.id))
    body = msgspec.json.decode(plain, type=Body)
    return Ballot(
        id=row.id,
        number=row.number,
        place=row.place,
        office=row.office,
        state=State(row.state),
        window=Window(row.opens, row.closes),
        announced=row.announced,
        voters=row.voters,
        roll=row.roll,
        cast=row.cast,
        result=row.result,
        question=body.question,
        options=body.options,
    )


def body_at(ballot_id: str) -> str:
    """Return what the body of a ballot is bound to."""
    return f"ballot|body|{ballot_id}"
