"""Whether a stored vote is as it was cast: every link, the seats, the text, who has voted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select

from civic.refusals import Refusal
from civic.vote_chain import code, commitment, next_link
from storage import group_votes
from storage.group_paper_tables import group_vote_cast, group_vote_seat
from storage.group_votes import GroupVote
from storage.work import Work

OPENING, SEAT, ORDER, SAID, LINK, HEAD, TURNOUT, UNREADABLE, CODE = (
    *("opening", "seat", "order", "said", "link", "head", "turnout", "unreadable", "code"),
)
"""What does not fit: what was fixed before voting, a vote's seat, the order of the votes, what
was said, a vote's link, the last link, who is noted to have voted, sealed words, a saved code."""

_CASTS: Final = select(group_vote_cast).order_by(group_vote_cast.c.sequence)


@dataclass(frozen=True, slots=True)
class Chained:
    """One vote as it is bound in the chain, without what was said."""

    sequence: int
    seat: int
    part: int
    commitment: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not fit, and at which vote; 0 where it is none of them."""

    what: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A vote that was checked: how many votes it has, the code over them, what does not fit."""

    vote: str
    casts: int
    code: str
    problems: tuple[Problem, ...]


def chained(work: Work, vote: GroupVote) -> list[Chained]:
    """Return the votes as they are chained, in order; a seat that is not in the vote is 0."""
    numbers = {seat.id: seat.number for seat in vote.seats}
    return [
        Chained(row.sequence, numbers.get(row.seat, 0), row.paragraph, row.commitment, row.digest)
        for row in work.connection.execute(_CASTS.where(group_vote_cast.c.vote == vote.id))
    ]


def check(work: Work, vote: GroupVote, saved: Sequence[str] = ()) -> Checked:
    """Check everything that is stored of a vote, and against codes that somebody has saved."""
    casts = chained(work, vote)
    final = code(casts[-1].digest if casts else vote.opening, len(casts))
    problems = [
        *_chain(vote, casts),
        *_opening(work, vote),
        *_said(work, vote, casts),
        *_turnout(work, vote, casts),
    ]
    if saved and final not in saved:
        problems.append(Problem(CODE))
    return Checked(vote.id, len(casts), final, tuple(problems))


def codes(vote: GroupVote, casts: Sequence[Chained]) -> list[str]:
    """Return the code after each number of votes, that of the opening first."""
    links = [vote.opening, *(each.digest for each in casts)]
    return [code(link, count) for count, link in enumerate(links)]


def _chain(vote: GroupVote, casts: Sequence[Chained]) -> Iterator[Problem]:
    link, before = vote.opening, 0
    for each in casts:
        if each.sequence != before + 1:
            yield Problem(ORDER, each.sequence)
        if each.seat == 0 or each.part not in vote.parts:
            yield Problem(SEAT, each.sequence)
        link = next_link(link, each.sequence, each.seat, each.part, each.commitment)
        if link != each.digest:
            yield Problem(LINK, each.sequence)
        link, before = each.digest, each.sequence
    if link != vote.head:
        yield Problem(HEAD)


def _opening(work: Work, vote: GroupVote) -> Iterator[Problem]:
    try:
        if group_votes.reopened(work, vote) != vote.opening:
            yield Problem(OPENING)
    except Refusal:
        yield Problem(UNREADABLE)


def _said(work: Work, vote: GroupVote, casts: Sequence[Chained]) -> Iterator[Problem]:
    try:
        known = group_votes.secrets(work, vote)
        for each, vote_cast in zip(casts, group_votes.votes(work, vote), strict=True):
            secret = known[vote_cast.seat]
            said = commitment(secret, each.sequence, vote_cast.choice, vote_cast.reason)
            if said != each.commitment:
                yield Problem(SAID, each.sequence)
    except (Refusal, KeyError, ValueError):
        yield Problem(UNREADABLE)


def _turnout(work: Work, vote: GroupVote, casts: Sequence[Chained]) -> Iterator[Problem]:
    """Whoever is noted to have voted has a vote in the chain, and nobody else."""
    query = select(group_vote_seat).where(group_vote_seat.c.vote == vote.id)
    rows: list[Row[Any]] = list(work.connection.execute(query))
    numbers = {seat.id: seat.number for seat in vote.seats}
    noted = {numbers.get(row.seat, 0) for row in rows if row.cast is not None}
    if noted != {each.seat for each in casts}:
        yield Problem(TURNOUT)
