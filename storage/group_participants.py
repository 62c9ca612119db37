"""Everybody who took part in a group's work: members, past ones too, who applied, who commented."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, select, union

from storage.group_tables import group_candidacy, group_comment, group_seat
from storage.work import Work

PAGE: Final = 200
"""How many people one turn tells."""

_ALL = union(
    select(group_seat.c.person).where(group_seat.c.group == bindparam("of_group")),
    select(group_candidacy.c.person).where(group_candidacy.c.group == bindparam("of_group")),
    select(group_comment.c.person).where(group_comment.c.group == bindparam("of_group")),
).subquery()
_NEXT = (
    select(_ALL.c.person).where(_ALL.c.person > bindparam("last")).order_by(_ALL.c.person)
).limit(PAGE)


def after(work: Work, group_id: str, last: str) -> list[str]:
    """Return the next of them, in the order of their ids; fewer than PAGE at the end."""
    return list(work.connection.scalars(_NEXT, {"of_group": group_id, "last": last}))
