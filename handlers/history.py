"""What a page shows of a chat when it is opened: the last messages, both ways."""

from __future__ import annotations

import re
from typing import Final

from conversations.messages import Message, SentFile
from storage import outbox, people, sent_files
from storage.work import Work

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
"""What can be a row's number; a longer one is none, and no database would take it."""


def recent(work: Work, channel: str, account: str) -> list[tuple[str, bool, Message]]:
    """Return the channel's id, whether the person said it, and the message; oldest first."""
    lane = people.lane_of(work.keys, channel, account)
    return [(str(row.id), mine, row.message) for row, mine in outbox.recent(work, lane)]


def file_of(
    work: Work, channel: str, account: str, reference: str
) -> tuple[SentFile, bytes] | None:
    """Return the file of one message of a chat; None for what is no such message here."""
    lane = people.lane_of(work.keys, channel, account)
    known = _NUMBER.fullmatch(reference) is not None
    message = outbox.message(work, lane, int(reference)) if known else None
    if message is None or message.file is None:
        return None
    content = sent_files.content(work, message.file.id)
    return (message.file, content) if content else None
