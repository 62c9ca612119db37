"""Caution after a crash: what was being tried is suspected; what ends the process twice goes."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, select, text

from storage.tables import inbox, trying

CRASHES_TO_PARK = 2
"""How often a suspect, tried alone, may end the process before it is put aside."""


class Mark(NamedTuple):
    """The channel and its own id of an incoming thing."""

    channel: str
    external_id: str


class TwiceCrashed(Exception):
    """Handling this has ended the process twice; it is to be parked unread."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        super().__init__(f"{mark.channel} {mark.external_id}")


_ACCUSE = text(
    "INSERT INTO trying (channel, external_id, crashes) VALUES (:channel, :external_id, 0) "
    "ON CONFLICT (channel, external_id) DO UPDATE SET crashes = trying.crashes + :alone"
)
_ACQUIT_THE_HANDLED = delete(trying).where(
    exists().where(inbox.c.channel == trying.c.channel, inbox.c.external_id == trying.c.external_id)
)


def accuse(connection: Connection, marks: Sequence[Mark]) -> None:
    """Note what was being tried when a process died: from now on it is tried alone.

    It counts against what was a suspect already and alone. A first time may be chance: with a
    hundred kills at random among 3,500 messages it hit about one of them twice.
    """
    alone = int(len(marks) == 1)
    if marks:
        connection.execute(_ACCUSE, [{**mark._asdict(), "alone": alone} for mark in marks])


def suspects(connection: Connection) -> dict[Mark, int]:
    """Return what is suspected and not handled yet, with its crashes since then."""
    connection.execute(_ACQUIT_THE_HANDLED)
    rows = connection.execute(select(trying))
    return {Mark(row.channel, row.external_id): row.crashes for row in rows}


def acquit(connection: Connection, mark: Mark) -> None:
    """Drop an accusation."""
    same = trying.c.channel == mark.channel, trying.c.external_id == mark.external_id
    connection.execute(delete(trying).where(*same))


def where(error: BaseException) -> str:
    """Return an error's type, file and line, and never its values."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" {last[0].filename.rsplit('/', 1)[-1]}:{last[0].lineno}" if last else ""
    return f"{type(error).__name__}{place}"
