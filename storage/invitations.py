"""One-use links that give somebody a seat in an office; only their blind index is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from storage.office_tables import invitation
from storage.work import Work

DAYS: Final = 7
"""How long a link is good."""

LENGTH: Final = 22
"""How many characters a link carries: 128 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link that is still good: to which seat, and who made it (a mandate, or the operator)."""

    mark: bytes
    office: str
    gender: str
    made_by: str


def make(work: Work, office_id: str, gender: str, made_by: str) -> str:
    """Return what a new link carries; it is shown once and cannot be read again."""
    token = work.dice.token()
    work.connection.execute(
        insert(invitation).values(
            mark=_mark(work, token),
            office=office_id,
            gender=gender,
            made_by=made_by,
            until=work.seconds + DAYS * 86_400,
        )
    )
    return token


def find(work: Work, token: str) -> Invitation | None:
    """Return the invitation that a link carries; None when it is used, over or never was."""
    return get(work, _mark(work, token))


def get(work: Work, mark: bytes) -> Invitation | None:
    """Return an invitation by its blind index."""
    found = _good(work, invitation.c.mark == mark)
    return found[0] if found else None


def beginning(work: Work, start: bytes) -> Invitation | None:
    """Return the invitation whose blind index begins so; None when there are two of them."""
    found = [each for each in _good(work) if each.mark.startswith(start)]
    return found[0] if len(found) == 1 else None


def count(work: Work, office_id: str) -> int:
    """Return how many links to an office are still good."""
    query = select(func.count()).where(
        invitation.c.office == office_id, invitation.c.until > work.seconds
    )
    return int(work.connection.execute(query).scalar_one())


def tell_gender(work: Work, mark: bytes, gender: str) -> None:
    """Remember what the invited person told of themselves."""
    work.connection.execute(
        update(invitation).where(invitation.c.mark == mark).values(gender=gender)
    )


def use_up(work: Work, mark: bytes) -> None:
    """Delete a link that was used."""
    work.connection.execute(delete(invitation).where(invitation.c.mark == mark))


def drop_made_by(work: Work, mandate_id: str) -> None:
    """Delete the links that somebody made whose own mandate has ended."""
    work.connection.execute(delete(invitation).where(invitation.c.made_by == mandate_id))


def drop_to(work: Work, office_id: str) -> None:
    """Delete the links to an office that has ended."""
    work.connection.execute(delete(invitation).where(invitation.c.office == office_id))


def drop_old(work: Work) -> None:
    """Delete the links whose time is over."""
    work.connection.execute(delete(invitation).where(invitation.c.until <= work.seconds))


def _good(work: Work, *which: ColumnElement[bool]) -> list[Invitation]:
    rows = work.connection.execute(
        select(invitation).where(invitation.c.until > work.seconds, *which)
    )
    return [_invitation(row) for row in rows]


def _invitation(row: Row[*tuple[Any, ...]]) -> Invitation:
    return Invitation(mark=row.mark, office=row.office, gender=row.gender, made_by=row.made_by)


def _mark(work: Work, token: str) -> bytes:
    return work.keys.digest("index", f"invitation|{token}".encode())
