"""What residents say to what an office did: counted, passed on, and forgotten with them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import select

from civic.mandates import Mandate
from civic.need_actions import Action
from civic.need_events import Answer, Event
from civic.needs import Status
from storage import need_events, need_replies, needs
from storage.need_events import Said
from storage.need_replies import Solved
from storage.need_tables import need_event
from storage.people import Person
from storage.work import Work
from tests.offices import Representative
from tests.reported import VILLAGE, act, events, report, row, somebody
from tests.world import World

DONE = "تم تبديل المضخة"


@pytest.fixture
def by(world: World) -> Mandate:
    """Whoever represents the village."""
    found = Representative(world, account="rep", place=VILLAGE, restarts=False).mandate
    assert found is not None
    return found


def confirm(world: World, number: str, person: Person, answer: Answer) -> None:
    """Answer «is it solved?»."""
    found = row(world, number)
    places = world.service.places
    told = partial(need_replies.confirm, places=places, row=found, person=person, answer=answer)
    world.turn(told)


def solved(world: World, by: Mandate) -> Solved:
    """Count what was closed as solved, and what somebody confirmed."""
    return world.turn(partial(need_replies.solved, area=by.area))


def test_the_share_of_solved_needs_that_somebody_confirmed(world: World, by: Mandate) -> None:
    """A yes counts for the last closing only; partly and unknown are no yes."""
    people = [somebody(world, str(each)) for each in range(3)]
    numbers = [report(world, person) for person in people]
    assert solved(world, by) == Solved(0, 0)
    for number in numbers:
        act(world, by, Action.RESOLVE, number, words=DONE)
    confirm(world, numbers[0], people[0], Answer.YES)
    confirm(world, numbers[1], people[1], Answer.PARTLY)
    assert solved(world, by) == Solved(3, 1)
    confirm(world, numbers[0], people[0], Answer.NO)
    assert solved(world, by) == Solved(2, 0)
    act(world, by, Action.RESOLVE, numbers[0], words=DONE)
    assert solved(world, by) == Solved(3, 0)


def test_beyond_the_area_nothing_is_counted(world: World, by: Mandate) -> None:
    """Exactly counted, and only one's own."""
    far = Representative(world, account="far", place="SY0902", restarts=False).mandate
    assert far is not None
    number = report(world, somebody(world, "1"))
    act(world, by, Action.RESOLVE, number, words=DONE)
    assert (solved(world, by), solved(world, far)) == (Solved(1, 0), Solved(0, 0))


def test_no_opens_it_again_with_the_office_and_a_new_clock(world: World, by: Mandate) -> None:
    """Until when is said."""
    person = somebody(world, "1")
    number = report(world, person)
    act(world, by, Action.RESOLVE, number, words=DONE)
    world.clock.forward(days=40)
    confirm(world, number, person, Answer.NO)
    after = row(world, number)
    assert (after.status, after.office) == (Status.REOPENED, by.office.id)
    assert after.due is not None
    assert datetime.fromtimestamp(after.due, UTC) == world.clock.time.replace(microsecond=0) + (
        datetime.fromtimestamp(after.patience, UTC) - datetime.fromtimestamp(0, UTC)
    )


def test_once_somebody_objected_nobody_may_again(world: World, by: Mandate) -> None:
    """With no office above it comes back to the same one."""
    person = somebody(world, "1")
    number = report(world, person)
    for allowed in (True, False):
        act(world, by, Action.DECLINE, number, words="لا توجد ميزانية لذلك")
        found = row(world, number)
        assert world.turn(partial(need_replies.may_object, row=found)) is allowed
        if allowed:
            about = {"row": found, "person": person, "said": Said("مهم")}
            places = world.service.places
            world.turn(partial(need_replies.object_to, places=places, **about))
            assert row(world, number).office == by.office.id
    assert events(world, number) == ["received", "declined", "objected", "declined"]


def test_what_somebody_said_goes_with_them(world: World, by: Mandate) -> None:
    """The office keeps its own words; the history stays without the speaker."""
    person = somebody(world, "1")
    number = report(world, person)
    act(world, by, Action.ASK, number, words="منذ متى توقفت؟")
    about = {"row": row(world, number), "person": person, "kind": Event.ANSWERED}
    world.turn(partial(need_replies.say, said=Said("من يومين"), **about))

    need = row(world, number).id

    def words(work: Work) -> list[str]:
        found = need_events.of_need(work, need)
        return [need_events.said_in(work, each).words for each in found]

    assert world.turn(words) == ["", "منذ متى توقفت؟", "من يومين"]
    world.turn(partial(needs.let_go, person_id=person.id))
    assert world.turn(words) == ["", "منذ متى توقفت؟", ""]
    with world.engine.connect() as connection:
        owners = connection.scalars(select(need_event.c.owner)).all()
    assert person.owner not in owners
    assert events(world, number) == ["received", "asked", "answered"]
