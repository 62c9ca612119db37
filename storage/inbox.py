"""The ids of everything that came in, by which a repetition is known for 30 days."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, text

from storage.tables import inbox
from storage.work import Work

DAYS_KEPT = 30
"""WhatsApp repeats a delivery for up to seven days; see docs/threats.md."""

_FIRST = text(
    "INSERT INTO inbox (channel, external_id, at) VALUES (:channel, :external_id, :at) "
    "ON CONFLICT DO NOTHING"
)


def is_first(work: Work, channel: str, external_id: str) -> bool:
    """Note an incoming id; false when it was noted before, so that it takes effect once."""
    row = {"channel": channel, "external_id": external_id, "at": work.seconds}
    return work.connection.execute(_FIRST, row).rowcount == 1


def drop_old(work: Work) -> int:
    """Forget ids older than thirty days; returns how many."""
    before = work.seconds - DAYS_KEPT * 86_400
    return work.connection.execute(
        delete(inbox).where(inbox.c.at < bindparam("t")), {"t": before}
    ).rowcount
