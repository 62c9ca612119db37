"""What a resident said to an office about a request reaches it, and how the request stands then."""

from __future__ import annotations

from civic.need_events import Event
from civic.need_replies import Reply
from conversations.need_news import News, told
from conversations.wording import Text, _
from handlers.need_news import day_of, name_of
from handlers.visit import Visit, menu_after
from storage import need_hearers, need_replies, need_rows, needs
from storage.need_events import Said
from storage.need_rows import NeedRow
from storage.people import Person

MOVED_ON: Text = _("The request has moved on since, so this was not sent. Here it is as it stands:")


def finish(visit: Visit, person: Person, reply: Reply) -> None:
    """Pass words on, if the request is still where they were asked for."""
    need = needs.numbered(visit.work, person, reply.number)
    row = need_rows.get(visit.work, need.id) if need else None
    if row is None or not _still_fits(visit, person, row, reply.kind):
        visit.say(MOVED_ON, visit.command(_("Show the request"), f"/my {reply.number}"))
        return
    said = Said(reply.words, reply.file)
    if reply.file:
        needs.attach(visit.work, person.id, row.id, (reply.file,))
    if reply.kind is Event.OBJECTED:
        places = visit.service.places
        say_reopened(visit, need_replies.object_to(visit.work, places, row, person, said))
    else:
        need_replies.say(visit.work, row, person, reply.kind, said)
        visit.say(_("It is passed on to the office, without your account."), *menu_after(visit))
    visit.work.afterwards.append(visit.service.clock_waiting)


def say_reopened(visit: Visit, row: NeedRow) -> None:
    """Say that a request is open again, and who has it."""
    news = News(
        kind=Event.UNSOLVED,
        number=row.number,
        office=name_of(visit.work, row.office, visit.language),
        until=day_of(row.due),
    )
    visit.say(told(news), *menu_after(visit))


def _still_fits(visit: Visit, person: Person, row: NeedRow, kind: Event) -> bool:
    match kind:
        case Event.OBJECTED:
            return need_replies.may_object(visit.work, row)
        case Event.ANSWERED:
            return need_replies.open_question(visit.work, row) is not None
    return row.office is not None and need_hearers.hears(visit.work, row.id, person.id)
