"""What somebody whom a request concerns does about it: solved or not, words, or leaving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.follow_up import read_follow_up
from civic.need_events import Answer, Event
from civic.needs import OPEN
from conversations.need_news import OLD_BUTTON
from conversations.wording import Code, Text, _
from handlers import conversing, mine, need_files, replying
from handlers.need_news import name_of
from handlers.visit import Visit, menu_after
from storage import behalf, need_events, need_hearers, need_replies, need_rows, needs
from storage.need_rows import NeedRow
from storage.needs import Need
from storage.people import Person

Wish = Callable[[Visit, Person, NeedRow, str], None]


def answer(visit: Visit, person: Person, argument: str) -> None:
    """Show the list, one request, or do what a button under one is for."""
    if number := read_follow_up(argument):
        mine.show_one(visit, person, number)
        return
    first, _, wish = argument.partition(" ")
    number = read_follow_up(first)
    need = needs.numbered(visit.work, person, number) if number else None
    if number is None:
        mine.show_all(visit, person)
    elif need is None:
        visit.say(mine.NOT_YOURS, *menu_after(visit))
    elif not carry_out(visit, person, need, wish):
        mine.show_one(visit, person, number)


def carry_out(visit: Visit, person: Person, need: Need, wish: str) -> bool:
    """Do what a button under a request is for; false for words that are none of these."""
    name, _, about = wish.partition(" ")
    row = need_rows.standing_for(visit.work, need.id)
    if name not in _WISHES or row is None:
        return False
    if not need_hearers.hears(visit.work, row.id, person.id):
        return False
    _WISHES[name](visit, person, row, about)
    visit.work.afterwards.append(visit.service.clock_waiting)
    return True


def _answer_whether(answer: Answer) -> Wish:
    def told(visit: Visit, person: Person, row: NeedRow, about: str) -> None:
        """Take an answer to «is it solved?», if that is still the question."""
        question = need_replies.asked(visit.work, row)
        if question is None or str(question.id) != about:
            _say_old(visit, row)
            return
        places = visit.service.places
        after = need_replies.confirm(visit.work, places, row, person, answer)
        if answer is Answer.PARTLY:
            visit.say(
                _("Thank you, noted. Shall the request be opened again?"),
                visit.command(_("Yes, open it again"), f"/my {row.number} again {about}"),
                visit.command(_("No, leave it so"), f"/my {row.number}"),
            )
        elif answer is Answer.NO:
            replying.say_reopened(visit, after)
        else:
            visit.say(_("Thank you, noted."), *menu_after(visit))

    return told


def _again(visit: Visit, person: Person, row: NeedRow, about: str) -> None:
    """Open what is only partly solved again."""
    question = need_replies.asked(visit.work, row)
    if question is None or str(question.id) != about:
        _say_old(visit, row)
        return
    replying.say_reopened(visit, need_replies.reopen(visit.work, visit.service.places, row, person))


def _say(visit: Visit, person: Person, row: NeedRow, _about: str) -> None:
    if row.office is None:
        visit.say(
            _("Nobody has been appointed for this area here yet, so nobody would read it."),
            *menu_after(visit),
        )
        return
    _ask_for_words(visit, person, row, Event.SAID)


def _answer(visit: Visit, person: Person, row: NeedRow, _about: str) -> None:
    asked = need_replies.open_question(visit.work, row) if row.person == person.id else None
    if asked is None:
        _say_old(visit, row)
    else:
        words = need_events.said_in(visit.work, asked).words
        office = name_of(visit.work, asked.office, visit.language)
        question = _("{office} asks: {question}", office=office, question=words)
        _ask_for_words(visit, person, row, Event.ANSWERED, question if words else None)


def _object(visit: Visit, person: Person, row: NeedRow, _about: str) -> None:
    if not need_replies.may_object(visit.work, row):
        _say_old(visit, row)
    else:
        _ask_for_words(visit, person, row, Event.OBJECTED)


def _leave(visit: Visit, person: Person, row: NeedRow, about: str) -> None:
    """Let go of a request, after one clear yes."""
    if row.status not in OPEN:
        _say_old(visit, row)
    elif about != "yes":
        visit.say(
            _("Is request {number} no longer needed?", number=Code(row.number)),
            visit.command(_("Yes, no longer needed"), f"/my {row.number} leave yes"),
            visit.command(_("No, it stays"), f"/my {row.number}"),
        )
    else:
        after = need_replies.leave(visit.work, row, person)
        others = _("Others need it too, so it goes on for them. You will hear no more of it.")
        closed = _("Request {number} is withdrawn.", number=Code(row.number))
        visit.say(others if after.status in OPEN else closed, *menu_after(visit))


def _right(visit: Visit, _person: Person, row: NeedRow, _about: str) -> None:
    """Note that what was written down for somebody is right."""
    if behalf.confirm(visit.work, row.id):
        visit.say(_("Thank you, noted."), *menu_after(visit))
    else:
        _say_old(visit, row)


def _ask_for_words(
    visit: Visit, person: Person, row: NeedRow, kind: Event, notice: Text | None = None
) -> None:
    opening = {"number": row.number, "kind": kind.value}
    conversing.begin(visit, person, "need_say", opening, notice=notice)


def _say_old(visit: Visit, row: NeedRow) -> None:
    visit.say(OLD_BUTTON, visit.command(_("Show the request"), f"/my {row.number}"))


_WISHES: Final[Mapping[str, Wish]] = MappingProxyType(
    {
        **{answer.value: _answer_whether(answer) for answer in Answer},
        "again": _again,
        "say": _say,
        "answer": _answer,
        "object": _object,
        "leave": _leave,
        "photo": need_files.show_done,
        "right": _right,
    }
)
"""What may follow the number in a button's command."""
