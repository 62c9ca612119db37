"""Messages to many people: for whom they are, and whom they have reached so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, delete, distinct, func, insert, select, update

from storage import timers
from storage.broadcast_tables import broadcast as table
from storage.outbox import HELD, OWED, SENT, OutboxRow
from storage.tables import outbox
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One message to many; its rows of the outbox have `cause` before the person's id.

    `actor` is the mandate or the seat that sent it; `people` grows until it is `complete`.
    """

    id: str
    cause: str
    about: str
    actor: str
    at: int
    people: int
    first: int | None
    newest: int | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """How many people have got a message in at least one chat, and whether any still waits."""

    people: int
    waiting: bool


LOOK: Final = "broadcast.look"
"""The timer at which it is seen how far a broadcast has come."""

STEP: Final = 15
"""Seconds between two looks, while it goes on."""


def begin(work: Work, cause: str, about: str, actor: str, due: int) -> None:
    """Note that many are to be told something from `due` on, and watch it."""
    row = work.dice.token()
    work.connection.execute(
        insert(table).values(
            id=row,
            cause=cause,
            about=about,
            actor=actor,
            at=work.seconds,
            people=0,
            complete=False,
        )
    )
    timers.set_timer(work, LOOK, f"{row} 0 {STEP}", due + STEP)


def count(work: Work, cause: str, people: int, rows: Sequence[OutboxRow], *, last: bool) -> None:
    """Count a page of people to whom these rows are owed; no such broadcast is no error."""
    values: dict[str, Any] = {"people": table.c.people + people, "complete": last}
    if rows:
        values["first"] = func.coalesce(table.c.first, rows[0].id)
        values["newest"] = rows[-1].id
    work.connection.execute(update(table).where(table.c.cause == cause).values(values))


def get(work: Work, broadcast_id: str) -> Broadcast | None:
    """Return a broadcast that is on its way."""
    row = work.connection.execute(select(table).where(table.c.id == broadcast_id)).first()
    return _read(row) if row else None


def reached(work: Work, one: Broadcast) -> Reached:
    """Count whom a broadcast has reached by now."""
    mine = (
        outbox.c.id.between(one.first or 0, one.newest or 0),
        outbox.c.cause.startswith(one.cause, autoescape=True),
    )
    sent = select(func.count(distinct(outbox.c.person))).where(*mine, outbox.c.state == SENT)
    waits = select(outbox.c.id).where(*mine, outbox.c.state.in_((OWED, HELD))).limit(1)
    return Reached(
        work.connection.execute(sent).scalar_one(),
        work.connection.execute(waits).first() is not None,
    )


def drop(work: Work, broadcast_id: str) -> None:
    """Forget a broadcast; its rows of the outbox stay."""
    work.connection.execute(delete(table).where(table.c.id == broadcast_id))


def _read(row: Row[Any]) -> Broadcast:
    return Broadcast(**row._mapping)
