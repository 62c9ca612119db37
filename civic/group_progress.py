"""What a working group has reached, as far as a step to its next stage depends on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Final

FEWEST_SEATS: Final = 3
MOST_SEATS: Final = 5
"""Three to five members (recommendations of 2021, no. 13)."""

WOMENS_QUOTA: Final = 40
"""Percent of the seats, rounded up, unless the operator set another."""

SHORTEST_WINDOW: Final = 7
LONGEST_WINDOW: Final = 10
"""Days for comments: a week to ten days (the same)."""

DAY: Final = 86_400


class Need(StrEnum):
    """What a step may need; `group.` before it is the code of the refusal."""

    SEATS = "seats"
    QUOTA = "quota"
    SOURCE = "source"
    DRAFT = "draft"
    ANSWERS = "answers"
    WINDOW = "window"
    WINDOW_OVER = "window-over"
    TEXT = "text"
    VOTE_OVER = "vote-over"
    QUORUM = "quorum"
    DISSENT_IN_PAPER = "dissent-in-paper"
    DISSENT_CONFIRMED = "dissent-confirmed"
    SUMMARY = "summary"
    NOTES = "notes"
    REVIEWED = "reviewed"
    NOTES_ANSWERED = "notes-answered"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything that steps depend on; instants are seconds since 1970.

    `draft` tells whether there is an open version to freeze, `text` whether there is any version;
    `unanswered` are the numbers of comments, `dissenters` the seats that did not simply agree, of
    which `in_paper` have their section and `settled` confirmed it or let their time go by.
    """

    now: int
    seats: int = 0
    women: int = 0
    quota: int = WOMENS_QUOTA
    sources: int = 0
    draft: bool = False
    text: bool = False
    unanswered: tuple[int, ...] = ()
    window_days: int | None = None
    window_closes: int | None = None
    vote_closes: int | None = None
    quorum: int = 0
    votes: int = 0
    dissenters: frozenset[str] = frozenset()
    in_paper: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    summary: bool = False
    reviewed: bool = False
    notes: int = 0
    notes_unanswered: tuple[int, ...] = ()
    reason: bool = False


Facts = Mapping[str, object]
Condition = Callable[[Progress], Facts | None]
"""Returns the facts of what is missing, or None when nothing is."""


def women_needed(seats: int, quota: int) -> int:
    """Return how many of the seats are women's at least, the percentage rounded up."""
    return ceil(Fraction(seats * quota, 100))


def _seats(progress: Progress) -> Facts | None:
    if FEWEST_SEATS <= progress.seats <= MOST_SEATS:
        return None
    return {"seats": progress.seats, "fewest": FEWEST_SEATS, "most": MOST_SEATS}


def _quota(progress: Progress) -> Facts | None:
    needed = women_needed(progress.seats, progress.quota)
    if progress.women >= needed:
        return None
    return {"women": progress.women, "needed": needed, "quota": progress.quota}


def _answers(progress: Progress) -> Facts | None:
    return {"numbers": progress.unanswered} if progress.unanswered else None


def _window(progress: Progress) -> Facts | None:
    days = progress.window_days
    if days is not None and SHORTEST_WINDOW <= days <= LONGEST_WINDOW:
        return None
    return {"days": days, "shortest": SHORTEST_WINDOW, "longest": LONGEST_WINDOW}


def _window_over(progress: Progress) -> Facts | None:
    closes = progress.window_closes
    return None if closes is not None and closes <= progress.now else {"closes": closes}


def _vote_over(progress: Progress) -> Facts | None:
    closes = progress.vote_closes
    return None if closes is not None and closes <= progress.now else {"closes": closes}


def _quorum(progress: Progress) -> Facts | None:
    if progress.votes >= max(progress.quorum, 1):
        return None
    return {"votes": progress.votes, "quorum": progress.quorum}


def _dissent(progress: Progress, held: frozenset[str]) -> Facts | None:
    absent = progress.dissenters - held
    return {"seats": tuple(sorted(absent))} if absent else None


def _notes_answered(progress: Progress) -> Facts | None:
    return {"numbers": progress.notes_unanswered} if progress.notes_unanswered else None


def _unless(held: Callable[[Progress], bool]) -> Condition:
    return lambda progress: None if held(progress) else {}


CONDITIONS: Final[Mapping[Need, Condition]] = MappingProxyType(
    {
        Need.SEATS: _seats,
        Need.QUOTA: _quota,
        Need.SOURCE: _unless(lambda progress: progress.sources > 0),
        Need.DRAFT: _unless(lambda progress: progress.draft),
        Need.ANSWERS: _answers,
        Need.WINDOW: _window,
        Need.WINDOW_OVER: _window_over,
        Need.TEXT: _unless(lambda progress: progress.text),
        Need.VOTE_OVER: _vote_over,
        Need.QUORUM: _quorum,
        Need.DISSENT_IN_PAPER: lambda progress: _dissent(progress, progress.in_paper),
        Need.DISSENT_CONFIRMED: lambda progress: _dissent(progress, progress.settled),
        Need.SUMMARY: _unless(lambda progress: progress.summary),
        Need.NOTES: _unless(lambda progress: progress.notes > 0),
        Need.REVIEWED: _unless(lambda progress: progress.reviewed),
        Need.NOTES_ANSWERED: _notes_answered,
        Need.REASON: _unless(lambda progress: progress.reason),
    }
)
"""What each need asks of a group's progress."""
