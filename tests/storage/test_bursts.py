"""Bursts of alike texts are flagged in the turn that completes them, and nothing is lost by it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from civic.areas import Area
from conversations.first_contact import VERSION
from handlers import due
from storage import bursts, needs, people
from storage.need_tables import need
from storage.people import Person
from tests.reported import VILLAGE, report, somebody
from tests.world import World

TELLING = "محطة مياه الشرب في القرية متوقفة منذ أسبوعين ولا يسأل أحد عنا"
OTHER = "بالمدرسة ما في معلمين للصف السادس من بداية السنة والأولاد ضاعت سنتهم"
ELSEWHERE = "x-sy090102-11"


def _newcomer(world: World, account: str) -> Person:
    person = somebody(world, account)
    agree = partial(people.agree, person_id=person.id, purpose="needs", version=VERSION)
    world.turn(agree)
    return person


def _write(world: World, words: str, *accounts: str, place: str = VILLAGE) -> list[str]:
    return [
        report(world, _newcomer(world, account), words=words, place=place) for account in accounts
    ]


def _flagged(world: World) -> set[str]:
    with world.engine.connect() as connection:
        return set(connection.scalars(select(need.c.number).where(need.c.flagged)))


def _signed(world: World) -> int:
    with world.engine.connect() as connection:
        return len(connection.scalars(select(need.c.id).where(need.c.likeness.is_not(None))).all())


def test_the_fourth_copy_flags_them_all(world: World) -> None:
    """What others wrote there meanwhile is not."""
    first = _write(world, TELLING, "1", "2", "3")
    _write(world, OTHER, "4", "5")
    assert _flagged(world) == set()
    last = _write(world, f"والله {TELLING}", "6")
    assert _flagged(world) == {*first, *last}
    area = world.service.places.area(VILLAGE)
    assert world.turn(partial(bursts.count, area=area)) == 4


def test_other_places_hours_and_people_are_apart(world: World) -> None:
    """Three here and three there, three now and three later, or one account four times."""
    _write(world, TELLING, "1", "2", "3")
    _write(world, TELLING, "4", "5", "6", place=ELSEWHERE)
    one = _newcomer(world, "7")
    for _ in range(4):
        report(world, one, words=OTHER)
    world.clock.forward(hours=5)
    _write(world, TELLING, "8", "9", "10")
    assert _flagged(world) == set()
    elsewhere: Area = world.service.places.area("SY0902")
    assert world.turn(partial(bursts.count, area=elsewhere)) == 0


def test_who_has_been_here_for_long_is_never_flagged(world: World) -> None:
    """An old account that says the same stands as it is."""
    old = _newcomer(world, "old")
    world.clock.forward(days=8)
    number = report(world, old, words=TELLING)
    _write(world, TELLING, "1", "2", "3", "4")
    assert number not in _flagged(world)
    assert len(_flagged(world)) == 4


def test_short_words_are_not_signed(world: World) -> None:
    """«ما في مي» from a whole village is a village without water."""
    _write(world, "ما في مي", *(str(number) for number in range(9)))
    assert (_flagged(world), _signed(world)) == (set(), 0)


def test_a_burst_over_the_turn_of_the_week_is_found(world: World) -> None:
    """Each week has a key of its own, and yet two hours around midnight are compared."""
    world.clock.forward(hours=14, minutes=30)  # Sunday, half past eleven at night
    _write(world, TELLING, "1", "2", "3")
    world.clock.forward(hours=1)
    _write(world, TELLING, "4")
    assert len(_flagged(world)) == 4


def test_signatures_go_after_some_hours_and_with_the_person(world: World) -> None:
    """The flag stays; what it was told from does not."""
    _write(world, TELLING, "1", "2", "3", "4")
    assert _signed(world) == 4
    found = world.turn(partial(people.find, channel="telegram", account="1", chat="1"))
    assert found is not None
    world.turn(partial(needs.let_go, person_id=found.id))
    assert _signed(world) == 3
    world.clock.forward(hours=5)
    world.turn(due._sweep)
    assert _signed(world) == 0
    assert len(_flagged(world)) == 4
