"""The chain of the vote on a published paper, read for its public page; nothing in it is sealed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, select

from civic.group_votes import WHOLE
from storage.chain_file import Bound
from storage.group_paper_tables import (
    group_vote,
    group_vote_cast,
    group_vote_seat,
    joint_paper,
    publication,
)
from storage.group_tables import group_draft, group_paragraph, group_seat, working_group
from storage.group_votes import OPEN
from storage.reading import Reader
from storage.vote_checks import Chained

_VOTE: Final = (
    select(group_vote, group_draft.c.digest, working_group.c.number)
    .join(joint_paper, joint_paper.c.vote == group_vote.c.id)
    .join(publication, publication.c.paper == joint_paper.c.id)
    .join(group_draft, group_draft.c.id == group_vote.c.draft)
    .join(working_group, working_group.c.id == group_vote.c.group)
    .where(publication.c.slug == bindparam("wanted"))
)
_SEATS: Final = (
    select(group_seat.c.number, group_vote_seat.c.bound)
    .join(group_seat, group_seat.c.id == group_vote_seat.c.seat)
    .where(group_vote_seat.c.vote == bindparam("of_vote"))
)
_CASTS: Final = (
    select(
        group_vote_cast.c.sequence,
        group_seat.c.number,
        group_vote_cast.c.paragraph,
        group_vote_cast.c.commitment,
        group_vote_cast.c.digest,
    )
    .join(group_seat, group_seat.c.id == group_vote_cast.c.seat)
    .where(group_vote_cast.c.vote == bindparam("of_vote"))
    .order_by(group_vote_cast.c.sequence)
)
_PARTS: Final = (
    select(group_paragraph.c.number)
    .where(group_paragraph.c.draft == bindparam("of_draft"))
    .order_by(group_paragraph.c.number)
)


async def find(reader: Reader, slug: str) -> Bound | None:
    """Return what binds the vote on the paper at this address."""
    rows = await reader.rows(_VOTE, wanted=slug)
    if not rows:
        return None
    vote = rows[0]
    seats = await reader.rows(_SEATS, of_vote=vote.id)
    casts = await reader.rows(_CASTS, of_vote=vote.id)
    parts = [WHOLE]
    if vote.by_paragraph:
        parts = [row.number for row in await reader.rows(_PARTS, of_draft=vote.draft)]
    return Bound(
        vote=vote.id,
        group=vote.number,
        text=vote.digest or b"",
        parts=parts,
        quorum=vote.quorum,
        seats={row.number: row.bound for row in seats},
        opening=vote.opening,
        casts=[Chained(*tuple(row)) for row in casts],
        closed=vote.state != OPEN,
    )
