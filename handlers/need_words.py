"""What an office and the people whom a need concerns said to each other, shown on demand."""

from __future__ import annotations

from civic.follow_up import read_follow_up
from civic.mandates import Mandate
from civic.need_events import Event
from conversations.office_actions import NO_SUCH_NEED, WHICH_NUMBER
from conversations.wording import Code, Text, _, lines
from handlers import need_detail
from handlers.need_actions import buttons
from handlers.need_news import when
from handlers.visit import Visit, going_on
from storage import need_events, need_rows
from storage.need_events import Happened
from storage.people import Person

SPOKEN = (
    *(Event.ASKED, Event.ANSWERED, Event.SAID, Event.OBJECTED),
    *(Event.PASSED_UP, Event.HANDED_OVER),
)
MOST = 20


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Show what was said about a need, counted and noted as any detail is, for ten minutes."""
    number = read_follow_up(argument)
    if number is None:
        visit.say(WHICH_NUMBER, *going_on(visit))
        return
    row = need_rows.numbered(visit.work, mandate.area, number)
    if row is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    happened = need_events.of_need(visit.work, row.id, SPOKEN)
    if not happened:
        nothing = _("Nothing has been said about request {number} yet.", number=Code(row.number))
        visit.say(nothing, *buttons(visit, mandate, row))
        return
    if not need_detail.may_open(visit, mandate, row, "need.words"):
        return
    said = [_line(visit, each) for each in happened]
    found = [line for line in said if line is not None][-MOST:]
    header = _("What was said about request {number}:", number=Code(row.number))
    need_detail.show_shortly(visit, lines(header, *found), *buttons(visit, mandate, row))


def _line(visit: Visit, happened: Happened) -> Text | None:
    said = need_events.said_in(visit.work, happened)
    words = said.words or (_("a voice message") if said.file else "")
    if not words:
        return None
    day = when(happened)
    match happened.kind:
        case Event.ANSWERED | Event.SAID if happened.mandate:
            return _("{date}, passed on by an office for them: {words}", date=day, words=words)
        case Event.ASKED:
            return _("{date}, the office asked: {words}", date=day, words=words)
        case Event.ANSWERED:
            return _("{date}, whoever reported it answered: {words}", date=day, words=words)
        case Event.PASSED_UP | Event.HANDED_OVER:
            return _("{date}, with it when it was passed on: {words}", date=day, words=words)
    return _("{date}, somebody whom it concerns: {words}", date=day, words=words)
