"""Showing the photos and voice notes of a need, to its office and to those who hear of it."""

from __future__ import annotations

from conversations.messages import FileKind, Message
from conversations.wording import Text, _
from handlers.visit import Visit, menu_after
from storage import need_files
from storage.need_rows import NeedRow
from storage.outbox import OutboxRow
from storage.people import Person

PHOTO: Text = _("A photo that was sent with it.")
VOICE: Text = _("A voice note that was sent with it.")
DONE: Text = _("What was done.")
NO_PHOTO: Text = _("No photo of it is kept.")


def show_theirs(visit: Visit, row: NeedRow) -> list[OutboxRow]:
    """Owe what people sent with a need; returns the rows, which are taken back in time."""
    shown = []
    for file in need_files.of_people(visit.work, row.id):
        text = PHOTO if file.kind is FileKind.PHOTO else VOICE
        said = visit.service.wording.say(text, visit.language)
        shown.append(visit.show(Message(text=said, file=file, language=visit.language)))
    return shown


def show_done(visit: Visit, _person: Person, row: NeedRow, _about: str) -> None:
    """Show the photo of what was done, which whoever hears of a need may ask for."""
    file = need_files.of_what_was_done(visit.work, row.id)
    if file is None:
        visit.say(NO_PHOTO, *menu_after(visit))
        return
    said = visit.service.wording.say(DONE, visit.language)
    visit.show(Message(text=said, file=file, language=visit.language))
