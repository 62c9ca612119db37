"""When what a group's room tells may have changed, a timer lets it be looked at."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from storage import timers
from storage.room_tables import group_room as table
from storage.work import Work

BOUND: Final = "bound"
STATUS: Final = "room.status"
"""The timer at which a room's status is compared with what stands there."""


def touch(work: Work, group_id: str) -> None:
    """Let the status of a group's room be looked at, if it has one."""
    query = select(table.c.state).where(table.c.group == group_id)
    if work.connection.execute(query).scalar() == BOUND:
        timers.set_timer(work, STATUS, group_id, work.seconds)
