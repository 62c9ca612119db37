"""Caution after an unclean stop: what is being tried is marked on the disk while it runs."""

from __future__ import annotations

import traceback
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from storage.tables import standing, trying

CRASHES_TO_PARK = 2
"""How often an incoming thing may end the process before it is put aside."""

CAREFUL_TURNS = 200
"""How many turns run singly after an unclean stop."""


class Mark(NamedTuple):
    """The channel and its own id of an incoming thing."""

    channel: str
    external_id: str


class TwiceCrashed(Exception):
    """Handling this has ended the process twice; it is to be parked unread."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        super().__init__(f"{mark.channel} {mark.external_id}")


def begin(connection: Connection, mark: Mark) -> int:
    """Note that this is being tried; returns how often trying it has ended the process."""
    insert = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
    keys = {"channel": mark.channel, "external_id": mark.external_id}
    connection.execute(insert(trying).values(**keys, crashes=-1).on_conflict_do_nothing())
    connection.execute(update(trying).where(_is(mark)).values(crashes=trying.c.crashes + 1))
    return int(connection.execute(select(trying.c.crashes).where(_is(mark))).scalar_one())


def end(connection: Connection, mark: Mark) -> None:
    """Note that it passed without ending the process."""
    connection.execute(delete(trying).where(_is(mark)))


def mark_running(connection: Connection) -> bool:
    """Note that the service runs; returns whether the last stop was clean."""
    left = connection.execute(select(standing.c.value).where(standing.c.name == "running")).first()
    if left is None:
        connection.execute(standing.insert().values(name="running", value="yes"))
    return left is None


def mark_stopped(connection: Connection) -> None:
    """Note a clean stop."""
    connection.execute(delete(standing).where(standing.c.name == "running"))


def where(error: BaseException) -> str:
    """Return an error's type, file and line, and never its values."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" {last[0].filename.rsplit('/', 1)[-1]}:{last[0].lineno}" if last else ""
    return f"{type(error).__name__}{place}"


def _is(mark: Mark) -> ColumnElement[bool]:
    return and_(trying.c.channel == mark.channel, trying.c.external_id == mark.external_id)
