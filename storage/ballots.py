"""Ballots of residents: frozen with their roll, found by their number, lengthened by outages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update

from civic.ballot_codes import roll_code
from civic.ballot_records import Subject, digest, roll_record
from civic.ballots import NO_CHOICE, BallotWish, State, Window, check_roll
from storage.ballot_keys import body_key, new_secret, seal_seat, votes_key
from storage.ballot_tables import ballot, ballot_seat
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


def freeze(work: Work, wish: BallotWish, when: Window, residents: Mapping[str, str]) -> Ballot:
    """Freeze the roll of a ballot: ids of residents, each with their place.

    Raises Refusal "ballot.few". Every seat looks from now on as if it had voted.
    """
    check_roll(len(residents))
    row = work.dice.token()
    secret, sealed = new_secret(work, row)
    codes = {roll_code(secret, person): place for person, place in residents.items()}
    last = work.connection.execute(select(func.max(ballot.c.number))).scalar()
    subject = Subject(
        number=(last or 0) + 1,
        place=wish.place,
        question=wish.question,
        options=wish.options,
        opens=when.opens,
        closes=when.closes,
    )
    cipher = work.keys.create(body_key(row), work.now.date())
    body = msgspec.json.encode(Body(wish.question, wish.options))
    values = {
        "id": row,
        "number": subject.number,
        "place": wish.place,
        "office": wish.office,
        "state": State.FROZEN.value,
        "opens": when.opens,
        "closes": when.closes,
        "announced": when.closes,
        "voters": len(codes),
        "roll": digest(roll_record(subject, codes)),
        "secret": sealed,
        "body": cipher.seal(body, _at(row)),
    }
    work.connection.execute(insert(ballot).values(**values))
    _seat_all(work, row, codes)
    return load(work, row)


def load(work: Work, ballot_id: str) -> Ballot:
    """Return a ballot by its id."""
    return _read(
        work, work.connection.execute(select(ballot).where(ballot.c.id == ballot_id)).one()
    )


def numbered(work: Work, number: int) -> Ballot | None:
    """Return a ballot by its number; every one is for everybody to see."""
    row = work.connection.execute(select(ballot).where(ballot.c.number == number)).first()
    return _read(work, row) if row else None


def newest(work: Work, most: int = MOST_LISTED) -> list[Ballot]:
    """Return ballots, the newest first."""
    query = select(ballot).order_by(ballot.c.number.desc()).limit(most)
    return [_read(work, row) for row in work.connection.execute(query)]


def of_office(work: Work, office_id: str) -> Ballot | None:
    """Return the ballot of an office that has not been counted yet."""
    frozen = ballot.c.state == State.FROZEN.value
    return _first(work, frozen & (ballot.c.office == office_id))


def frozen(work: Work) -> list[Ballot]:
    """Return the ballots that are still to be counted."""
    query = select(ballot).where(ballot.c.state == State.FROZEN.value).order_by(ballot.c.number)
    return [_read(work, row) for row in work.connection.execute(query)]


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


def _seat_all(work: Work, ballot_id: str, codes: Mapping[str, str]) -> None:
    cipher = work.keys.cipher(votes_key(ballot_id))
    rows = [
        {
            "ballot": ballot_id,
            "code": code,
            "body": seal_seat(cipher, ballot_id, code, place, NO_CHOICE),
        }
        for code, place in sorted(codes.items())
    ]
    work.connection.execute(insert(ballot_seat), rows)


def _first(work: Work, which: ColumnElement[bool]) -> Ballot | None:
    row = work.connection.execute(select(ballot).where(which).limit(1)).first()
    return _read(work, row) if row else None


def _read(work: Work, row: Row[Any]) -> Ballot:
    plain = work.keys.cipher(body_key(row.id)).open(row.body, _at(row.id))
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


def _at(ballot_id: str) -> str:
    return f"ballot|body|{ballot_id}"
