"""What time will bring: rows with a kind, a subject and an instant, claimed in the turn that acts.

A timer that is due is claimed by deleting its row in the same transaction as what it brings,
so that a crash leaves either both or neither, and of two workers one finds it gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text, update

from civic.need_clocks import PAUSING
from storage.tables import timer as table
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer: what kind of thing it brings, to which row or person, and when."""

    kind: str
    subject: str
    due: int


_SET = text(
    "INSERT INTO timer (kind, subject, due, away) VALUES (:kind, :subject, :due, :away) "
    "ON CONFLICT (kind, subject) DO UPDATE SET due = excluded.due, away = excluded.away"
)
_DUE = (
    select(table)
    .where(table.c.due <= bindparam("now"))
    .order_by(table.c.due, table.c.kind, table.c.subject)
    .limit(bindparam("most"))
)
_ONE = select(table).where(
    table.c.kind == bindparam("of_kind"), table.c.subject == bindparam("of_subject")
)
_DROP = delete(table).where(
    table.c.kind == bindparam("of_kind"), table.c.subject == bindparam("of_subject")
)


def set_timer(work: Work, kind: str, subject: str, due: int) -> None:
    """Let something happen at `due` (seconds since 1970); one of its kind and subject moves.

    Clocks of needs are put off by every outage from now on.
    """
    away = work.away if kind in PAUSING else None
    work.connection.execute(_SET, {"kind": kind, "subject": subject, "due": due, "away": away})


def get(work: Work, kind: str, subject: str) -> Timer | None:
    """Return a timer that runs."""
    row = work.connection.execute(_ONE, {"of_kind": kind, "of_subject": subject}).first()
    return Timer(kind, subject, _due_at(work, row)) if row else None


def due(work: Work, most: int = 50) -> list[Timer]:
    """Return timers whose time has come, the longest overdue first; nothing is claimed yet."""
    rows = work.connection.execute(_DUE, {"now": work.seconds, "most": most})
    return [Timer(row.kind, row.subject, row.due) for row in rows]


def claim(work: Work, found: Timer) -> bool:
    """Take a timer in this turn; false when it was moved, dropped or taken meanwhile.

    One that outages put off is set to when it is due, and false too.
    """
    # Another worker's unfinished turn is not waited for: if it fails, a later sweep finds the row.
    row = _ONE.where(table.c.due == found.due).with_for_update(skip_locked=True)
    named = {"of_kind": found.kind, "of_subject": found.subject}
    there = work.connection.execute(row, named).first()
    if there is None:
        return False
    if (later := _due_at(work, there)) > found.due:
        set_timer(work, found.kind, found.subject, later)
        return False
    work.connection.execute(_DROP, named)
    return True


def claim_all(work: Work, kind: str, prefix: str) -> list[Timer]:
    """Take every timer of a kind whose subject begins so, due or not."""
    rows = work.connection.execute(
        select(table)
        .where(table.c.kind == kind, table.c.subject.startswith(prefix, autoescape=True))
        .order_by(table.c.due, table.c.subject)
        .with_for_update(skip_locked=True)
    )
    found = [Timer(row.kind, row.subject, row.due) for row in rows]
    if found:
        named = [{"of_kind": each.kind, "of_subject": each.subject} for each in found]
        work.connection.execute(_DROP, named)
    return found


def drop(work: Work, kind: str, subject: str) -> None:
    """Let nothing of this kind happen to a subject; no timer is no error."""
    work.connection.execute(_DROP, {"of_kind": kind, "of_subject": subject})


def drop_of(work: Work, subject: str, kinds: Iterable[str]) -> None:
    """Let nothing of these kinds happen to a subject."""
    named = table.c.kind.in_(list(kinds)), table.c.subject == subject
    work.connection.execute(delete(table).where(*named))


def put_off(work: Work, kinds: Iterable[str], seconds: int) -> None:
    """Move all timers of these kinds on, of which there are few, after an outage of so long."""
    work.connection.execute(
        update(table).where(table.c.kind.in_(list(kinds))).values(due=table.c.due + seconds)
    )


def _due_at(work: Work, row: Row[Any]) -> int:
    """Return when a timer is due, the outages since it was set included."""
    put_off_by = work.away - (row.away or 0) if row.kind in PAUSING else 0
    return int(row.due) + put_off_by
