"""Telling the reporter and every supporter what happened to a need, at most 200 in a turn."""

from __future__ import annotations

from functools import partial

from civic.hours import is_safe, next_safe
from civic.need_events import CLOSINGS, Answer, Event
from civic.needs import group_of
from conversations.messages import Button, Message
from conversations.need_news import DELICATE, News, neutral, told
from conversations.wording import Text, Words, _
from handlers import behalf_news
from handlers.need_news import news_of
from handlers.service import Service
from storage import need_events, need_hearers, need_rows, outbox, people, timers
from storage.need_events import TELL, Happened
from storage.need_rows import NeedRow
from storage.outbox import Priority
from storage.people import Address, owner_of
from storage.work import Work

SOLVED: dict[Answer, Words] = {
    Answer.YES: _("Yes, solved"),
    Answer.PARTLY: _("Partly"),
    Answer.NO: _("No"),
    Answer.UNKNOWN: _("I do not know"),
}
READ: Text = _("Read it")
SHOW: Text = _("Show the request")
SAY: Text = _("Write a remark")
ANSWER: Text = _("Answer")
OBJECT: Text = _("Object")
PHOTO: Text = _("Show the photo")

Offer = tuple[Text, str]
"""A button's label and its command."""


def tell(work: Work, service: Service, subject: str) -> None:
    """Tell the next people of an event; `subject` is its id and whoever was told last."""
    event_id, _, after = subject.partition(" ")
    happened = need_events.get(work, int(event_id))
    row = need_rows.get(work, happened.need) if happened else None
    if happened is None or row is None:
        return
    if not (row.endangers_life or is_safe(work.now)):
        timers.set_timer(work, TELL, subject, next_safe(work.seconds))
        return
    found = need_hearers.of(work, happened, after)
    _tell_all(work, service, row, happened, found)
    if len(found) == need_hearers.PAGE:
        timers.set_timer(work, TELL, f"{event_id} {found[-1]}", work.seconds)


def offers(news: News, happened: Happened) -> list[Offer]:
    """Return what can be done about an event by those whom it concerns."""
    my = f"/my {news.number}"
    if happened.kind in CLOSINGS:
        solved = [(label, f"{my} {answer} {happened.id}") for answer, label in SOLVED.items()]
        return [*solved, *([(PHOTO, f"{my} photo")] if news.photo else [])]
    if happened.kind is Event.ASKED:
        return [(ANSWER, f"{my} answer")]
    if happened.kind is Event.MERGED:
        return [(SHOW, f"/my {news.other}")]
    if happened.kind is Event.DECLINED:
        objecting = [] if news.last else [(OBJECT, f"{my} object")]
        return [*objecting, (SAY, f"{my} say")]
    return [(SAY, f"{my} say"), (SHOW, my)]


def _tell_all(
    work: Work, service: Service, row: NeedRow, happened: Happened, found: list[str]
) -> None:
    # Who left hears no more of it, and who did it has been answered already.
    left = {*need_hearers.who_left(work, row.id), happened.owner}
    work.keys.load(owner_of(person) for person in found)
    known: dict[str, News] = {}
    for person in found:
        if owner_of(person) in left or not work.keys.has(owner_of(person)):
            continue
        language = people.language_of(work, person)
        if language not in known:
            known[language] = news_of(work, row, happened, language)
        _tell_one(work, service, row, happened, known[language], person, language)
    behalf_news.tell(work, service, row, happened, found)


def _tell_one(
    work: Work,
    service: Service,
    row: NeedRow,
    happened: Happened,
    news: News,
    person: str,
    language: str,
) -> None:
    for ordinal, address in enumerate(people.addresses(work, person)):
        if group_of(row.sector) in DELICATE or address.channel in service.returning:
            text, offered = neutral(row.number), [(READ, f"/my {row.number}")]
        else:
            text, offered = told(news), offers(news, happened)
        cause = f"need-event:{happened.id}:{person}"
        _owe(work, service, address, language, text, offered, cause, ordinal)


def _owe(
    work: Work,
    service: Service,
    to: Address,
    language: str,
    text: Text,
    offered: list[Offer],
    cause: str,
    ordinal: int,
) -> None:
    wording = service.wording
    buttons = tuple(Button(wording.label(label, language), data) for label, data in offered)
    message = Message(text=wording.say(text, language), buttons=buttons, language=language)
    row = outbox.owe(work, to, message, cause=cause, ordinal=ordinal, priority=Priority.NOTICE)
    work.afterwards.append(partial(service.owed, row))
