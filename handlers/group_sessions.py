"""Sessions of a working group: proposed, answered, called off, and written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.group_sessions import (
    Coming,
    check_change,
    check_minutes,
    check_planned,
)
from civic.groups import ENDED, SEATED
from civic.refusals import Refusal
from civic.text import digits
from conversations import group_sessions as words
from conversations.wording import Text, lines
from handlers import conversing, group_access, session_cards, session_news
from handlers.group_access import Asked
from handlers.session_cards import CANCEL, MINUTES, NEW, SURE
from handlers.visit import Visit, going_on
from storage import audit, group_seats, group_sessions
from storage.group_sessions import Session
from storage.people import Person


def command(visit: Visit, person: Person, argument: str) -> bool:
    """List a group's sessions, begin to propose one, or do with one what the words say."""
    asked, rest = group_access.read(visit, person, argument)
    if asked is None:
        return True
    wish, _, more = digits(rest).partition(" ")
    if not asked.inside:
        visit.say(words.ONLY_MEMBERS, group_access.to_group(visit, asked.group))
    elif wish == NEW:
        _propose(visit, person, asked)
    elif wish.isascii() and wish.isdigit():
        _one(visit, person, asked, int(wish[:9]), more)
    else:
        session_cards.show_list(visit, asked)
    return True


def _propose(visit: Visit, person: Person, asked: Asked) -> None:
    if asked.group.stage not in SEATED:
        session_cards.show_list(visit, asked, words.NOT_NOW)
        return
    try:
        check_planned(group_sessions.ahead(visit.work, asked.group.id), visit.work.seconds)
    except Refusal as refusal:
        session_cards.show_list(visit, asked, words.why_not(refusal))
        return
    conversing.begin(visit, person, "group_session", {"group": asked.group.id})


def _one(visit: Visit, person: Person, asked: Asked, number: int, wish: str) -> None:
    session = group_sessions.numbered(visit.work, asked.group.id, number)
    if session is None:
        session_cards.show_list(visit, asked, words.NO_SUCH)
        return
    try:
        _WISHES.get(wish, _show)(visit, person, asked, session)
    except Refusal as refusal:
        session_cards.show(visit, asked, session, words.why_not(refusal))


def _show(visit: Visit, _person: Person, asked: Asked, session: Session) -> None:
    session_cards.show(visit, asked, session)


def _come(visit: Visit, _person: Person, asked: Asked, session: Session) -> None:
    _answer(visit, asked, session, Coming.YES, words.NOTED_COMING)


def _stay(visit: Visit, _person: Person, asked: Asked, session: Session) -> None:
    _answer(visit, asked, session, Coming.NO, words.NOTED_STAYING)


def _answer(visit: Visit, asked: Asked, session: Session, said: Coming, noted: Text) -> None:
    check_change(session.state, session.at, visit.work.seconds)
    if asked.seat is None:
        session_cards.show(visit, asked, session, words.ONLY_SEATS)
        return
    group_sessions.coming(visit.work, session.id, asked.seat.id, said)
    session_cards.show(visit, asked, group_sessions.load(visit.work, session.id), noted)


def _minutes(visit: Visit, person: Person, asked: Asked, session: Session) -> None:
    check_minutes(session.state, session.at, visit.work.seconds)
    if asked.seat is None:
        session_cards.show(visit, asked, session, words.ONLY_SEATS)
    elif asked.group.stage in ENDED:
        session_cards.show(visit, asked, session, words.NOT_NOW)
    else:
        seats = group_seats.of_group(visit.work, asked.group.id)
        opening = {
            "group": asked.group.id,
            "session": session.number,
            "seats": [seat.number for seat in seats],
        }
        told = lines(
            words.seats([(seat.number, seat.name) for seat in seats]),
            words.minutes(session.text, group_sessions.present(visit.work, session))
            if session.text
            else None,
        )
        conversing.begin(visit, person, "group_minutes", opening, notice=told)


def _call_off(visit: Visit, _person: Person, asked: Asked, session: Session) -> None:
    check_change(session.state, session.at, visit.work.seconds)
    sure = f"/session {asked.group.number} {session.number} {SURE}"
    visit.say(
        words.SURE,
        visit.command(words.SURE_BUTTON, sure),
        session_cards.look(visit, asked),
        *going_on(visit),
    )


def _called_off(visit: Visit, _person: Person, asked: Asked, session: Session) -> None:
    check_change(session.state, session.at, visit.work.seconds)
    group_sessions.cancel(visit.work, session)
    if asked.by is not None:
        audit.note(visit.work, asked.by.id, "group.session", session.id)
    by = asked.seat.id if asked.seat else asked.actor
    session_news.cancel(visit.work, visit.service, session, by)
    session_cards.show(visit, asked, group_sessions.load(visit.work, session.id))


Wish = Callable[[Visit, Person, Asked, Session], None]

_WISHES: Final[Mapping[str, Wish]] = MappingProxyType(
    {
        Coming.YES: _come,
        Coming.NO: _stay,
        MINUTES: _minutes,
        CANCEL: _call_off,
        SURE: _called_off,
    }
)
"""What can follow a session's number; each raises Refusal as civic.group_sessions."""
