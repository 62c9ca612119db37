"""The people of a place hear that a proposal for its office is open: once, by day, if they want."""

from __future__ import annotations

from functools import partial

import pytest

from handlers import clocks, nomination_news
from storage import nominations, residents, standing, timers
from storage.nominations import Body, Nomination
from tests.clocks import pass_time, strike_all
from tests.offices import office_at
from tests.reported import VILLAGE, report, somebody
from tests.world import Resident, World

NEWS = "فُتح ترشيح"
ELSEWHERE = "x-sy090102-11"


def _resident(world: World, account: str, place: str = VILLAGE) -> Resident:
    report(world, somebody(world, account), place=place)
    return Resident(world, account=account)


def _propose(world: World, by: str = "") -> Nomination:
    office = office_at(world, VILLAGE)
    nominee = somebody(world, by).id if by else None
    opened = partial(nominations.propose, office_id=office, person=nominee, gender="f")
    found = world.turn(partial(opened, body=Body("a teacher", "twenty years")))
    world.turn(partial(nominations.announce, found=found))
    return found


def _told(resident: Resident) -> int:
    return sum(NEWS in message.text for _, message in resident._shown())


def test_people_of_the_place_hear_of_it_once(world: World) -> None:
    """Whoever reported something there; not those of other places, nor again for the next one."""
    here, there = _resident(world, "1"), _resident(world, "2", ELSEWHERE)
    _propose(world)
    pass_time(world, days=1)
    assert (_told(here), _told(there)) == (1, 0)
    _propose(world)
    pass_time(world, days=1)
    assert _told(here) == 1
    pass_time(world, days=6)
    _propose(world)
    pass_time(world, days=1)
    assert _told(here) == 2


def test_not_at_night(world: World) -> None:
    """What is proposed in the evening is told in the morning."""
    here = _resident(world, "1")
    pass_time(world, hours=12)
    _propose(world)
    strike_all(world)
    assert _told(here) == 0
    pass_time(world, hours=12)
    assert _told(here) == 1


def test_who_does_not_want_it_hears_nothing(world: World) -> None:
    """One button; another one brings it back, and the page of what is held tells of it."""
    here = _resident(world, "1")
    assert "/nominations" in here.says("/nominations quiet")
    assert "متوقفة" in here.says("/mydata")
    _propose(world)
    pass_time(world, days=1)
    assert _told(here) == 0
    here.says("/nominations loud")
    pass_time(world, days=7)
    _propose(world)
    pass_time(world, days=1)
    assert _told(here) == 1


def test_whoever_is_proposed_knows_already(world: World) -> None:
    nominee = _resident(world, "1")
    _propose(world, by="1")
    pass_time(world, days=1)
    assert _told(nominee) == 0


def test_a_phone_that_others_use_shows_no_place(world: World) -> None:
    """On the page it says only that there is something new."""
    report(world, somebody(world, "1", "web"), place=VILLAGE)
    here = Resident(world, account="1", channel="web")
    _propose(world)
    pass_time(world, days=1)
    told = [message.text for _, message in here._shown()]
    assert len(told) == 1
    assert NEWS not in told[0]


def test_many_people_are_told_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody twice and nobody left out, supporters among them."""
    monkeypatch.setattr(residents, "PAGE", 2)
    everybody = [_resident(world, str(number)) for number in range(5)]
    _propose(world)
    pass_time(world, days=1)
    assert [_told(each) for each in everybody] == [1] * 5


def test_an_outage_gives_the_days_back(world: World) -> None:
    """Nobody loses time to speak because the service was away."""
    found = _propose(world)
    world.turn(
        partial(timers.set_timer, kind="nomination.close", subject=found.id, due=found.closes)
    )
    world.turn(standing.note_alive)
    world.clock.forward(days=2)
    world.turn(clocks.go_on)
    after = world.turn(partial(nominations.get, nomination_id=found.id))
    timer = world.turn(partial(timers.get, kind="nomination.close", subject=found.id))
    assert after is not None
    assert timer is not None
    assert (after.closes, timer.due) == (found.closes + 2 * 86_400, found.closes + 2 * 86_400)


def test_what_was_closed_before_an_outage_stays_closed(world: World) -> None:
    found = _propose(world)
    world.clock.forward(days=8)
    world.turn(standing.note_alive)
    world.clock.forward(days=2)
    world.turn(clocks.go_on)
    after = world.turn(partial(nominations.get, nomination_id=found.id))
    assert after is not None
    assert after.closes == found.closes


def test_a_proposal_that_is_gone_is_told_to_nobody(world: World) -> None:
    here = _resident(world, "1")
    announce = partial(nomination_news.announce, service=world.service, subject="gone ")
    world.turn(announce)
    assert _told(here) == 0
