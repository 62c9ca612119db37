"""A question to the displaced: only who agreed, once a week at most, told in steps of five."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import msgspec
import pytest
from sqlalchemy import select

from civic.return_polls import PollWish, State, are_choices, read_choices, told
from civic.returns import Help, Intention, Topic
from conversations.messages import Message
from handlers import return_polling
from storage import forgetting, outbox, return_polls, returns, timers
from storage.people import Person
from storage.return_figure_tables import return_poll_answer
from storage.return_polls import Poll
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.homes import SAID, count_answers, households
from tests.offices import office_at
from tests.world import Resident, World

TOWN, SUBDISTRICT, BESIDE = "x-sy090102-01", "SY090102", "SY0903"
CHOICES = ("الطريق", "الكلفة", "البيت")


def opened(world: World, place: str = SUBDISTRICT, help: Help | None = None) -> Poll:
    """Let the office of a place open a question and ask everybody who may be asked."""
    wish = PollWish(office_at(world, place), "ما يمنعكم؟", CHOICES, help)
    area = world.service.places.area(place)
    poll = world.turn(partial(return_polls.open_poll, area=area, wish=wish))

    def start(work: Work) -> None:
        timers.set_timer(work, "return.poll.ask", f"{poll.id} ", work.seconds)
        timers.set_timer(work, "return.poll.close", poll.id, poll.closes)

    world.turn(start)
    strike_all(world)
    return poll


def asked(world: World, who: Person) -> int:
    """Return how many questions reached somebody."""
    rows = world.turn(partial(outbox.owed, most=10_000))
    return sum("يسألكم" in row.message.text for row in rows if row.chat == who.address.chat)


def lets_be_told(world: World, who: Person, *topics: Topic, days_ago: int = 100) -> None:
    """Agree to be written to about these, with the last message so many days ago."""

    def change(work: Work) -> None:
        record = returns.of_person(work, who.id)
        assert record is not None
        day = (work.now - timedelta(days=days_ago)).date().toordinal()
        contact = msgspec.structs.replace(record.contact, topics=topics, told=day)
        returns.set_contact(work, record, contact)

    world.turn(change)


def test_only_those_who_agreed_to_questions_are_asked(world: World) -> None:
    """Not who agreed to news alone, nor anybody from elsewhere, nor whose answer is stale."""
    agreed, news, stale, elsewhere = households(world, 4)
    lets_be_told(world, news, Topic.NEWS, Topic.HELP)
    record = world.turn(partial(returns.of_person, person_id=stale.id))
    assert record is not None
    world.turn(partial(returns.expire, record_id=record.id))
    other = replace(SAID, origin="x-sy090300-01")
    world.turn(partial(returns.register, person_id=elsewhere.id, said=other))
    opened(world)
    assert [asked(world, who) for who in (agreed, news, stale, elsewhere)] == [1, 0, 0, 0]


def test_an_offer_of_help_reaches_only_those_who_wished_for_it(world: World) -> None:
    """And agreed to hear about help; the office learns of neither who nor how many."""
    wished, without_consent, another = households(world, 3)
    lets_be_told(world, wished, Topic.HELP)
    lets_be_told(world, without_consent, Topic.QUESTIONS)
    lets_be_told(world, another, Topic.HELP, Topic.QUESTIONS)
    seeds = replace(SAID, details=replace(SAID.details, help=(Help.FARMING,)))
    world.turn(partial(returns.register, person_id=another.id, said=seeds))
    opened(world, help=Help.HOUSE)
    assert [asked(world, who) for who in (wished, without_consent, another)] == [1, 0, 0]


def test_nobody_hears_twice_in_a_week(world: World) -> None:
    """Whoever had news three days ago is asked a week later, everybody once."""
    quiet, told_lately = households(world, 2)
    lets_be_told(world, told_lately, Topic.QUESTIONS, days_ago=3)
    opened(world)
    assert [asked(world, quiet), asked(world, told_lately)] == [1, 0]
    pass_time(world, days=8)
    assert [asked(world, quiet), asked(world, told_lately)] == [1, 1]


def test_two_offices_share_the_limit_of_a_week(world: World) -> None:
    """The sub-district asks today; the village's question waits for another week."""
    [who] = households(world, 1)
    opened(world)
    opened(world, TOWN)
    assert asked(world, who) == 1


def test_withdrawing_and_answering_anew_keeps_the_weekly_limit(world: World) -> None:
    """The week goes on; when it is over, they are asked like everybody."""
    [who] = households(world, 1)
    opened(world)
    world.turn(partial(returns.withdraw, person_id=who.id))
    world.turn(partial(return_polls.let_go, person_id=who.id))
    world.turn(partial(returns.register, person_id=who.id, said=SAID))
    opened(world, TOWN)
    assert asked(world, who) == 1
    pass_time(world, days=8)
    assert asked(world, who) == 2


def test_that_somebody_was_written_to_is_kept_for_a_week(world: World) -> None:
    """Of who withdraws in it; of who is forgotten, for no moment more."""
    withdrew, left = households(world, 2)
    opened(world)
    world.turn(partial(returns.withdraw, person_id=withdrew.id))
    world.turn(partial(returns.withdraw, person_id=left.id))
    world.turn(partial(forgetting.dissolve, person_id=left.id))
    assert world.turn(partial(timers.get, kind=returns.REST, subject=withdrew.id)) is not None
    assert world.turn(partial(timers.get, kind=returns.REST, subject=left.id)) is None
    pass_time(world, days=8)
    assert world.turn(partial(timers.get, kind=returns.REST, subject=withdrew.id)) is None


def test_more_than_a_page_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred a turn; nobody is left out where a page ends."""
    page = return_polls._NEXT.limit(3)
    monkeypatch.setattr(return_polls, "_NEXT", page)
    came = households(world, 8)
    opened(world)
    assert [asked(world, who) for who in came] == [1] * 8


def test_an_office_has_one_open_question(world: World) -> None:
    """The next one waits until it is closed."""
    first = opened(world)
    newest = partial(return_polls.newest, office=first.office, state=State.OPEN)
    assert world.turn(newest) is not None
    with pytest.raises(Exception, match=r"poll\.open"):
        opened(world)


def test_what_is_told_is_in_steps_and_the_answers_are_gone(world: World) -> None:
    """Fourteen and three of seventeen: about ten, and nothing about the three."""
    came = households(world, 17)
    poll = opened(world)
    for number, who in enumerate(came):
        choice = 0 if number < 14 else 1
        world.turn(partial(return_polls.answer, poll_id=poll.id, person_id=who.id, choice=choice))
    pass_time(world, days=15)
    count_answers(world)
    closed = world.turn(partial(return_polls.get, poll_id=poll.id))
    assert closed is not None
    assert closed.state is State.CLOSED
    assert closed.body.told in ({0: 10}, {0: 5})
    assert world.count("return_poll_answer") == 0


def test_an_answer_looks_like_none_and_like_any_other(world: World) -> None:
    """Whoever has the disk sees who was asked, and neither who answered nor what."""
    silent, answering = households(world, 2)
    poll = opened(world)
    choose = partial(return_polls.answer, poll_id=poll.id, person_id=answering.id, choice=1)
    world.turn(choose)
    with world.engine.connect() as connection:
        bodies = connection.execute(select(return_poll_answer.c.body)).scalars().all()
    assert len({len(body) for body in bodies}) == 1
    assert silent.id != answering.id


def test_whoever_is_forgotten_is_counted_in_no_answer(world: World) -> None:
    """The row goes in the turn of the farewell, the key after it."""
    came = households(world, 10)
    poll = opened(world)
    for who in came:
        world.turn(partial(return_polls.answer, poll_id=poll.id, person_id=who.id, choice=2))
        farewell = Message(text="bye")
        world.turn(partial(forgetting.begin, who=who, farewell=farewell, cause=f"f{who.id}"))
    pass_time(world, days=15)
    count_answers(world)
    closed = world.turn(partial(return_polls.get, poll_id=poll.id))
    assert closed is not None
    assert closed.body.told == {}


def test_whoever_takes_back_what_they_said_is_counted_in_no_answer(world: World) -> None:
    """Their row goes at once, and the question is none of theirs any more."""
    (who,) = households(world, 1)
    poll = opened(world)
    world.turn(partial(return_polls.answer, poll_id=poll.id, person_id=who.id, choice=2))
    resident = Resident(world, account=who.address.chat)
    resident.says("/return withdraw yes")
    assert world.count("return_poll_answer") == 0
    assert "الطريق" not in str(resident.says(f"/poll {poll.id}") and resident.labels)


def test_mydata_tells_of_questions_and_of_earlier_answers(world: World) -> None:
    """Whoever was asked is told that a row of theirs is held, as of what they said before."""
    (who,) = households(world, 1)
    opened(world)
    resident = Resident(world, account=who.address.chat)
    assert "سؤال واحد وصلكم عن العودة" in resident.says("/mydata")
    again = replace(SAID, intention=Intention.UNDECIDED, horizon=None)
    world.turn(partial(returns.register, person_id=who.id, said=again))
    assert "جواب سابق واحد عن العودة" in resident.says("/mydata")
    resident.says("/return withdraw yes")
    assert "العودة" not in resident.says("/mydata")


def test_a_closed_question_is_counted_once(world: World) -> None:
    """A job that is done twice, as after a crash, changes nothing."""
    poll = opened(world)
    pass_time(world, days=15)
    count_answers(world)
    world.turn(partial(return_polling.close, service=world.service, poll_id=poll.id))
    count_answers(world)
    closed = world.turn(partial(return_polls.get, poll_id=poll.id))
    assert closed is not None
    assert closed.body.told == {}


@pytest.mark.parametrize("people", range(30))
def test_what_is_told_of_an_answer_is_up_to_eight_below_the_truth(people: int) -> None:
    """Never above it; fewer than five are never told of."""
    for slack in range(5):
        shown = told({0: people}, "poll", lambda _, sides, slack=slack: slack % sides).get(0, 0)
        assert shown % 5 == 0
        assert people - 8 <= shown <= people
        assert shown == 0 or people >= 5


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("نعم، لا", True),
        ("نعم\nلا\nلا نعرف", True),
        ("نعم", False),
        ("نعم، نعم", False),
        ("1,2,3,4,5", False),
        ("a" * 25 + ", b", False),
        ("", False),
    ],
)
def test_two_to_four_different_answers_fit(line: str, fits: bool) -> None:
    """Each short enough for a button."""
    assert are_choices(line) is fits
    assert len(set(read_choices(line))) == len(read_choices(line))
