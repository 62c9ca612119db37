"""The chains as lines of a file that anybody can check alone (tools/verify.py): JSON, one a line.

Of votes it holds what binds them, never what was said, unless the table of one group is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from civic.vote_chain import code
from storage import audit, group_drafts, group_votes, vote_checks
from storage.group_tables import working_group
from storage.group_votes import GroupVote
from storage.vote_checks import Chained
from storage.work import Work

VERSION: Final = 1

Line = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What binds one vote of a group: everything that it takes to follow its chain."""

    vote: str
    group: int
    text: bytes
    parts: Sequence[int]
    quorum: int
    seats: Mapping[int, bytes]
    opening: bytes
    casts: Sequence[Chained]
    closed: bool


def everything(work: Work) -> Iterator[Line]:
    """Yield the audit trail and the chain of every vote."""
    yield first_line(work.now.isoformat(timespec="seconds"))
    for entry in audit.entries(work.connection):
        yield {
            "kind": "entry",
            "sequence": entry.sequence,
            "at": entry.at,
            "actor": entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "previous": entry.previous.hex(),
            "digest": entry.digest.hex(),
        }
    yield {"kind": "head", "head": str(audit.head(work))}
    for vote in group_votes.of_all(work):
        yield from vote_lines(_bound(work, vote))


def of_group(work: Work, number: int, *, table: bool) -> Iterator[Line]:
    """Yield the chains of one group's votes; with the table that its members know, if asked."""
    yield first_line(work.now.isoformat(timespec="seconds"))
    for vote in group_votes.of_all(work):
        bound = _bound(work, vote)
        if bound.group == number:
            yield from vote_lines(bound)
            yield from _table(work, vote) if table else ()


def first_line(made: str) -> Line:
    """Return what such a file begins with; `made` is an instant in ISO 8601."""
    return {"kind": "file", "version": VERSION, "made": made}


def vote_lines(bound: Bound) -> Iterator[Line]:
    """Yield the lines of one vote, from what was fixed before it to the code after it."""
    yield {
        "kind": "vote",
        "vote": bound.vote,
        "group": bound.group,
        "text": bound.text.hex(),
        "parts": list(bound.parts),
        "quorum": bound.quorum,
        "seats": [[number, bound.seats[number].hex()] for number in sorted(bound.seats)],
        "opening": bound.opening.hex(),
    }
    link = bound.opening
    for cast in bound.casts:
        link = cast.digest
        yield {
            "kind": "cast",
            "vote": bound.vote,
            "sequence": cast.sequence,
            "seat": cast.seat,
            "part": cast.part,
            "said": cast.commitment.hex(),
            "digest": cast.digest.hex(),
        }
    count = len(bound.casts)
    ended = {"casts": count, "code": code(link, count), "closed": bound.closed}
    yield {"kind": "close", "vote": bound.vote, **ended}


def _bound(work: Work, vote: GroupVote) -> Bound:
    draft = group_drafts.get(work, vote.draft)
    number = select(working_group.c.number).where(working_group.c.id == vote.group)
    return Bound(
        vote=vote.id,
        group=int(work.connection.execute(number).scalar_one()),
        text=(draft.digest if draft else None) or b"",
        parts=vote.parts,
        quorum=vote.quorum,
        seats=group_votes.bound(work, vote),
        opening=vote.opening,
        casts=vote_checks.chained(work, vote),
        closed=not vote.open,
    )


def _table(work: Work, vote: GroupVote) -> Iterator[Line]:
    names = {seat.number: seat.name for seat in vote.seats}
    for number, secret in sorted(group_votes.secrets(work, vote).items()):
        name = names.get(number, "")
        yield {"kind": "seat", "vote": vote.id, "number": number, "name": name, "secret": secret}
    for sequence, said in enumerate(group_votes.votes(work, vote), start=1):
        words = {"choice": said.choice.value, "reason": said.reason}
        yield {"kind": "said", "vote": vote.id, "sequence": sequence, **words}
