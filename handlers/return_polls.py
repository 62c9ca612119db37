"""An office's question to the displaced goes out and is answered, blind in both directions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import msgspec

from civic.hours import next_safe
from civic.refusals import Refusal
from civic.return_polls import PollWish, State, topic_of
from civic.returns import Topic
from conversations import return_polls as words
from conversations.engine.journal import Journal
from conversations.messages import Role
from conversations.wording import Text
from handlers.keeping import keep_until_unlocked
from handlers.visit import Visit, going_on, menu_after
from storage import audit, mandates, return_polls, returns, timers
from storage.people import Person
from storage.return_polls import Poll

ASK: Final = "return.poll.ask"
CLOSE: Final = "return.poll.close"
"""Timers: the next people are to be asked, the days of a question are over."""

_STOP: Final = "stop"


def finish(visit: Visit, person: Person, journal: Journal, wish: PollWish) -> None:
    """Let a question go out; kept if the office was locked meanwhile."""
    by = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if by is None or by.office.id != wish.office:
        keep_until_unlocked(visit, person, journal)
        return
    try:
        poll = return_polls.open_poll(visit.work, by.area, wish)
    except Refusal:
        visit.say(words.ONE_AT_A_TIME, *menu_after(visit))
        return
    audit.note(visit.work, by.id, "poll.opened", poll.id)
    timers.set_timer(visit.work, ASK, f"{poll.id} ", next_safe(visit.work.seconds))
    timers.set_timer(visit.work, CLOSE, poll.id, next_safe(poll.closes))
    visit.work.afterwards.append(visit.service.clock_waiting)
    show_open(visit, poll)


def answer(visit: Visit, person: Person, argument: str) -> bool:
    """Take an answer, or show the question; false for whoever was not asked."""
    poll_id, _, said = argument.partition(" ")
    poll = return_polls.get(visit.work, poll_id)
    if poll is None or not return_polls.was_asked(visit.work, poll_id, person.id):
        return False
    if poll.state is not State.OPEN or poll.closes <= visit.work.seconds:
        visit.say(words.CLOSED, *menu_after(visit))
    elif said == _STOP:
        _stop(visit, person, topic_of(poll.body.help))
    elif said.isascii() and said.isdigit() and int(said) < len(poll.body.choices):
        return_polls.answer(visit.work, poll_id, person.id, int(said))
        again = visit.command(words.CHANGE_BUTTON, f"/poll {poll_id}")
        visit.say(words.ANSWERED, again, *menu_after(visit))
    else:
        text = words.question(poll.place, poll.body.question, poll.body.help, closing_day(poll))
        visit.say(text, *(visit.command(*each) for each in offers(poll)))
    return True


def offers(poll: Poll) -> list[tuple[Text, str, Role]]:
    """Return what somebody who is asked can press: label, command and role."""
    choices = enumerate(poll.body.choices)
    found = [(choice, f"/poll {poll.id} {number}", Role.OPTION) for number, choice in choices]
    return [*found, (words.STOP_BUTTON, f"/poll {poll.id} {_STOP}", Role.CONTROL)]


def closing_day(poll: Poll) -> date:
    """Return the day on which a question closes."""
    return datetime.fromtimestamp(next_safe(poll.closes), UTC).date()


def show_open(visit: Visit, poll: Poll) -> None:
    """Tell the office what is being asked, and when it hears of it."""
    opened = words.opened(poll.body.question, poll.body.help, closing_day(poll))
    visit.say(opened, *going_on(visit))


def _stop(visit: Visit, person: Person, about: Topic) -> None:
    """Ask somebody nothing more of this kind, here and now."""
    record = returns.of_person(visit.work, person.id)
    if record is not None:
        topics = tuple(each for each in record.contact.topics if each is not about)
        contact = msgspec.structs.replace(record.contact, topics=topics)
        returns.set_contact(visit.work, record, contact)
    visit.say(words.STOPPED, *menu_after(visit))
