"""Coming back from a shared phone: a follow-up number with a secret of sixteen digits."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from civic.follow_up import SECRET_DIGITS
from storage.tables import return_code
from storage.work import Work


def issue(work: Work, person_id: str, number: str) -> str:
    """Return a new secret for a follow-up number; only its blind index is kept."""
    secret = work.dice.digits(SECRET_DIGITS)
    work.connection.execute(
        insert(return_code).values(mark=_mark(work, number, secret), person=person_id)
    )
    return secret


def person_of(work: Work, number: str, secret: str) -> str | None:
    """Return whose number and secret these are, or None."""
    row = work.connection.execute(
        select(return_code.c.person).where(return_code.c.mark == _mark(work, number, secret))
    ).first()
    return row.person if row else None


def use_up(work: Work, number: str, secret: str) -> None:
    """Delete a code that was used; a new one takes its place."""
    mark = _mark(work, number, secret)
    work.connection.execute(delete(return_code).where(return_code.c.mark == mark))


def drop_for(work: Work, person_id: str) -> None:
    """Delete the codes of a person who is being forgotten."""
    work.connection.execute(delete(return_code).where(return_code.c.person == person_id))


def _mark(work: Work, number: str, secret: str) -> bytes:
    return work.keys.digest("return", f"{number}|{secret}".encode())
