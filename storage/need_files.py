"""Photos and voice notes of a need: what people sent with it, and what its office showed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from civic.need_events import Event
from conversations.messages import FileKind, SentFile
from storage import attachments, need_events
from storage.tables import attachment
from storage.work import Work

MOST: Final = 5
"""So many files of a need are shown; a chat is no archive."""


def of_people(work: Work, need_id: str) -> list[SentFile]:
    """Return the files that people sent with a need, those of the office left out."""
    theirs = [file for file in _kept(work, need_id) if file.id not in _of_office(work, need_id)]
    return theirs[:MOST]


def of_what_was_done(work: Work, need_id: str) -> SentFile | None:
    """Return the photo of what was done last, if one was sent and is kept."""
    shown = _of_office(work, need_id)
    kept = [file for file in _kept(work, need_id) if file.id in shown]
    return max(kept, key=lambda file: shown.index(file.id), default=None)


def _kept(work: Work, need_id: str) -> list[SentFile]:
    rows = work.connection.execute(
        select(attachment.c.id, attachment.c.kind)
        .where(attachment.c.need == need_id, attachment.c.state == attachments.KEPT)
        .order_by(attachment.c.id)
    )
    return [_sent(row.id, row.kind) for row in rows]


def _sent(file_id: str, kind: str) -> SentFile:
    if kind == FileKind.PHOTO:
        return SentFile(id=file_id, kind=FileKind.PHOTO, name="photo.jpg")
    return SentFile(id=file_id, kind=FileKind.VOICE, name="voice.ogg")


def _of_office(work: Work, need_id: str) -> list[str]:
    closings = need_events.of_need(work, need_id, [Event.RESOLVED])
    return [file for each in closings if (file := need_events.said_in(work, each).file)]
