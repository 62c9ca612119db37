"""What a working group has reached, read from its tables as steps to a next stage ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Row, func, select

from civic.group_progress import Progress
from storage.group_paper_tables import (
    group_review,
    group_vote,
    group_vote_cast,
    group_vote_seat,
    joint_paper,
    opposing_opinion,
    review_note,
)
from storage.group_seals import choice_at, opened
from storage.group_tables import (
    group_comment,
    group_draft,
    group_seat,
    group_source,
    working_group,
)
from storage.work import Work

_DISSENT: Final = (b"reservation", b"disagree")
_SETTLED: Final = ("confirmed", "unconfirmed")
_OPEN: Final = "open"
_NOTES: Final = "notes"


def of(work: Work, group_id: str, *, reason: bool = False) -> Progress:
    """Return everything on which a step of a group depends."""
    parts: dict[str, Any] = {}
    for part in _PARTS:
        parts.update(part(work, group_id))
    return Progress(now=work.seconds, reason=reason, **parts)


def _forming(work: Work, group_id: str) -> dict[str, Any]:
    group = work.connection.execute(
        select(
            working_group.c.quota, working_group.c.window_days, working_group.c.window_closes
        ).where(working_group.c.id == group_id)
    ).one()
    genders = work.connection.scalars(
        select(group_seat.c.gender).where(
            group_seat.c.group == group_id, group_seat.c.until.is_(None)
        )
    ).all()
    return {
        **group._mapping,
        "seats": len(genders),
        "women": sum(gender == "f" for gender in genders),
    }


def _texts(work: Work, group_id: str) -> dict[str, Any]:
    sources = select(func.count()).where(
        group_source.c.group == group_id, group_source.c.dropped.is_(False)
    )
    drafts = select(group_draft.c.state).where(group_draft.c.group == group_id)
    states = work.connection.scalars(drafts).all()
    open_comments = (
        select(group_comment.c.number)
        .where(group_comment.c.group == group_id, group_comment.c.answer.is_(None))
        .order_by(group_comment.c.number)
    )
    return {
        "sources": work.connection.execute(sources).scalar_one(),
        "draft": _OPEN in states,
        "text": bool(states),
        "unanswered": tuple(work.connection.scalars(open_comments)),
    }


def _vote(work: Work, group_id: str) -> dict[str, Any]:
    newest = select(group_vote).where(group_vote.c.group == group_id)
    newest = newest.order_by(group_vote.c.opened.desc(), group_vote.c.id).limit(1)
    vote = work.connection.execute(newest).first()
    if vote is None:
        return {}
    cast = select(func.count()).where(
        group_vote_seat.c.vote == vote.id, group_vote_seat.c.cast.is_not(None)
    )
    return {
        "vote_closes": _over(vote, work.seconds),
        "quorum": vote.quorum,
        "votes": work.connection.execute(cast).scalar_one(),
        "dissenters": _dissenters(work, group_id, vote.id),
    }


def _over(vote: Row[Any], now: int) -> int:
    """Return when a vote is over: not before its votes are counted, though its time may be."""
    return int(max(vote.closes, now + 1) if vote.state == _OPEN else vote.closes)


def _dissenters(work: Work, group_id: str, vote_id: str) -> frozenset[str]:
    """Return the seats whose last vote on the text, or on any paragraph, was no plain yes."""
    rows = work.connection.execute(
        select(group_vote_cast)
        .where(group_vote_cast.c.vote == vote_id)
        .order_by(group_vote_cast.c.sequence)
    )
    last = {(row.seat, row.paragraph): row for row in rows}
    return frozenset(row.seat for row in last.values() if _choice(work, group_id, row) in _DISSENT)


def _choice(work: Work, group_id: str, row: Row[Any]) -> bytes:
    return opened(work, group_id, row.choice, choice_at(row.vote, row.sequence))


def _paper(work: Work, group_id: str) -> dict[str, Any]:
    newest = select(joint_paper).where(joint_paper.c.group == group_id)
    newest = newest.order_by(joint_paper.c.at.desc(), joint_paper.c.id).limit(1)
    paper = work.connection.execute(newest).first()
    if paper is None:
        return {}
    opinions = work.connection.execute(
        select(opposing_opinion.c.seat, opposing_opinion.c.state).where(
            opposing_opinion.c.paper == paper.id
        )
    ).all()
    return {
        "in_paper": frozenset(row.seat for row in opinions),
        "settled": frozenset(row.seat for row in opinions if row.state in _SETTLED),
        "summary": paper.approved is not None,
        **_review(work, paper.id),
    }


def _review(work: Work, paper_id: str) -> dict[str, Any]:
    newest = select(group_review).where(group_review.c.paper == paper_id)
    newest = newest.order_by(group_review.c.opened.desc(), group_review.c.id).limit(1)
    review = work.connection.execute(newest).first()
    if review is None:
        return {}
    notes = work.connection.execute(
        select(review_note.c.number, review_note.c.answered)
        .where(review_note.c.review == review.id)
        .order_by(review_note.c.number)
    ).all()
    return {
        "reviewed": review.state not in (_OPEN, _NOTES),
        "notes": len(notes),
        "notes_unanswered": tuple(row.number for row in notes if row.answered is None),
    }


_PARTS: Final[tuple[Callable[[Work, str], dict[str, Any]], ...]] = (_forming, _texts, _vote, _paper)
