"""One account counts of each office and period; an office reads those of its area and no others."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from civic.areas import Area
from civic.needs import Severity
from civic.periods import read_period
from storage import situations
from tests.offices import Representative, place_called
from tests.reported import report, somebody
from tests.told import send
from tests.world import World

NOVEMBER = read_period("2026-11")
PLANTED = "بانتظار قرار المحطة"


def test_what_was_sent_is_read_as_it_was_told(world: World) -> None:
    """Numbers, codes, several codes, words; and nothing that was left open."""
    rep = Representative(world)
    answers = {"people": 0, "water": "unknown", "water.problems": ("well", "water_none")}
    account = send(world, rep, answers=dict(answers), words={"remark": PLANTED})
    found = world.turn(partial(situations.get, account_id=account.id))
    assert found == account
    assert found.answers == answers
    assert world.turn(partial(situations.words_of, account=account)) == {"remark": PLANTED}


def test_a_correction_counts_and_what_it_replaces_is_kept(world: World) -> None:
    """Both have their numbers; lists show the one that counts."""
    rep = Representative(world)
    first, second = send(world, rep), send(world, rep, answers={"people": 5100})
    area = _area(world, "الكسرة")
    assert (first.revision, second.revision) == (1, 2)
    assert [each.id for each in _newest(world, area)] == [second.id]
    old = world.turn(partial(situations.numbered, area=area, number=first.number))
    assert old is not None and not old.live and old.answers == first.answers
    live = world.turn(partial(situations.live, office_id=first.office.id, period=NOVEMBER))
    assert live == second


def test_the_one_before_is_of_an_earlier_period(world: World) -> None:
    """In whatever order they were sent."""
    rep = Representative(world)
    october = send(world, rep, period="2026-10")
    send(world, rep, period="2026-12")
    september = send(world, rep, period="2026-09")
    latest = partial(situations.latest, office_id=october.office.id)
    assert world.turn(partial(latest, before=NOVEMBER)) == october
    assert world.turn(partial(latest, before=october.period)) == september
    assert world.turn(partial(latest, before=september.period)) is None


def test_nothing_outside_an_area_exists(world: World) -> None:
    """Neither in a list nor by its number, for every pair of offices."""
    places = ("الكسرة", "الشحيل", "SY0901", "SY09")
    offices = {
        place: Representative(world, account=str(number), place=place)
        for number, place in enumerate(places)
    }
    sent = {place: send(world, office) for place, office in offices.items()}
    for reader in offices:
        area = _area(world, reader)
        inside = {place for place in sent if sent[place].office.place in area}
        assert {each.id for each in _newest(world, area)} == {sent[place].id for place in inside}
        for place, account in sent.items():
            found = world.turn(partial(situations.numbered, area=area, number=account.number))
            assert (found is not None) == (place in inside)


def test_the_words_are_under_the_key_of_the_office(lite: World, tmp_path: Path) -> None:
    """What lies on the disk shows none of them."""
    account = send(lite, Representative(lite), words={"decisions": PLANTED})
    lite.restart()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert PLANTED.encode() not in stored
    lite.keys.forget(f"office:{account.office.id}")
    assert lite.turn(partial(situations.words_of, account=account)) == {}


def test_needs_are_counted_by_the_program(world: World) -> None:
    """By sector, within the area: all that came, open, closed and overdue."""
    resident = somebody(world, "1")
    place = place_called(world, "الكسرة")
    rep = Representative(world, account="2")
    report(world, resident, place=place)
    report(world, resident, place=place, severity=Severity.CATASTROPHIC)
    report(world, resident, place=place_called(world, "الشحيل"))
    world.clock.forward(hours=30)
    assert send(world, rep).counts == {"water": (2, 2, 0, 1)}


@pytest.mark.parametrize("period", ["2026-11", "2026-W47"])
def test_weeks_and_months_stand_beside_one_another(world: World, period: str) -> None:
    """An office may tell of both."""
    rep = Representative(world)
    send(world, rep, period="2026-10")
    found = send(world, rep, period=period)
    assert found.period.code == period and found.revision == 1


def _area(world: World, place: str) -> Area:
    places = world.service.places
    return places.area(place if places.get(place) else place_called(world, place))


def _newest(world: World, area: Area) -> list[situations.Account]:
    return world.turn(partial(situations.newest, area=area, most=10))
