"""The chains as lines of a file that anybody can check alone (tools/verify.py): JSON, one a line.

Of votes it holds what binds them, never what was said, unless the table of one group is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select

from storage import audit, group_drafts, group_votes, vote_checks
from storage.group_tables import working_group
from storage.group_votes import GroupVote
from storage.work import Work

VERSION: Final = 1

Line = dict[str, Any]


def everything(work: Work) -> Iterator[Line]:
    """Yield the audit trail and the chain of every vote."""
    yield _head(work)
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
        yield from _vote(work, vote, table=False)


def of_group(work: Work, number: int, *, table: bool) -> Iterator[Line]:
    """Yield the chains of one group's votes; with the table that its members know, if asked."""
    yield _head(work)
    for vote in group_votes.of_all(work):
        if _number(work, vote) == number:
            yield from _vote(work, vote, table=table)


def _head(work: Work) -> Line:
    return {"kind": "file", "version": VERSION, "made": work.now.isoformat(timespec="seconds")}


def _vote(work: Work, vote: GroupVote, *, table: bool) -> Iterator[Line]:
    draft = group_drafts.get(work, vote.draft)
    casts, bound = vote_checks.chained(work, vote), group_votes.bound(work, vote)
    yield {
        "kind": "vote",
        "vote": vote.id,
        "group": _number(work, vote),
        "text": draft.digest.hex() if draft and draft.digest else "",
        "parts": vote.parts,
        "quorum": vote.quorum,
        "seats": [[number, bound[number].hex()] for number in sorted(bound)],
        "opening": vote.opening.hex(),
    }
    for cast in casts:
        yield {
            "kind": "cast",
            "vote": vote.id,
            "sequence": cast.sequence,
            "seat": cast.seat,
            "part": cast.part,
            "said": cast.commitment.hex(),
            "digest": cast.digest.hex(),
        }
    if table:
        yield from _table(work, vote)
    code = vote_checks.codes(vote, casts)[-1]
    closed = not vote.open
    yield {"kind": "close", "vote": vote.id, "casts": len(casts), "code": code, "closed": closed}


def _table(work: Work, vote: GroupVote) -> Iterator[Line]:
    names = {seat.number: seat.name for seat in vote.seats}
    for number, secret in sorted(group_votes.secrets(work, vote).items()):
        name = names.get(number, "")
        yield {"kind": "seat", "vote": vote.id, "number": number, "name": name, "secret": secret}
    for sequence, said in enumerate(group_votes.votes(work, vote), start=1):
        words = {"choice": said.choice.value, "reason": said.reason}
        yield {"kind": "said", "vote": vote.id, "sequence": sequence, **words}


def _number(work: Work, vote: GroupVote) -> int:
    query = select(working_group.c.number).where(working_group.c.id == vote.group)
    return int(work.connection.execute(query).scalar_one())
