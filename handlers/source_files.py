"""The files among a working group's sources: who works inside the group gets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.draft_files import ending_of
from civic.text import digits
from conversations import group_texts as texts
from conversations.messages import Button, FileKind, Kind, Message, SentFile
from handlers import group_access
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import attachments, group_sources
from storage.attachments import Attachment
from storage.group_sources import Source
from storage.groups import Group

GET: Final = "get "
"""What stands before a source's number to get its file."""


def give(visit: Visit, asked: Asked, wanted: str) -> None:
    """Give the file of a source to whoever works inside the group."""
    back = group_access.to_group(visit, asked.group)
    if not asked.inside:
        visit.say(texts.ONLY_MEMBERS, back)
        return
    plain = digits(wanted.strip())
    number = int(plain[:9]) if plain.isascii() and plain.isdigit() else 0
    source = group_sources.numbered(visit.work, asked.group.id, number)
    found = attachments.get(visit.work, source.attachment) if source and source.attachment else None
    if source is None or found is None or found.state != attachments.KEPT:
        visit.say(texts.FILE_NOT_HERE, back, *going_on(visit))
        return
    said = visit.service.wording.say(texts.the_source(number, source.what), visit.language)
    file = _sent(found, number)
    visit.show(Message(text=said, file=file, language=visit.language))


def offered(visit: Visit, group: Group, found: Sequence[Source]) -> list[Button]:
    """Return a button for each source that has a file."""
    return [
        visit.command(texts.open_source(each.number), f"/source {group.number} {GET}{each.number}")
        for each in found
        if each.attachment is not None
    ]


def _sent(found: Attachment, number: int) -> SentFile:
    if found.kind == Kind.PHOTO:
        return SentFile(id=found.id, kind=FileKind.PHOTO, name=f"source-{number}.jpg")
    name = f"source-{number}.{ending_of(found.body.content)}"
    return SentFile(id=found.id, kind=FileKind.DOCUMENT, name=name)
