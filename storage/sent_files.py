"""The bytes of a file that goes with a message: drawn for a chat, or sent by a person."""

from __future__ import annotations

from storage import attachments, pictures
from storage.work import Work


def content(work: Work, file_id: str) -> bytes | None:
    """Return the bytes; None when they are gone, or were never kept.

    Who may see them was decided when the message was owed.
    """
    if drawn := pictures.get(work, file_id):
        return drawn.body.content or None
    attached = attachments.get(work, file_id)
    if attached is None or attached.state != attachments.KEPT:
        return None
    return attached.body.content or None
