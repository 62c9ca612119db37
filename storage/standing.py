"""Single facts of the service itself, kept by name."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from storage.tables import standing
from storage.work import Work

ALIVE = "alive"


def get(work: Work, name: str) -> str | None:
    """Return a fact, or None."""
    row = work.connection.execute(select(standing.c.value).where(standing.c.name == name)).first()
    return row.value if row else None


def put(work: Work, name: str, value: str) -> None:
    """Set a fact."""
    done = work.connection.execute(
        update(standing).where(standing.c.name == name).values(value=value)
    )
    if done.rowcount == 0:
        work.connection.execute(insert(standing).values(name=name, value=value))


def drop(work: Work, name: str) -> None:
    """Forget a fact."""
    work.connection.execute(delete(standing).where(standing.c.name == name))


def note_alive(work: Work) -> None:
    """Note that the service runs now."""
    put(work, ALIVE, str(work.seconds))


def seconds_away(work: Work) -> int:
    """Return how long ago the service ran last; zero when it never did."""
    last = get(work, ALIVE)
    return work.seconds - int(last) if last else 0
