"""What a page shows of a chat when it is opened: the last messages, both ways."""

from __future__ import annotations

from conversations.messages import Message
from storage import outbox, people
from storage.work import Work


def recent(work: Work, channel: str, account: str) -> list[tuple[str, bool, Message]]:
    """Return the channel's id, whether the person said it, and the message; oldest first."""
    lane = people.lane_of(work.keys, channel, account)
    return [(str(row.id), mine, row.message) for row, mine in outbox.recent(work, lane)]
