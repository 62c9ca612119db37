"""What is told of supporters: weekly, in steps of five, and with it all that an office sees."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Sequence
from functools import partial

import pytest
from sqlalchemy import select

from civic.need_actions import Action
from civic.need_filters import NeedFilter
from civic.needs import SupportNeed
from civic.priority import support_points
from storage import area_needs, needs, told_support
from storage.need_tables import need
from storage.reading import Reader
from tests import town
from tests.civic.attackers import subtract_at_random
from tests.offices import Representative
from tests.reported import act, miscounted, report, row, somebody
from tests.town import store_of
from tests.world import World

WEEKS = 12
ABOUT = re.compile("نحو \u2068?([0-9]+)")


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """What reads beside the writer."""
    made = Reader(world.engine.url)
    yield made
    await made.close()


def supported(world: World, number: str, names: Sequence[str]) -> None:
    """Let people say that they have the same problem."""
    found = row(world, number)
    for name in names:
        who = somebody(world, name)
        world.turn(partial(needs.support, person=who, given=SupportNeed(found.id)))


def seen(world: World, number: str) -> tuple[int | None, float]:
    """Return what is told of a need's supporters, and its place in the order."""
    query = select(need.c.told_support, need.c.priority).where(need.c.number == number)
    with world.engine.connect() as connection:
        told = connection.execute(query).one()
    return told.told_support, told.priority


async def pass_weeks(world: World, reader: Reader, weeks: int = 1) -> None:
    """Tell of supporters once a week."""
    async with store_of(world) as store:
        for _ in range(weeks):
            world.clock.forward(days=7)
            assert await told_support.recompute(store, reader, world.keys)
            assert not await told_support.recompute(store, reader, world.keys)


async def test_support_is_told_by_the_week_and_in_steps(world: World, reader: Reader) -> None:
    """And moves the need in the order by exactly what the formula says."""
    number, other = (report(world, somebody(world, "1")) for _ in range(2))
    supported(world, number, [f"neighbour {n}" for n in range(23)])
    supported(world, other, ["one", "two", "three", "four"])
    assert seen(world, number)[1] == seen(world, other)[1]
    history = []
    for _ in range(WEEKS):
        await pass_weeks(world, reader)
        history.append(seen(world, number)[0] or 0)
        supported(world, other, [f"late {len(history)}"] if len(history) % 5 == 0 else [])
    assert all(told % 5 == 0 for told in history)
    assert 15 <= history[-1] <= 25
    rise = seen(world, number)[1] - seen(world, other)[1]
    told = [seen(world, each)[0] or 0 for each in (number, other)]
    assert rise == pytest.approx(support_points(told[0]) - support_points(told[1]))
    assert miscounted(world) == {}


async def test_within_a_week_support_changes_nothing_that_is_seen(
    world: World, reader: Reader
) -> None:
    """Not a list, a card, a count, or who comes first; even from four supporters to eleven."""
    office = Representative(world, account="rep", restarts=False)
    numbers = [report(world, somebody(world, "1"), place="x-sy090101-01") for _ in range(3)]
    supported(world, numbers[1], [f"neighbour {n}" for n in range(9)])
    await pass_weeks(world, reader, 6)
    looks = ["/needs", "/stats", "/people", "/area", *(f"/need {number}" for number in numbers)]

    def look() -> list[str]:
        office.unlocks()
        return [office.says(line) for line in looks]

    before = look()
    for number in numbers:
        for batch in range(4):
            supported(world, number, [f"{number} {batch} {n}" for n in range(3)])
            assert look() == before
    await pass_weeks(world, reader, 6)
    assert look() != before


async def test_nothing_that_is_told_can_be_subtracted_down_to_a_few(
    world: World, reader: Reader
) -> None:
    """Over cards, the weekly tables and the weeks, while people come and are forgotten."""
    chance = random.Random(5)
    office = Representative(world, account="rep", place="SY0901", restarts=False)
    numbers = [report(world, somebody(world, f"reporter {n}")) for n in range(4)]
    here: list[str] = []
    told: list[int] = []
    for week in range(10):
        for number in numbers:
            came = [f"{week} {number} {n}" for n in range(chance.randint(0, 7))]
            supported(world, number, came)
            here += came
        for name in [each for each in here if chance.random() < 0.1]:
            here.remove(name)
            world.turn(partial(needs.let_go, person_id=somebody(world, name).id))
        await town.pass_weeks(world, reader, 1)
        office.unlocks()
        seen_now = [office.says(line) for line in ("/people", *(f"/need {n}" for n in numbers))]
        told += [int(each) for text in seen_now for each in ABOUT.findall(text)]
    assert len(set(told)) > 3
    left = subtract_at_random(told, chance, 20_000)
    assert not left.keys() & set(range(1, 5))


async def test_what_an_office_merges_counts_when_it_can_be_parted_no_more(
    world: World, reader: Reader
) -> None:
    """So that joining needs for a week tells nothing of how many support each."""
    office = Representative(world, account="rep", place="x-sy090101-01", restarts=False)
    one, other = (report(world, somebody(world, name)) for name in ("1", "2"))
    supported(world, one, [f"neighbour {n}" for n in range(30)])
    assert office.mandate is not None
    world.clock.forward(days=6)
    office.unlocks()
    act(world, office.mandate, Action.MERGE, one, other=other)
    async with store_of(world) as store:
        await told_support.recompute(store, reader, world.keys)
    assert seen(world, other)[0] is None
    await pass_weeks(world, reader, 8)
    assert (seen(world, other)[0] or 0) >= 20


async def test_a_need_that_changed_meanwhile_is_left_for_another_week(
    world: World, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of none the counts go wrong."""
    number = report(world, somebody(world, "1"))
    supported(world, number, [f"neighbour {n}" for n in range(40)])
    rows = reader.rows

    async def slowly(statement: object, **values: object) -> object:
        found = await rows(statement, **values)  # type: ignore[arg-type]
        supported(world, number, [f"late {world.clock.time}"])
        return found

    with monkeypatch.context() as patched:
        patched.setattr(reader, "rows", slowly)
        await pass_weeks(world, reader, 3)
    assert seen(world, number)[0] is None
    await pass_weeks(world, reader, 6)
    assert (seen(world, number)[0] or 0) >= 30
    assert miscounted(world) == {}
    area = world.service.places.area(world.service.home)
    found = world.turn(partial(area_needs.tallies, area=area, wanted=NeedFilter()))
    assert sum(cell.confirmed for cell in found) == 1
