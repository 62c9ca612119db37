"""The votes of working groups: a row for every seat from the start, each vote chained when cast.

What was said is sealed under the group's key; the chain (civic/vote_chain.py) binds it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, insert, select, update

from civic.drafts import digest
from civic.group_votes import WHOLE, Ballot, Choice, Vote, check_votes, quorum
from civic.vote_chain import (
    Cast,
    ChainSeat,
    commitment,
    first_link_of,
    follow_from,
    next_link,
    seat_commitment,
)
from storage import group_drafts, group_seats
from storage.group_drafts import Draft
from storage.group_paper_tables import group_vote, group_vote_cast, group_vote_seat
from storage.group_seals import choice_at, opened, sealed
from storage.group_seats import Seat
from storage.group_tables import group_paragraph
from storage.work import Conflict, Work

OPEN: Final = "open"
CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVote:
    """One vote of a group; `opening` and `head` are the first and the last link of its chain."""

    id: str
    group: str
    draft: str
    by_paragraph: bool
    open: bool
    opened: int
    closes: int
    quorum: int
    parts: tuple[int, ...]
    seats: tuple[Seat, ...]
    opening: bytes
    head: bytes

    @property
    def ballot(self) -> Ballot:
        """The vote as the rules see it."""
        return Ballot(frozenset(seat.number for seat in self.seats), self.parts, self.closes)


def open_vote(
    work: Work, group_id: str, draft_id: str, text: bytes, closes: int, *, by_paragraph: bool
) -> GroupVote:
    """Open a vote on a frozen text with this digest, for all who have a seat now."""
    row, seats = work.dice.token(), group_seats.of_group(work, group_id)
    parts = _parts(work, draft_id, by_paragraph=by_paragraph)
    secrets = {seat.id: work.dice.token() for seat in seats}
    bound = [_bound(seat, secrets[seat.id]) for seat in seats]
    first = first_link_of(row, text.hex(), parts, quorum(len(seats)), bound)
    values = {
        "id": row,
        "group": group_id,
        "draft": draft_id,
        "by_paragraph": by_paragraph,
        "state": OPEN,
        "opened": work.seconds,
        "closes": closes,
        "quorum": quorum(len(seats)),
        "opening": first,
        "head": first,
    }
    work.connection.execute(insert(group_vote).values(**values))
    rows = [
        {
            "vote": row,
            "seat": seat.id,
            "salts": sealed(work, group_id, secrets[seat.id].encode(), _salts_at(row, seat.id)),
            "bound": each,
        }
        for seat, each in zip(seats, bound, strict=True)
    ]
    work.connection.execute(insert(group_vote_seat), rows)
    return load(work, row)


def load(work: Work, vote_id: str) -> GroupVote:
    """Return a vote by its id."""
    return _read(work, work.connection.execute(_which(group_vote.c.id == vote_id)).one())


def get(work: Work, vote_id: str) -> GroupVote | None:
    """Return a vote by its id; None when there is none."""
    row = work.connection.execute(_which(group_vote.c.id == vote_id)).first()
    return _read(work, row) if row else None


def newest(work: Work, group_id: str) -> GroupVote | None:
    """Return the latest vote of a group."""
    query = _which(group_vote.c.group == group_id).order_by(group_vote.c.opened.desc()).limit(1)
    row = work.connection.execute(query).first()
    return _read(work, row) if row else None


def cast(work: Work, vote: GroupVote, seat: Seat, said: Sequence[Vote]) -> GroupVote:
    """Chain what a seat says to every part; what it said before stays in the table.

    Raises Refusal as `civic.group_votes.check_votes`, and Conflict when another vote came first.
    """
    check_votes(vote.ballot, said, work.seconds if vote.open else vote.closes)
    secret, link = _secret(work, vote, seat.id), vote.head
    first = len(_casts(work, vote)) + 1
    rows = []
    for sequence, each in enumerate(said, start=first):
        bound = commitment(secret, sequence, each.choice, each.reason)
        link = next_link(link, sequence, seat.number, each.part, bound)
        rows.append(_row(work, vote, seat, sequence, each) | {"commitment": bound, "digest": link})
    _move_head(work, vote, link)
    work.connection.execute(insert(group_vote_cast), rows)
    mine = group_vote_seat.c.vote == vote.id, group_vote_seat.c.seat == seat.id
    work.connection.execute(update(group_vote_seat).where(*mine).values(cast=work.seconds))
    return load(work, vote.id)


def votes(work: Work, vote: GroupVote) -> list[Vote]:
    """Return every vote that was cast, in order; the last of a seat on a part counts."""
    numbers = {seat.id: seat.number for seat in vote.seats}
    return [
        Vote(
            numbers[row.seat],
            row.paragraph,
            Choice(opened(work, vote.group, row.choice, choice_at(vote.id, row.sequence)).decode()),
            opened(work, vote.group, row.body, _body_at(vote.id, row.sequence)).decode(),
        )
        for row in _casts(work, vote)
    ]


def paragraphs(work: Work, vote: GroupVote) -> dict[int, str]:
    """Return the text that is voted on, by the numbers of its paragraphs."""
    draft = group_drafts.get(work, vote.draft)
    return dict(enumerate(draft.paragraphs, start=1)) if draft else {}


def secrets(work: Work, vote: GroupVote) -> dict[int, str]:
    """Return the secret of each seat by its number, for the table that members get at the close."""
    return {seat.number: _secret(work, vote, seat.id) for seat in vote.seats}


def relinked(work: Work, vote: GroupVote) -> bytes:
    """Return the last link, worked out anew from the table as it is read now.

    A code that is told comes from here, so that it never fits a table other than the one shown.
    The name of a seat is worked in anew as well, unless whoever sat there is forgotten.
    """
    casts = [Cast(each.seat, each.part, each.choice, each.reason) for each in votes(work, vote)]
    return follow_from(reopened(work, vote), secrets(work, vote), casts)


def reopened(work: Work, vote: GroupVote) -> bytes:
    """Return the first link, worked out anew from the text, the quorum and the seats."""
    known, kept = secrets(work, vote), bound(work, vote)
    seats = [
        _bound(seat, known[seat.number]) if seat.name else kept[seat.number] for seat in vote.seats
    ]
    text = _text(group_drafts.get(work, vote.draft))
    return first_link_of(vote.id, text.hex(), vote.parts, vote.quorum, seats)


def bound(work: Work, vote: GroupVote) -> dict[int, bytes]:
    """Return what each seat is bound by in the first link, by its number."""
    query = select(group_vote_seat.c.seat, group_vote_seat.c.bound).where(
        group_vote_seat.c.vote == vote.id
    )
    numbers = {seat.id: seat.number for seat in vote.seats}
    return {numbers[row.seat]: row.bound for row in work.connection.execute(query)}


def of_all(work: Work) -> list[GroupVote]:
    """Return every vote of every group, the oldest first."""
    rows = work.connection.execute(
        select(group_vote).order_by(group_vote.c.opened, group_vote.c.id)
    )
    return [_read(work, row) for row in rows.all()]


def undecided(work: Work, vote: GroupVote) -> list[Seat]:
    """Return the seats that have not voted."""
    query = select(group_vote_seat.c.seat).where(
        group_vote_seat.c.vote == vote.id, group_vote_seat.c.cast.is_(None)
    )
    waiting = set(work.connection.scalars(query))
    return [seat for seat in vote.seats if seat.id in waiting]


def close(work: Work, vote: GroupVote) -> GroupVote:
    """Take no more votes."""
    work.connection.execute(
        update(group_vote).where(group_vote.c.id == vote.id).values(state=CLOSED)
    )
    return load(work, vote.id)


def end_early(work: Work, vote: GroupVote) -> None:
    """Take no more votes from now on, because nothing follows from them any more."""
    work.connection.execute(
        update(group_vote)
        .where(group_vote.c.id == vote.id)
        .values(state=CLOSED, closes=min(vote.closes, work.seconds))
    )


def put_off(work: Work, seconds: int) -> None:
    """Give open votes the time back during which the service was away."""
    work.connection.execute(
        update(group_vote)
        .where(group_vote.c.state == OPEN)
        .values(closes=group_vote.c.closes + seconds)
    )


def _bound(seat: Seat, secret: str) -> bytes:
    return seat_commitment(ChainSeat(seat.number, seat.name, secret))


def _text(draft: Draft | None) -> bytes:
    return digest(draft.paragraphs) if draft else b""


def _move_head(work: Work, vote: GroupVote, link: bytes) -> None:
    as_read = group_vote.c.id == vote.id, group_vote.c.head == vote.head, group_vote.c.state == OPEN
    done = work.connection.execute(update(group_vote).where(*as_read).values(head=link))
    if done.rowcount != 1:
        raise Conflict


def _row(work: Work, vote: GroupVote, seat: Seat, sequence: int, each: Vote) -> dict[str, Any]:
    choice = each.choice.value.encode()
    return {
        "vote": vote.id,
        "sequence": sequence,
        "seat": seat.id,
        "paragraph": each.part,
        "at": work.seconds,
        "choice": sealed(work, vote.group, choice, choice_at(vote.id, sequence)),
        "body": sealed(work, vote.group, each.reason.encode(), _body_at(vote.id, sequence)),
    }


def _casts(work: Work, vote: GroupVote) -> list[Row[Any]]:
    query = select(group_vote_cast).where(group_vote_cast.c.vote == vote.id)
    return list(work.connection.execute(query.order_by(group_vote_cast.c.sequence)))


def _secret(work: Work, vote: GroupVote, seat_id: str) -> str:
    query = select(group_vote_seat.c.salts).where(
        group_vote_seat.c.vote == vote.id, group_vote_seat.c.seat == seat_id
    )
    body = work.connection.execute(query).scalar_one()
    return opened(work, vote.group, body, _salts_at(vote.id, seat_id)).decode()


def _which(found: ColumnElement[bool]) -> Select[Any]:
    return select(group_vote).where(found)


def _read(work: Work, row: Row[Any]) -> GroupVote:
    entitled = select(group_vote_seat.c.seat).where(group_vote_seat.c.vote == row.id)
    ids = set(work.connection.scalars(entitled))
    values = {name: value for name, value in row._mapping.items() if name != "state"}
    return GroupVote(
        **values,
        open=row.state == OPEN,
        parts=_parts(work, row.draft, by_paragraph=row.by_paragraph),
        seats=tuple(seat for seat in group_seats.ever(work, row.group) if seat.id in ids),
    )


def _parts(work: Work, draft_id: str, *, by_paragraph: bool) -> tuple[int, ...]:
    if not by_paragraph:
        return (WHOLE,)
    query = select(group_paragraph.c.number).where(group_paragraph.c.draft == draft_id)
    return tuple(work.connection.scalars(query.order_by(group_paragraph.c.number)))


def _salts_at(vote_id: str, seat_id: str) -> str:
    return f"group_vote_seat|salts|{vote_id}|{seat_id}"


def _body_at(vote_id: str, sequence: int) -> str:
    return f"group_vote_cast|body|{vote_id}|{sequence}"
