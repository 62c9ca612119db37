"""Joint papers: the majority's text, the opposing opinions, the summary that members approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from civic import joint_papers as rules
from civic.group_votes import WHOLE
from civic.joint_papers import Opinion, OpinionState
from storage import group_votes
from storage.group_paper_tables import joint_paper, opposing_opinion, summary_approval
from storage.group_seals import opened, sealed
from storage.group_seats import Seat
from storage.group_votes import GroupVote
from storage.work import Conflict, Work


class Body(msgspec.Struct, frozen=True):
    """What a paper says: the text that was adopted, what was left out, and the summary."""

    paragraphs: dict[int, str]
    left_out: dict[int, str]
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper, opened; `version` grows with the summary, `approved` is when most approved it."""

    id: str
    group: str
    vote: str
    version: int
    at: int
    approved: int | None
    body: Body


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether a member approves of the summary, and is to be named on the public page."""

    approves: bool
    named: bool


_ASKED: Final = opposing_opinion.c.state == OpinionState.ASKED.value


def compose(work: Work, vote: GroupVote, paragraphs: Mapping[int, str]) -> Paper:
    """Compose the paper of a vote that is over, with the opinion of everybody who disagreed.

    Raises Refusal as `civic.joint_papers.compose`.
    """
    made = rules.compose(vote.ballot, group_votes.votes(work, vote), work.seconds)
    row, kept = work.dice.token(), rules.kept(paragraphs, made)
    left = {} if WHOLE in made.adopted else {part: paragraphs[part] for part in made.left_out}
    values = {
        "id": row,
        "group": vote.group,
        "vote": vote.id,
        "version": 1,
        "at": work.seconds,
        "body": _sealed(work, vote.group, row, Body(kept, left)),
    }
    work.connection.execute(insert(joint_paper).values(**values))
    ids = {seat.number: seat.id for seat in vote.seats}
    if made.opinions:
        rows = [_values(work, vote.group, row, ids[each.seat], each) for each in made.opinions]
        work.connection.execute(insert(opposing_opinion), rows)
    return load(work, row)


def load(work: Work, paper_id: str) -> Paper:
    """Return a paper by its id."""
    row = work.connection.execute(select(joint_paper).where(joint_paper.c.id == paper_id)).one()
    return _read(work, row)


def newest(work: Work, group_id: str) -> Paper | None:
    """Return the latest paper of a group."""
    query = select(joint_paper).where(joint_paper.c.group == group_id)
    row = work.connection.execute(query.order_by(joint_paper.c.at.desc()).limit(1)).first()
    return _read(work, row) if row else None


def opinions(work: Work, paper: Paper) -> list[Opinion]:
    """Return the opposing opinions, in the order of the seats."""
    vote = group_votes.load(work, paper.vote)
    numbers = {seat.id: seat.number for seat in vote.seats}
    rows = work.connection.execute(
        select(opposing_opinion).where(opposing_opinion.c.paper == paper.id)
    )
    found = [
        Opinion(
            seat=numbers[row.seat],
            text=opened(work, paper.group, row.body, _opinion_at(paper.id, row.seat)).decode(),
            state=OpinionState(row.state),
            due=row.due,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.seat)


def opinion_of(work: Work, paper: Paper, seat: Seat) -> Opinion | None:
    """Return the opposing opinion of a seat."""
    return next((each for each in opinions(work, paper) if each.seat == seat.number), None)


def keep_opinion(work: Work, paper: Paper, seat_id: str, opinion: Opinion) -> None:
    """Store an opinion as it stands now."""
    values = _values(work, paper.group, paper.id, seat_id, opinion)
    mine = opposing_opinion.c.paper == paper.id, opposing_opinion.c.seat == seat_id
    if opinion.state is not OpinionState.ASKED:
        values["settled"] = work.seconds
    work.connection.execute(update(opposing_opinion).where(*mine).values(**values))


def set_summary(work: Work, paper: Paper, text: str) -> Paper:
    """Propose another summary, of which nobody has approved yet.

    Raises Refusal as `check_summary`, and Conflict when somebody changed it meanwhile.
    """
    rules.check_summary(text)
    body = msgspec.structs.replace(paper.body, summary=text)
    _change(
        work,
        paper,
        version=paper.version + 1,
        approved=None,
        body=_sealed(work, paper.group, paper.id, body),
    )
    work.connection.execute(delete(summary_approval).where(summary_approval.c.paper == paper.id))
    return load(work, paper.id)


def approve(work: Work, paper: Paper, seat: Seat, given: Approval, seats: int) -> Paper:
    """Note what a member says to the summary; approved is what more than half approve of."""
    mine = summary_approval.c.paper == paper.id, summary_approval.c.seat == seat.id
    work.connection.execute(delete(summary_approval).where(*mine))
    work.connection.execute(
        insert(summary_approval).values(
            paper=paper.id,
            seat=seat.id,
            version=paper.version,
            approves=given.approves,
            named=given.named,
        )
    )
    enough = rules.is_approved(
        [1 for each in approvals(work, paper).values() if each.approves], seats
    )
    _change(work, paper, approved=(paper.approved or work.seconds) if enough else None)
    return load(work, paper.id)


def approvals(work: Work, paper: Paper) -> dict[str, Approval]:
    """Return what members say to the summary, by their seats' ids."""
    rows = work.connection.execute(
        select(summary_approval).where(summary_approval.c.paper == paper.id)
    )
    return {row.seat: Approval(row.approves, row.named) for row in rows}


def put_off(work: Work, seconds: int) -> None:
    """Give everybody who is asked about an opinion the time back of an outage."""
    work.connection.execute(
        update(opposing_opinion).where(_ASKED).values(due=opposing_opinion.c.due + seconds)
    )


def _change(work: Work, paper: Paper, **values: object) -> None:
    as_read: ColumnElement[bool] = joint_paper.c.version == paper.version
    done = work.connection.execute(
        update(joint_paper).where(joint_paper.c.id == paper.id, as_read).values(**values)
    )
    if done.rowcount != 1:
        raise Conflict


def _values(
    work: Work, group_id: str, paper_id: str, seat_id: str, opinion: Opinion
) -> dict[str, Any]:
    body = sealed(work, group_id, opinion.text.encode(), _opinion_at(paper_id, seat_id))
    return {
        "paper": paper_id,
        "seat": seat_id,
        "state": opinion.state.value,
        "due": opinion.due,
        "body": body,
    }


def _read(work: Work, row: Row[Any]) -> Paper:
    plain = opened(work, row.group, row.body, _at(row.id))
    return Paper(**{**row._mapping, "body": msgspec.json.decode(plain, type=Body)})


def _sealed(work: Work, group_id: str, row: str, body: Body) -> bytes:
    return sealed(work, group_id, msgspec.json.encode(body), _at(row))


def _at(row: str) -> str:
    return f"joint_paper|body|{row}"


def _opinion_at(paper_id: str, seat_id: str) -> str:
    return f"opposing_opinion|body|{paper_id}|{seat_id}"
