"""What an open office commands for people without a phone: write a request down, say an answer."""

from __future__ import annotations

from civic.follow_up import read_number
from civic.mandates import Mandate
from civic.need_events import Answer, Event
from conversations import behalf as words
from conversations.need_news import OLD_BUTTON
from conversations.office_actions import NO_SUCH_NEED
from conversations.wording import Text, _
from handlers import behalf as finishing
from handlers import conversing, replying
from handlers.lookups import STEPS
from handlers.need_news import name_of
from handlers.visit import Visit, going_on
from storage import need_events, need_replies, need_rows
from storage.behalf import Entered
from storage.need_rows import NeedRow
from storage.people import Person


def order(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Begin to write a request down; after a number, say what the person it is for says."""
    number, wish = read_number(argument)
    if not number:
        area = mandate.area.place
        parts = bool(visit.service.places.children(area, *STEPS))
        conversing.begin(visit, person, "need_behalf", {"area": area, "parts": parts})
        return
    if need_rows.numbered(visit.work, mandate.area, number) is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    entered = finishing.of_ours(visit, mandate, number)
    row = need_rows.standing_for(visit.work, entered.need) if entered else None
    if entered is None or row is None:
        visit.say(words.NOT_YOURS, *going_on(visit))
        return
    name, _space, about = wish.partition(" ")
    if name in set(Answer):
        _answer(visit, mandate, row, Answer(name), about)
    elif name == "paper":
        finishing.renew(visit, mandate, entered)
    else:
        _write(visit, person, entered, row, name)


def _answer(visit: Visit, mandate: Mandate, row: NeedRow, answer: Answer, about: str) -> None:
    """Note what they find, if that is still the question."""
    question = need_replies.asked(visit.work, row)
    if question is None or str(question.id) != about:
        _say_old(visit, row)
        return
    after = need_replies.pass_on(visit.work, visit.service.places, row, mandate, answer)
    visit.work.afterwards.append(visit.service.clock_waiting)
    if answer is Answer.NO:
        replying.say_reopened(visit, after)
    else:
        visit.say(words.PASSED_ON, *going_on(visit))


def _write(visit: Visit, person: Person, entered: Entered, row: NeedRow, wish: str) -> None:
    """Ask for words of theirs: the answer to a question of an office, or anything else."""
    asked = need_replies.open_question(visit.work, row)
    if wish == "answer" and asked is None:
        _say_old(visit, row)
        return
    kind = Event.ANSWERED if wish == "answer" else Event.SAID
    opening = {"number": entered.number, "kind": kind.value, "passed_on": True}
    notice = _question(visit, asked) if asked and kind is Event.ANSWERED else None
    conversing.begin(visit, person, "need_say", opening, notice=notice)


def _question(visit: Visit, asked: need_events.Happened) -> Text | None:
    words_asked = need_events.said_in(visit.work, asked).words
    office = name_of(visit.work, asked.office, visit.language)
    return _("{office} asks: {question}", office=office, question=words_asked)


def _say_old(visit: Visit, row: NeedRow) -> None:
    visit.say(OLD_BUTTON, visit.command(_("Show the request"), f"/need {row.number}"))
