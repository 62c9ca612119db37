"""One-use codes by which somebody in a chat shows that a member wants the group to meet there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, insert, select

from civic.text import digits as ascii_digits
from storage.room_tables import room_code
from storage.work import Work

MINUTES: Final = 30
DIGITS: Final = 12
"""Forty bits: a room may try as often as it likes in half an hour and find none."""


def issue(work: Work, group_id: str, person_id: str) -> str:
    """Return a code of twelve digits; an earlier one of this person's for the group dies."""
    code = work.dice.digits(DIGITS)
    mine = room_code.c.group == group_id, room_code.c.person == person_id
    drop_old(work)
    work.connection.execute(delete(room_code).where(*mine))
    work.connection.execute(
        insert(room_code).values(
            mark=_mark(work, code),
            group=group_id,
            person=person_id,
            until=work.seconds + MINUTES * 60,
        )
    )
    return code


def redeem(work: Work, typed: str) -> tuple[str, str] | None:
    """Use a code up; returns the group and who asked for it, None when it is none."""
    code = "".join(letter for letter in ascii_digits(typed) if letter.isdigit())
    mark = _mark(work, code)
    query = select(room_code).where(room_code.c.mark == mark, room_code.c.until > work.seconds)
    row = work.connection.execute(query).first()
    used = work.connection.execute(delete(room_code).where(room_code.c.mark == mark))
    return (row.group, row.person) if row is not None and used.rowcount == 1 else None


def drop_old(work: Work) -> None:
    """Delete codes whose time is over."""
    work.connection.execute(delete(room_code).where(room_code.c.until <= work.seconds))


def let_go(work: Work, person_id: str) -> None:
    """Delete the codes that a forgotten person asked for."""
    work.connection.execute(delete(room_code).where(room_code.c.person == person_id))


def _mark(work: Work, code: str) -> bytes:
    return work.keys.digest("index", f"room code|{code}".encode())
