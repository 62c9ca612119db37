"""Figures about people as an office reads them: weekly, coarse, and of its own area."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import partial

import pytest

from civic.need_actions import Action
from civic.need_events import Answer
from civic.needs import SupportNeed
from storage import need_replies, needs
from storage.reading import Reader
from tests.offices import Representative
from tests.reported import act, report, row, somebody
from tests.town import TOWN, Town, pass_weeks
from tests.world import World

VILLAGE, SUBDISTRICT, BESIDE = "x-sy090102-02", "SY090102", "SY090300"


def plain(text: str) -> str:
    """Return a text without the marks of its direction."""
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """What reads beside the writer."""
    made = Reader(world.engine.url)
    yield made
    await made.close()


async def test_an_office_reads_the_tables_of_its_area_and_goes_into_its_parts(
    world: World, reader: Reader
) -> None:
    """By the button under /stats, by words and by a place's name; live figures change nothing."""
    town, office = Town(world), Representative(world, place=SUBDISTRICT, restarts=False)
    needs = [town.reports(who) for who in town.people_report(33)]
    for who in town.people_report(12, VILLAGE):
        town.supports(who, needs[0])
    await pass_weeks(world, reader, 8)
    office.unlocks()
    told = office.says("/stats people")
    assert re.search(r"مياه الشرب: نحو (30|35|40)\n", plain(told))
    assert plain(told).count("كل موضوع آخر: أقل من 5") == 2
    town.people_report(50)
    assert office.says("الأرقام عن الناس") == told
    name = world.service.places.name(TOWN, "ar")
    into = office.taps(name)
    assert re.search(r"مياه الشرب: نحو (25|30)\n", plain(into))
    assert office.says(f"/people {name}") == into
    report(world, somebody(world, "neighbour"), place=TOWN)
    office.says("/stats")
    assert "الأرقام عن الناس" in office.labels


async def test_a_place_elsewhere_is_like_one_that_does_not_exist(
    world: World, reader: Reader
) -> None:
    """Whether its name is typed or its code is forged onto a button."""
    town, office = Town(world), Representative(world, place=BESIDE, restarts=False)
    town.people_report(60)
    await pass_weeks(world, reader, 8)
    office.unlocks()
    unknown = office.says("/people nowhere")
    name = world.service.places.name(TOWN, "ar")
    for argument in (name, TOWN, SUBDISTRICT, "SY", f"{SUBDISTRICT}/"):
        assert office.says(f"/people {argument}") == unknown
    own = office.says("/people")
    assert plain(own).count("كل المواضيع: أقل من 5") == 2


def test_before_the_first_snapshot_nothing_is_told(lite: World) -> None:
    """Neither a week nor a figure."""
    office = Representative(lite, restarts=False)
    Town(lite).people_report(60)
    assert "لا توجد أرقام عن الناس بعد" in office.says("/people")


def test_how_many_told_that_it_is_solved_is_not_to_be_counted(world: World) -> None:
    """The card tells that somebody did, in one line, whoever else does."""
    office = Representative(world, place=TOWN, restarts=False)
    number = report(world, somebody(world, "first"), place=TOWN)
    found = row(world, number)
    assert office.mandate is not None
    act(world, office.mandate, Action.RESOLVE, number, words="وصلت الصهاريج")
    cards = [office.says(f"/need {number}")]
    for name in ("first", "second", "third"):
        who = somebody(world, name)
        if name != "first":
            world.turn(partial(needs.support, person=who, given=SupportNeed(found.id)))
        confirm = partial(need_replies.confirm, places=world.service.places, answer=Answer.YES)
        world.turn(partial(confirm, row=row(world, number), person=who))
        cards.append(office.says(f"/need {number}"))
    assert cards[0] != cards[1] == cards[2] == cards[3]
