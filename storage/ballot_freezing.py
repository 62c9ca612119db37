"""Freezing the roll of a ballot: from now on it is known by a hash, and nothing in it changes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import func, insert, select

from civic.ballot_codes import roll_code
from civic.ballot_records import Subject, digest, roll_record
from civic.ballots import NO_CHOICE, BallotWish, State, Window, check_roll
from storage import ballots
from storage.ballot_keys import body_key, new_secret, seal_seat, votes_key
from storage.ballot_tables import ballot, ballot_seat
from storage.ballots import Ballot, Body, body_at
from storage.work import Work


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
        "body": cipher.seal(body, body_at(row)),
    }
    work.connection.execute(insert(ballot).values(**values))
    _seat_all(work, row, codes)
    return ballots.load(work, row)


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
