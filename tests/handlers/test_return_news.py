"""Who named what changed at home hears of it: exactly those who agreed, once, at most weekly."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import pytest

from civic.need_actions import Action
from civic.need_events import Answer
from civic.returns import Condition, Details, Intention, Obstacle, ReturnIntention, Topic
from handlers import returns as keeping
from storage import need_replies, returns
from storage.people import Person
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative
from tests.reported import VILLAGE, act, report, row, somebody
from tests.world import Resident, World

ELSEWHERE: Final = "x-sy090102-11"
WATER: Final = Details(obstacles=(Obstacle.WATER_POWER,), contact=(Topic.NEWS,))
HOUSEHOLDS: Final = {
    "named water": WATER,
    "needs water": Details(conditions=(Condition.SERVICES,), contact=(Topic.NEWS,)),
    "named mines": replace(WATER, obstacles=(Obstacle.MINES, Obstacle.ARREST)),
    "no consent": replace(WATER, contact=()),
    "other consent": replace(WATER, contact=(Topic.HELP, Topic.QUESTIONS)),
    "nothing named": Details(contact=(Topic.NEWS,)),
}
TOLD: Final = {"named water", "needs water"}


def says(world: World, account: str, details: Details, origin: str = VILLAGE) -> Person:
    """Let somebody answer about going back, as the conversation stores it."""
    who = somebody(world, account)
    answers(world, who, details, origin)
    return who


def answers(world: World, who: Person, details: Details, origin: str = VILLAGE) -> None:
    """Let somebody answer anew."""
    stay = ReturnIntention(origin=origin, current="SY11", intention=Intention.STAY, details=details)

    def turn(work: Work) -> None:
        keeping.set_clocks(work, returns.register(work, who.id, stay))

    world.turn(turn)


def news(world: World, account: str) -> list[str]:
    """Return what an account was told of its place of origin."""
    shown = Resident(world, account=account)._shown()
    return [message.text for _, message in shown if "جديد من" in message.text]


def solve(world: World, number: str, by: Representative, reporter: Person) -> None:
    """Let an office solve a need and its reporter confirm it."""
    by.unlocks()
    assert by.mandate is not None
    act(world, by.mandate, Action.RESOLVE, number, words="تم تبديل المضخة")
    confirmed = partial(
        need_replies.confirm,
        places=world.service.places,
        row=row(world, number),
        person=reporter,
        answer=Answer.YES,
    )
    world.turn(confirmed)


@pytest.fixture
def office(world: World) -> Representative:
    """Whoever represents the village."""
    return Representative(world, account="rep", place=VILLAGE, restarts=False)


def test_a_solved_need_is_told_to_exactly_those_who_named_it(
    world: World, office: Representative
) -> None:
    """Once, and only after somebody confirmed it; nobody without consent, nobody from elsewhere."""
    reporter = somebody(world, "reporter")
    number = report(world, reporter)
    for account, details in HOUSEHOLDS.items():
        says(world, account, details)
    says(world, "from elsewhere", WATER, origin=ELSEWHERE)
    withdrew = says(world, "who withdrew", WATER)
    world.turn(partial(returns.withdraw, person_id=withdrew.id))
    solve(world, number, office, reporter)
    pass_time(world, days=30)
    accounts = (*HOUSEHOLDS, "from elsewhere", "who withdrew")
    assert {account for account in accounts if news(world, account)} == TOLD
    for account in TOLD:
        (message,) = news(world, account)
        assert "حُلّت" in message
        assert "سُجّلت" not in message


def test_what_is_not_confirmed_is_not_told(world: World, office: Representative) -> None:
    """An office's word alone is no news; the report itself was before the answer."""
    number = report(world, somebody(world, "reporter"))
    says(world, "named water", WATER)
    office.unlocks()
    assert office.mandate is not None
    act(world, office.mandate, Action.RESOLVE, number, words="تم تبديل المضخة")
    pass_time(world, days=15)
    assert news(world, "named water") == []


def test_a_week_has_one_message_with_everything_in_it(world: World) -> None:
    """Whatever is reported in a week comes together, each thing once over all weeks."""
    says(world, "named water", WATER)
    told = []
    for week in range(3):
        for number in range(2):
            report(world, somebody(world, f"r{week}.{number}"))
        pass_time(world, days=7)
        told.append(len(news(world, "named water")))
    assert told == [1, 2, 3]
    pass_time(world, days=21)
    assert len(news(world, "named water")) == 3


def test_another_message_of_the_week_puts_the_news_off(world: World) -> None:
    """All topics share the one message of a week; nothing is lost by waiting."""
    who = says(world, "named water", WATER)
    report(world, somebody(world, "reporter"))
    pass_time(world, days=5)

    def asked(work: Work) -> None:
        record = returns.of_person(work, who.id)
        assert record is not None
        day = work.now.date().toordinal()
        returns.set_contact(work, record, returns.Contact(record.contact.topics, told=day))

    world.turn(asked)
    pass_time(world, days=6)
    assert news(world, "named water") == []
    pass_time(world, days=2)
    assert len(news(world, "named water")) == 1


def test_one_press_stops_the_messages(world: World) -> None:
    """And nothing else: the answer stands."""
    who = says(world, "named water", WATER)
    report(world, somebody(world, "reporter"))
    pass_time(world, days=7)
    chat = Resident(world, account="named water")
    chat.last = chat._shown()[-1][1]
    chat.taps("إيقاف")
    report(world, somebody(world, "another"))
    pass_time(world, days=28)
    assert len(news(world, "named water")) == 1
    record = world.turn(partial(returns.of_person, person_id=who.id))
    assert record is not None
    assert record.contact.topics == ()


def test_a_stale_answer_is_told_nothing(world: World) -> None:
    """Whoever did not confirm is asked for nothing and told nothing, and counts apart."""
    who = says(world, "named water", WATER)
    pass_time(world, days=105)
    record = world.turn(partial(returns.of_person, person_id=who.id))
    assert record is not None
    assert not record.fresh
    report(world, somebody(world, "reporter"))
    pass_time(world, days=30)
    assert news(world, "named water") == []
    pass_time(world, days=400)
    assert world.turn(partial(returns.of_person, person_id=who.id)) is None


def test_whoever_is_forgotten_leaves_neither_answers_nor_clocks(world: World) -> None:
    """The record, its history and its timers go in the same turn."""
    who = says(world, "named water", WATER)
    answers(world, who, WATER)
    farewell = Resident(world, account="named water")
    farewell.says("/forget")
    farewell.taps("تأكيد الحذف")
    assert world.count("return_intention") == 0
    assert world.count("timer") == 0
    report(world, somebody(world, "reporter"))
    pass_time(world, days=30)
    assert news(world, "named water") == []


def test_a_message_at_night_waits_for_the_morning(world: World) -> None:
    """A phone that rings at night is looked at by others."""
    says(world, "named water", WATER)
    report(world, somebody(world, "reporter"))
    world.clock.forward(days=7, hours=12)  # midnight in Syria
    strike_all(world)
    assert news(world, "named water") == []
    pass_time(world, hours=10)
    assert len(news(world, "named water")) == 1
