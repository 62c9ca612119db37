"""Taking over a request that somebody else wrote down: by the two numbers on the paper."""

from __future__ import annotations

from functools import partial

from civic.follow_up import read_claim
from conversations import behalf as words
from conversations.wording import Text
from handlers import mine
from handlers.need_news import name_of
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import behalf, forgetting
from storage.behalf import Entered
from storage.people import Person
from storage.work import Work


def claim(visit: Visit, person: Person, argument: str) -> bool:
    """Take over the request of two numbers, and show it with what can be done about it."""
    numbers = read_claim(argument)
    entered = behalf.claimable(visit.work, *numbers) if numbers else None
    if numbers is None:
        visit.say(words.HOW_TO_CLAIM, *going_on(visit))
    elif entered is None:
        visit.say(words.NO_SUCH_PAIR, *going_on(visit))
    elif behalf.is_of_office(visit.work, entered, person.id):
        visit.say(words.NOT_BY_ITS_OFFICE, *going_on(visit))
    else:
        take_over(visit.work, visit.service, entered, person)
        notice = said_to_owner(visit.work, entered, visit.language)
        mine.show_one(visit, person, entered.number, notice)
    return True


def take_over(work: Work, service: Service, entered: Entered, person: Person) -> None:
    """Give the request to somebody; whoever it was kept under is forgotten after the commit."""
    gone = behalf.take_over(work, entered, person)
    forgetting.dissolve(work, gone)
    work.afterwards.append(partial(service.forget_waiting, gone))
    work.afterwards.append(service.clock_waiting)


def said_to_owner(work: Work, entered: Entered, language: str) -> Text:
    """Say what this is to whoever it is for."""
    return words.taken_over(entered.number, name_of(work, entered.office, language))
