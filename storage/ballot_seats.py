"""Voting in a ballot: each person has one seat on the frozen roll, and its last vote counts.

Which seat is whose is told by the ballot's secret alone, so it takes the key of the votes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from civic.ballot_codes import counted_code, roll_code
from civic.ballots import NO_CHOICE, State, check_choice
from civic.refusals import Refusal
from storage import ballots
from storage.ballot_keys import open_seat, open_secret, seal_seat, votes_key
from storage.ballot_tables import ballot, ballot_seat
from storage.ballots import Ballot
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's seat: their code on the roll, and their inclusion code once they have voted."""

    on_roll: str
    inclusion: str


def seat_of(work: Work, found: Ballot, person_id: str) -> Seat | None:
    """Return somebody's seat; None for whoever is not on the roll, and for all after the close."""
    secret = _secret(work, found)
    if secret is None:
        return None
    code = roll_code(secret, person_id)
    row = select(ballot_seat.c.code).where(*_which(found, code))
    if work.connection.execute(row).first() is None:
        return None
    return Seat(code, counted_code(secret, code))


def vote(work: Work, found: Ballot, seat: Seat, choice: int) -> None:
    """Let a seat say something in place of what it said before.

    Raises Refusal "ballot.closed" out of time, and "ballot.choice".
    """
    check_choice(choice, len(found.options))
    closes = _held(work, found)
    if closes is None or not found.window.opens <= work.seconds < closes:
        raise Refusal("ballot.closed")
    _say(work, found, seat.on_roll, choice)


def let_go(work: Work, person_id: str) -> None:
    """Take back the vote of somebody who is being forgotten, in every ballot not yet counted.

    Their seat stays on the roll, whose hash was told, and stays empty.
    """
    for found in ballots.frozen(work):
        seat = seat_of(work, found, person_id)
        if seat is not None and _held(work, found) is not None:
            _say(work, found, seat.on_roll, NO_CHOICE)


def seats_held(work: Work, person_id: str) -> list[Ballot]:
    """Return the ballots not yet counted on whose roll somebody stands."""
    return [each for each in ballots.frozen(work) if seat_of(work, each, person_id) is not None]


def roll_codes(work: Work, found: Ballot) -> list[str]:
    """Return every code on a roll, sorted."""
    query = select(ballot_seat.c.code).where(ballot_seat.c.ballot == found.id)
    return sorted(work.connection.scalars(query))


def _held(work: Work, found: Ballot) -> int | None:
    """Return until when a ballot is open, None once it is counted; it is not counted meanwhile.

    Whoever counts it waits for this turn, or this turn finds it counted.
    """
    which = ballot.c.id == found.id, ballot.c.state == State.FROZEN.value
    held = select(ballot.c.closes).where(*which).with_for_update(read=True)
    return work.connection.execute(held).scalar()


def _say(work: Work, found: Ballot, code: str, choice: int) -> None:
    cipher = work.keys.cipher(votes_key(found.id))
    row = work.connection.execute(select(ballot_seat.c.body).where(*_which(found, code))).one()
    place, _before = open_seat(cipher, found.id, code, row.body)
    body = seal_seat(cipher, found.id, code, place, choice)
    work.connection.execute(update(ballot_seat).where(*_which(found, code)).values(body=body))


def _secret(work: Work, found: Ballot) -> bytes | None:
    if found.state is not State.FROZEN:
        return None
    row = work.connection.execute(select(ballot.c.secret).where(ballot.c.id == found.id)).first()
    if row is None or row.secret is None or not work.keys.has(votes_key(found.id)):
        return None
    return open_secret(work, found.id, row.secret)


def _which(found: Ballot, code: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ballot_seat.c.ballot == found.id, ballot_seat.c.code == code
