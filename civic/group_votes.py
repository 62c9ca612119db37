"""A group's vote on its frozen text: what may be said, who has voted, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from civic.need_actions import is_reason
from civic.refusals import Refusal

WHOLE: Final = 0
"""The number of the part when the text is voted on as a whole."""

LONGEST_REASON: Final = 500
"""Characters of a reason."""

SHORTEST: Final = 1
LONGEST: Final = 14
USUAL: Final = 3
"""Days for which a vote may be open."""

DAY: Final = 86_400


class Choice(StrEnum):
    """What a member can say to a part of the text."""

    AGREE = "agree"
    RESERVATION = "reservation"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"


WITH_REASON: Final = frozenset({Choice.RESERVATION, Choice.DISAGREE})
"""What is said with a reason, which is published with the paper."""

IN_FAVOUR: Final = frozenset({Choice.AGREE, Choice.RESERVATION})


@dataclass(frozen=True, slots=True)
class Vote:
    """What one seat said to one part."""

    seat: int
    part: int
    choice: Choice
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it was opened: which seats, on which parts, and until when (seconds)."""

    seats: frozenset[int]
    parts: tuple[int, ...]
    closes: int

    @property
    def quorum(self) -> int:
        """How many seats must have voted: more than half."""
        return quorum(len(self.seats))


def quorum(seats: int) -> int:
    """Return how many of the seats must have voted: more than half of them."""
    return seats // 2 + 1


def check_days(days: int) -> None:
    """Refuse a time that is too short or too long; raises Refusal "vote.days"."""
    if not SHORTEST <= days <= LONGEST:
        raise Refusal("vote.days", days=days, shortest=SHORTEST, longest=LONGEST)


def check_reason(choice: Choice, reason: str) -> None:
    """Refuse a vote whose reason is missing, says nothing or is too long.

    Raises Refusal "vote.reason-missing" or "vote.reason-long".
    """
    if choice in WITH_REASON and not is_reason(reason):
        raise Refusal("vote.reason-missing", choice=choice)
    if len(reason) > LONGEST_REASON:
        raise Refusal("vote.reason-long", most=LONGEST_REASON, have=len(reason))


def check_votes(
    ballot: Ballot, votes: Sequence[Vote], now: int, spoken: Container[int] = ()
) -> None:
    """Refuse what a seat says unless it is in time and says one thing to each part.

    `spoken` are parts to which the reason was given by voice and is not yet in words.
    Raises Refusal "vote.closed", "vote.no-seat", "vote.parts" or as `check_reason` does.
    """
    if now >= ballot.closes:
        raise Refusal("vote.closed", closes=ballot.closes)
    if any(vote.seat not in ballot.seats for vote in votes):
        raise Refusal("vote.no-seat")
    if [vote.part for vote in votes] != list(ballot.parts) or len({v.seat for v in votes}) != 1:
        raise Refusal("vote.parts", parts=len(ballot.parts))
    for vote in votes:
        if vote.part not in spoken:
            check_reason(vote.choice, vote.reason)


def latest(votes: Iterable[Vote]) -> dict[tuple[int, int], Vote]:
    """Return what counts, by seat and part: the last that was said."""
    return {(vote.seat, vote.part): vote for vote in votes}


def voted(votes: Iterable[Vote]) -> frozenset[int]:
    """Return the seats that have voted."""
    return frozenset(vote.seat for vote in votes)


def tally(votes: Iterable[Vote], part: int) -> Mapping[Choice, int]:
    """Count what is said to a part now, with a number for every choice."""
    counts = Counter(vote.choice for vote in latest(votes).values() if vote.part == part)
    return {choice: counts[choice] for choice in Choice}


def is_adopted(counts: Mapping[Choice, int]) -> bool:
    """Tell whether more are in favour, with or without reservation, than against."""
    return sum(counts[choice] for choice in IN_FAVOUR) > counts[Choice.DISAGREE]


def adopted(ballot: Ballot, votes: Sequence[Vote]) -> tuple[int, ...]:
    """Return the parts that a majority adopted; none while the quorum is not there."""
    if len(voted(votes)) < ballot.quorum:
        return ()
    return tuple(part for part in ballot.parts if is_adopted(tally(votes, part)))


def dissent(votes: Iterable[Vote]) -> dict[int, tuple[Vote, ...]]:
    """Return, by seat, what was said with a reservation or against, in the order of the parts."""
    found: dict[int, list[Vote]] = {}
    for (seat, _part), vote in sorted(latest(votes).items()):
        if vote.choice in WITH_REASON:
            found.setdefault(seat, []).append(vote)
    return {seat: tuple(said) for seat, said in found.items()}
