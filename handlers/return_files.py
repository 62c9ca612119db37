"""The tables of going home as a file in the chat: those of a place and of its parts."""

from __future__ import annotations

from civic.disclosure import LEVELS
from civic.mandates import Mandate
from conversations import return_figures as words
from conversations import return_sheets
from conversations.figures import Reader
from conversations.messages import Message
from conversations.return_sheets import Row
from conversations.wording import lines
from handlers.visit import Visit
from storage import audit, pictures, return_figures


def give(visit: Visit, mandate: Mandate, place: str, week: str) -> None:
    """Give what is told of a place and of its parts this week; the audit knows of it."""
    parts = visit.service.places.children(place, *LEVELS)
    told = return_figures.tables(visit.work, mandate.area, [place, *parts])
    reader = Reader(visit.service.wording, visit.language)
    content = return_sheets.write(reader, week, (Row(*each) for each in told))
    caption = lines(words.FILE_NOTE, words.week_of(week))
    said = visit.service.wording.say(caption, visit.language)
    message = Message(text=said, language=visit.language)
    name = f"returns-{place}-{week}.csv"
    audit.note(visit.work, mandate.id, "returns.exported", place)
    visit.show(pictures.put(visit.work, visit.address, content, message, name))
