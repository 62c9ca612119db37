"""What could not be handled is put aside, sealed, for an operator to replay."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from storage.people import Person
from storage.tables import parked
from storage.work import Work

DAYS = 7
"""How long something waits for an operator."""

DIGITS = 8


@dataclass(frozen=True, slots=True)
class Parked:
    """Something put aside: its number, where it came from, what went wrong, its raw body."""

    number: str
    channel: str
    external_id: str
    failure: str
    body: bytes


def park(
    work: Work, person: Person | None, channel: str, external_id: str, failure: str, body: bytes
) -> str | None:
    """Put something aside; returns its number, or None when it already is."""
    known = select(parked.c.number).where(
        parked.c.channel == channel, parked.c.external_id == external_id
    )
    if work.connection.execute(known).first():
        return None
    day = work.now.date()
    work.keys.day_cipher(day)
    owner = person.owner if person else f"system:{day.isoformat()}"
    number = work.dice.digits(DIGITS)
    sealed = work.keys.cipher(owner).seal(body, f"parked|body|{number}")
    work.connection.execute(
        insert(parked).values(
            number=number,
            channel=channel,
            external_id=external_id,
            at=work.seconds,
            failure=failure,
            owner=owner,
            body=sealed,
        )
    )
    return number


def all_parked(work: Work) -> list[Parked]:
    """Return everything that is put aside and can still be opened, oldest first."""
    rows = work.connection.execute(select(parked).order_by(parked.c.at)).all()
    return [
        Parked(
            row.number,
            row.channel,
            row.external_id,
            row.failure,
            work.keys.cipher(row.owner).open(row.body, f"parked|body|{row.number}"),
        )
        for row in rows
        if work.keys.has(row.owner)
    ]


def drop_old(work: Work) -> None:
    """Delete what nobody has handled again within a week."""
    work.connection.execute(delete(parked).where(parked.c.at < work.seconds - DAYS * 86_400))


def drop(work: Work, number: str) -> None:
    """Delete something that was replayed or given up."""
    work.connection.execute(delete(parked).where(parked.c.number == number))
