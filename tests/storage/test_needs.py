"""Needs: stored with a number that is nobody else's, counted once, readable by their reporter."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from civic.follow_up import whole
from civic.needs import NeedReport, Severity, SupportNeed
from storage import needs, people
from storage.need_tables import need, need_event
from storage.needs import Need
from storage.people import Person
from tests.world import Resident, SeededDice, World


class Stuck(SeededDice):
    """Dice that show the same digits ten times over."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = 0

    def digits(self, count: int) -> str:
        """Return digits that are soon taken."""
        self._shown += 1
        return f"{self._shown // 10:0{count}}"


def person(world: World, account: str = "7") -> Person:
    """Somebody who agreed."""
    return world.turn(
        partial(people.admit, channel="telegram", account=account, chat=account, language="ar")
    )


def store(world: World, who: Person, words: str = "كلام") -> Need:
    """Store a report about water in a place of the bundled gazetteer."""
    place = world.service.places.exact("الكسرة", "SY09")[0]
    report = NeedReport(
        place=place, sector="water", problem="no_water", severity=Severity("3"), words=words
    )
    return world.turn(partial(needs.store, person=who, report=report, office=None))


def test_numbers_never_meet(world: World) -> None:
    """Even of dice that repeat themselves; a report is not lost to a number that is taken."""
    world.dice = Stuck()
    who = person(world)
    numbers = [store(world, who).number for _ in range(5)]
    assert len(set(numbers)) == 5


def test_a_need_has_its_first_event_and_no_clock_without_an_office(world: World) -> None:
    """Nobody is appointed, so nobody can be late."""
    stored = store(world, person(world))
    assert (stored.office, stored.due) == (None, None)
    with world.engine.connect() as connection:
        assert connection.scalars(select(need_event.c.kind)).all() == ["received"]


def test_words_are_sealed_and_open_for_the_reporter(world: World) -> None:
    """For somebody else the same id opens nothing."""
    first, second = person(world, "7"), person(world, "8")
    stored = store(world, first, words="عند المضخة القديمة")
    with world.engine.connect() as connection:
        raw = connection.scalars(select(need.c.body)).one()
    assert "المضخة".encode() not in raw
    body = world.turn(partial(needs.body_of, need_id=stored.id, person=first))
    assert body.words == "عند المضخة القديمة"
    with pytest.raises(Exception, match="No row"):
        world.turn(partial(needs.body_of, need_id=stored.id, person=second))


def test_support_counts_once_and_never_ones_own(world: World) -> None:
    """However often it is given."""
    first, second = person(world, "7"), person(world, "8")
    stored = store(world, first)
    for who in (first, second, second):
        assert (
            world.turn(partial(needs.support, person=who, given=SupportNeed(stored.id))) is not None
        )
    assert world.turn(partial(needs.count_supporters, need_id=stored.id)) == 1
    assert world.turn(partial(needs.support, person=first, given=SupportNeed("absent"))) is None


def test_a_number_of_somebody_else_is_like_one_that_does_not_exist(world: World) -> None:
    """The same words answer both."""
    first, second = Resident(world, account="1"), Resident(world, account="2")
    first.agrees()
    second.agrees()
    first.says("محطة مية الشحيل واقفة من أسبوعين")
    receipt = first.says("ضرر على حياتنا")
    number = next(word for word in _digits(receipt) if len(word) == 9)
    assert number in first.says(f"/my {number}")
    foreign, absent = second.says(f"/my {number}"), second.says(f"/my {whole('12345678')}")
    assert foreign == absent


def _digits(text: str) -> list[str]:
    return "".join(each if each in "0123456789" else " " for each in text).split()
