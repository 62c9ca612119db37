"""The reviewing office has its time; what it leaves unsaid is recorded as silence."""

from __future__ import annotations

import pytest

from civic.group_reviews import (
    DAY,
    DAYS,
    Review,
    ReviewState,
    after_answers,
    at_the_end,
    check_note,
    finish,
)
from civic.refusals import Refusal

DUE = DAYS * DAY
NOTE = "يرجى ذكر مصدر الأرقام في الفقرة الثانية"
OPEN = Review(ReviewState.OPEN, DUE)


def test_silence_is_recorded_as_silence() -> None:
    """Not as consent; notes that were begun are kept as notes."""
    assert at_the_end(OPEN, DUE - 1) is ReviewState.OPEN
    assert at_the_end(OPEN, DUE) is ReviewState.SILENT
    assert at_the_end(Review(ReviewState.OPEN, DUE, notes=1), DUE) is ReviewState.NOTES


def test_an_office_says_what_it_wrote() -> None:
    """Without a note it has no reservation."""
    assert finish(OPEN, 0) is ReviewState.NO_RESERVATION
    assert finish(Review(ReviewState.OPEN, DUE, notes=2), 0) is ReviewState.NOTES


@pytest.mark.parametrize(
    ("review", "now", "code"),
    [
        (OPEN, DUE, "review.over"),
        (Review(ReviewState.SILENT, DUE), 0, "review.over"),
        (Review(ReviewState.NO_RESERVATION, DUE), 0, "review.settled"),
        (Review(ReviewState.OPEN, DUE, notes=20), 0, "note.many"),
    ],
)
def test_a_note_at_the_wrong_time_is_refused(review: Review, now: int, code: str) -> None:
    """After the time, after the office's word, or one too many."""
    with pytest.raises(Refusal) as refused:
        check_note(review, NOTE, now)
    assert refused.value.code == code


def test_the_last_answer_ends_the_review() -> None:
    """Notes go back to the group, which answers each; until then it stays with the group."""
    assert after_answers(ReviewState.NOTES, [2]) is ReviewState.NOTES
    assert after_answers(ReviewState.NOTES, []) is ReviewState.ANSWERED
    assert after_answers(ReviewState.OPEN, []) is ReviewState.OPEN
