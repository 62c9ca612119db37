"""Reviews of joint papers by an office: its notes, what it said in the end, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from civic import group_reviews as rules
from civic.group_reviews import DAY, DAYS, Review, ReviewState
from civic.groups import Stage
from storage.group_paper_tables import group_review, joint_paper, review_note
from storage.group_seals import opened, sealed
from storage.group_tables import working_group
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the office, and what the group answers once it does."""

    number: int
    text: str
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReview:
    """A paper before an office, until `due`; `group` is whose paper it is."""

    id: str
    paper: str
    group: str
    office: str
    opened: int
    due: int
    state: ReviewState
    notes: tuple[Note, ...]

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the notes that the group has not answered."""
        return tuple(note.number for note in self.notes if note.answer is None)

    @property
    def review(self) -> Review:
        """The review as the rules see it."""
        return Review(self.state, self.due, len(self.notes))


_WITH_GROUP = select(group_review, joint_paper.c.group.label("group")).join(
    joint_paper, group_review.c.paper == joint_paper.c.id
)


def open_review(work: Work, paper_id: str, office_id: str) -> GroupReview:
    """Put a paper before an office, whose time begins."""
    row = work.dice.token()
    values = {
        "id": row,
        "paper": paper_id,
        "office": office_id,
        "opened": work.seconds,
        "due": work.seconds + DAYS * DAY,
        "state": ReviewState.OPEN.value,
    }
    work.connection.execute(insert(group_review).values(**values))
    return load(work, row)


def load(work: Work, review_id: str) -> GroupReview:
    """Return a review by its id."""
    return _read(
        work, work.connection.execute(_WITH_GROUP.where(group_review.c.id == review_id)).one()
    )


def get(work: Work, review_id: str) -> GroupReview | None:
    """Return a review by its id; None when there is none."""
    row = work.connection.execute(_WITH_GROUP.where(group_review.c.id == review_id)).first()
    return _read(work, row) if row else None


def newest(work: Work, paper_id: str) -> GroupReview | None:
    """Return the latest review of a paper."""
    query = _WITH_GROUP.where(group_review.c.paper == paper_id)
    row = work.connection.execute(query.order_by(group_review.c.opened.desc()).limit(1)).first()
    return _read(work, row) if row else None


def of_office(work: Work, office_id: str) -> list[GroupReview]:
    """Return what waits for an office's word, the longest first."""
    waiting = group_review.c.office == office_id, group_review.c.state == ReviewState.OPEN.value
    query = _WITH_GROUP.join(working_group, joint_paper.c.group == working_group.c.id)
    query = query.where(*waiting, working_group.c.stage == Stage.REVIEW.value)
    rows = work.connection.execute(query.order_by(group_review.c.due))
    return [_read(work, row) for row in rows]


def add_note(work: Work, review: GroupReview, text: str) -> GroupReview:
    """Add a note; raises Refusal as `civic.group_reviews.check_note`."""
    rules.check_note(review.review, text, work.seconds)
    number = len(review.notes) + 1
    body = sealed(work, review.group, text.encode(), _at("body", review.id, number))
    work.connection.execute(insert(review_note).values(review=review.id, number=number, body=body))
    return load(work, review.id)


def settle(work: Work, review: GroupReview, state: ReviewState, mandate: str | None) -> GroupReview:
    """Note what the office said, or that it said nothing."""
    work.connection.execute(
        update(group_review)
        .where(group_review.c.id == review.id)
        .values(state=state.value, settled=work.seconds, mandate=mandate)
    )
    return load(work, review.id)


def answer(work: Work, review: GroupReview, number: int, seat_id: str, text: str) -> GroupReview:
    """Answer a note for the group, or answer it in other words; refuses as `check_answer`."""
    rules.check_answer(text)
    work.connection.execute(
        update(review_note)
        .where(review_note.c.review == review.id, review_note.c.number == number)
        .values(
            seat=seat_id,
            answered=work.seconds,
            answer=sealed(work, review.group, text.encode(), _at("answer", review.id, number)),
        )
    )
    return load(work, review.id)


def put_off(work: Work, seconds: int) -> None:
    """Give offices the time back during which the service was away."""
    waiting = group_review.c.state == ReviewState.OPEN.value
    work.connection.execute(
        update(group_review).where(waiting).values(due=group_review.c.due + seconds)
    )


def _read(work: Work, row: Row[Any]) -> GroupReview:
    rows = work.connection.execute(
        select(review_note).where(review_note.c.review == row.id).order_by(review_note.c.number)
    )
    return GroupReview(
        id=row.id,
        paper=row.paper,
        group=row.group,
        office=row.office,
        opened=row.opened,
        due=row.due,
        state=ReviewState(row.state),
        notes=tuple(_note(work, row.group, each) for each in rows),
    )


def _note(work: Work, group_id: str, row: Row[Any]) -> Note:
    text = opened(work, group_id, row.body, _at("body", row.review, row.number)).decode()
    if row.answer is None:
        return Note(number=row.number, text=text, answer=None)
    said = opened(work, group_id, row.answer, _at("answer", row.review, row.number)).decode()
    return Note(number=row.number, text=text, answer=said)


def _at(column: str, review_id: str, number: int) -> str:
    return f"review_note|{column}|{review_id}|{number}"
