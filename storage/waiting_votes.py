"""Votes with a spoken reason: held until every reason is in words, and then cast like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import delete, insert, select, update

from civic.group_votes import Choice, Vote
from civic.recordings import State, Subject
from storage import group_seats, recordings
from storage.group_file_tables import waiting_vote as table
from storage.group_seals import opened, sealed
from storage.group_seats import Seat
from storage.group_votes import GroupVote
from storage.work import Work


class Said(msgspec.Struct, frozen=True):
    """What is said to a part; the reason is empty where it was spoken."""

    part: int
    choice: Choice
    reason: str


def hold(work: Work, vote: GroupVote, seat: Seat, said: Sequence[Vote]) -> None:
    """Hold a vote, in place of one that waited before."""
    drop(work, vote, seat)
    body = msgspec.json.encode([Said(each.part, each.choice, each.reason) for each in said])
    values = {"vote": vote.id, "seat": seat.id, "at": work.seconds}
    at = _at(vote.id, seat.id)
    work.connection.execute(insert(table).values(**values, body=sealed(work, vote.group, body, at)))


def get(work: Work, vote: GroupVote, seat: Seat) -> list[Vote]:
    """Return the vote of a seat that waits, with the reasons that are in words; none is empty."""
    query = select(table.c.body).where(table.c.vote == vote.id, table.c.seat == seat.id)
    body = work.connection.execute(query).scalar()
    if body is None:
        return []
    plain = opened(work, vote.group, body, _at(vote.id, seat.id))
    said = msgspec.json.decode(plain, type=list[Said])
    spoken = recordings.of_vote(work, vote.id, seat.person)
    votes = [Vote(seat.number, each.part, each.choice, each.reason) for each in said]
    agreed = {part: each.words for part, each in spoken.items() if each.state is State.AGREED}
    return [replace(each, reason=agreed.get(each.part, each.reason)) for each in votes]


def seats(work: Work, vote: GroupVote) -> list[Seat]:
    """Return whose vote waits, or was still waiting at the close."""
    found = set(work.connection.scalars(select(table.c.seat).where(table.c.vote == vote.id)))
    return [seat for seat in vote.seats if seat.id in found]


def drop(work: Work, vote: GroupVote, seat: Seat) -> None:
    """Let a waiting vote go, because it was cast or another was."""
    mine = table.c.vote == vote.id, table.c.seat == seat.id
    work.connection.execute(delete(table).where(*mine))
    recordings.drop(work, recordings.of_vote(work, vote.id, seat.person).values())


def end(work: Work, vote: GroupVote) -> None:
    """Let go of what waits at the close; that it waited stays."""
    for seat in seats(work, vote):
        recordings.drop(work, recordings.of_vote(work, vote.id, seat.person).values())
    work.connection.execute(update(table).where(table.c.vote == vote.id).values(body=None))


def file_refused(work: Work, attachment_id: str) -> None:
    """Let a vote go whose voice note could not be kept; who sent it is told to send it again."""
    found = recordings.of_file(work, attachment_id)
    if found is None:
        return
    spoken = recordings.of_vote(work, found.about, found.person)
    recordings.drop(work, spoken.values())
    seat = group_seats.of_person(work, found.group, found.person)
    if found.subject is Subject.VOTE and seat is not None:
        # What was said of other parts is for nothing either: a vote is cast as a whole.
        recordings.drop(work, recordings.of_vote(work, found.about, found.person).values())
        mine = table.c.vote == found.about, table.c.seat == seat.id
        work.connection.execute(delete(table).where(*mine))


def let_go(work: Work, seat_id: str) -> None:
    """Let go of what a forgotten member's votes waited for."""
    work.connection.execute(delete(table).where(table.c.seat == seat_id))


def _at(vote_id: str, seat_id: str) -> str:
    return f"waiting_vote|body|{vote_id}|{seat_id}"
