"""Counting a ballot once: what was voted becomes sums, and nothing of the votes is left.

Two steps, as forgetting has: here sums take the place of the votes; once that is on the disk the
key of the votes is destroyed (handlers/ballot_unlinking.py), and only then is the result told.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert, select, update

from civic.ballot_codes import counted_code
from civic.ballot_counts import SeatVote, Tally, tally
from civic.ballot_records import digest, result_record
from civic.ballots import NO_CHOICE, State
from storage.ballot_keys import open_seat, open_secret, votes_key
from storage.ballot_tables import ballot, ballot_cell, ballot_counted, ballot_seat
from storage.ballots import Ballot
from storage.work import Work


def count(work: Work, found: Ballot, above: Mapping[str, str]) -> bool:
    """Count a ballot whose time is over; `above` names what each place lies in.

    False when another turn has counted it, or time was added to it, meanwhile.
    """
    which = (
        ballot.c.id == found.id,
        ballot.c.state == State.FROZEN.value,
        ballot.c.closes <= work.seconds,
    )
    # The first statement, so that on PostgreSQL every vote under way is waited for.
    taken = update(ballot).where(*which).values(state=State.COUNTED.value)
    if work.connection.execute(taken).rowcount == 0:
        return False
    said = _votes(work, found)
    result = tally(said.values(), len(found.options), found.place, above)
    secret = work.connection.execute(
        select(ballot.c.secret).where(ballot.c.id == found.id)
    ).scalar_one()
    plain = open_secret(work, found.id, secret or b"")
    voted = [code for code, vote in said.items() if vote.choice != NO_CHOICE]
    codes = sorted(counted_code(plain, code) for code in voted) if result.cells else []
    _replace(work, found, result, codes)
    return True


def finish(work: Work, ballot_id: str) -> bool:
    """Note that a ballot's votes can be opened by nobody any more; false while they can."""
    if work.keys.has(votes_key(ballot_id)):
        return False
    which = ballot.c.id == ballot_id, ballot.c.state == State.COUNTED.value
    done = update(ballot).where(*which).values(state=State.CLOSED.value)
    return work.connection.execute(done).rowcount == 1


def told(work: Work, found: Ballot) -> Tally:
    """Return the result of a ballot that was counted."""
    query = select(ballot_cell).where(ballot_cell.c.ballot == found.id)
    cells: dict[str, list[int]] = {}
    for row in work.connection.execute(query.order_by(ballot_cell.c.place, ballot_cell.c.option)):
        cells.setdefault(row.place, []).append(row.votes)
    return Tally({place: tuple(votes) for place, votes in cells.items()} or None)


def counted_codes(work: Work, found: Ballot) -> list[str]:
    """Return the inclusion codes of those whose vote was counted, sorted."""
    query = select(ballot_counted.c.code).where(ballot_counted.c.ballot == found.id)
    return sorted(work.connection.scalars(query))


def _votes(work: Work, found: Ballot) -> dict[str, SeatVote]:
    cipher = work.keys.cipher(votes_key(found.id))
    query = select(ballot_seat.c.code, ballot_seat.c.body).where(ballot_seat.c.ballot == found.id)
    return {
        row.code: SeatVote(*open_seat(cipher, found.id, row.code, row.body))
        for row in work.connection.execute(query)
    }


def _replace(work: Work, found: Ballot, result: Tally, codes: list[str]) -> None:
    """Let the sums take the place of the votes and of the secret."""
    seats = update(ballot_seat).where(ballot_seat.c.ballot == found.id).values(body=None)
    work.connection.execute(seats)
    cells = [
        {"ballot": found.id, "place": place, "option": option, "votes": votes}
        for place, counts in sorted((result.cells or {}).items())
        for option, votes in enumerate(counts, start=1)
    ]
    if cells:
        work.connection.execute(insert(ballot_cell), cells)
        listed = [{"ballot": found.id, "code": code} for code in codes]
        work.connection.execute(insert(ballot_counted), listed)
    record = result_record(found.number, found.roll, result, codes)
    work.connection.execute(
        update(ballot)
        .where(ballot.c.id == found.id)
        .values(secret=None, cast=result.cast or None, result=digest(record))
    )
