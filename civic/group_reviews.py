"""The reviewing office's look at a joint paper: its clock, its notes, and the group's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from civic.need_actions import is_reason
from civic.refusals import Refusal

DAYS: Final = 14
"""How long the office has, unless the operator set another time."""

DAY: Final = 86_400
LONGEST_NOTE: Final = 1000
LONGEST_ANSWER: Final = 500
MOST_NOTES: Final = 20


class ReviewState(StrEnum):
    """What the office said; silence is said as silence."""

    OPEN = "open"
    NO_RESERVATION = "no_reservation"
    NOTES = "notes"
    ANSWERED = "answered"  # the group answered each note
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Review:
    """A paper before its reviewing office, until `due` (seconds)."""

    state: ReviewState
    due: int
    notes: int = 0


def check_open(review: Review, now: int) -> None:
    """Refuse a word of the office that comes too late; raises "review.over" or "review.settled"."""
    if review.state is ReviewState.SILENT or now >= review.due:
        raise Refusal("review.over", due=review.due)
    if review.state is not ReviewState.OPEN:
        raise Refusal("review.settled", state=review.state)


def check_note(review: Review, note: str, now: int) -> None:
    """Refuse a note that says nothing, is too long, or one too many.

    Raises Refusal "review.over", "review.settled", "note.empty", "note.long" or "note.many".
    """
    check_open(review, now)
    if not is_reason(note):
        raise Refusal("note.empty")
    if len(note) > LONGEST_NOTE:
        raise Refusal("note.long", have=len(note), most=LONGEST_NOTE)
    if review.notes >= MOST_NOTES:
        raise Refusal("note.many", most=MOST_NOTES)


def check_answer(answer: str) -> None:
    """Refuse an answer to a note that says nothing or too much.

    Raises Refusal "note-answer.empty" or "note-answer.long".
    """
    if not is_reason(answer):
        raise Refusal("note-answer.empty")
    if len(answer) > LONGEST_ANSWER:
        raise Refusal("note-answer.long", have=len(answer), most=LONGEST_ANSWER)


def finish(review: Review, now: int) -> ReviewState:
    """Return what the office said when it says that it is done: notes, or no reservation.

    Raises Refusal "review.over" or "review.settled".
    """
    check_open(review, now)
    return ReviewState.NOTES if review.notes else ReviewState.NO_RESERVATION


def at_the_end(review: Review, now: int) -> ReviewState:
    """Return how a review stands when its time may have ended: notes count, else silence does."""
    if review.state is not ReviewState.OPEN or now < review.due:
        return review.state
    return ReviewState.NOTES if review.notes else ReviewState.SILENT


def after_answers(state: ReviewState, unanswered: Iterable[int]) -> ReviewState:
    """Return how a review stands when the group has answered some of its notes.

    An office has its say once: the answers end its review, and it cannot hold a paper up by
    noting again.
    """
    if state is ReviewState.NOTES and not list(unanswered):
        return ReviewState.ANSWERED
    return state
