"""The weekly snapshot: people are counted beside the writer, and only what is told is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
from sqlalchemy import delete, select, update

from civic.disclosure import NEED_FIGURES, Audience, Figure, Tree
from storage import headcounts, needs, snapshots, standing
from storage.headcounts import Headcounts
from storage.need_tables import need, snapshot
from storage.reading import Reader
from tests.town import TOWN, Town, pass_weeks, store_of
from tests.world import World

VILLAGE = "x-sy090102-02"
CITY, QUARTER = "x-sy090100-01", "x-sy090100-n21"
SUBDISTRICT, OTHER_SUBDISTRICT = "SY090102", "SY090300"


@pytest.fixture
def town(world: World) -> Town:
    """A town of the bundled gazetteer."""
    places = world.service.places
    assert places.within(TOWN, SUBDISTRICT)
    assert places.within(VILLAGE, SUBDISTRICT)
    return Town(world)


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """What reads beside the writer."""
    opened = Reader(world.engine.url)
    yield opened
    await opened.close()


async def counted(world: World, reader: Reader, at_once: int = headcounts.AT_ONCE) -> Headcounts:
    """Count the truth of the last twelve months."""
    places = world.service.places
    return await headcounts.count(reader, places, Tree.of(places), "2025-12", at_once)


def shown(world: World, *area: str, audience: Audience = Audience.REPRESENTATIVES) -> list[object]:
    """Return the counts of the two tables, reporters and supporters, in an area."""
    tables = world.turn(
        partial(snapshots.current, area=area, places=world.service.places, audience=audience)
    )
    assert [table.figure for table in tables] == list(NEED_FIGURES)
    return [dict(table.counts) for table in tables]


async def test_a_person_counts_once_in_a_place_and_sector(
    town: Town, world: World, reader: Reader
) -> None:
    """However many needs they report or support there."""
    first, second = town.person(), town.person()
    for _ in range(3):
        wanted = town.reports(first)
        town.supports(second, wanted)
    town.reports(first, VILLAGE)
    town.reports(first, sector="bread")
    for at_once in (headcounts.AT_ONCE, 1):
        assert await counted(world, reader, at_once=at_once) == {
            (Figure.REPORTERS, "water"): {TOWN: 1, VILLAGE: 1},
            (Figure.REPORTERS, "bread"): {TOWN: 1},
            (Figure.SUPPORTERS, "water"): {TOWN: 1},
        }


async def test_a_quarter_counts_for_its_city(town: Town, world: World, reader: Reader) -> None:
    """Together with it, so that who speaks up in both is one."""
    both = town.person()
    town.reports(both, CITY)
    town.reports(both, QUARTER)
    town.people_report(1, QUARTER)
    assert world.service.places.ancestors(QUARTER)[0] == CITY
    for at_once in (headcounts.AT_ONCE, 1):
        assert await counted(world, reader, at_once) == {(Figure.REPORTERS, "water"): {CITY: 2}}


async def test_only_what_people_did_themselves_counts(
    town: Town, world: World, reader: Reader
) -> None:
    """No office moves them from one cell to another; who withdrew or long ago spoke is out."""
    first, second = town.person(), town.person()
    town.reports(first, status="withdrawn")
    town.reports(first, VILLAGE, month="2025-11")
    kept = town.reports(first, SUBDISTRICT, status="merged")
    town.supports(second, kept, merged_from="another")
    assert await counted(world, reader) == {(Figure.REPORTERS, "water"): {f"{SUBDISTRICT}/": 1}}


async def test_who_is_forgotten_counts_no_more(town: Town, world: World, reader: Reader) -> None:
    """Their needs stay; they themselves are in no figure."""
    first, second = town.person(), town.person()
    town.supports(first, town.reports(second))
    town.supports(second, town.reports(first))
    world.turn(partial(needs.let_go, person_id=first))
    assert await counted(world, reader) == {
        (Figure.REPORTERS, "water"): {TOWN: 1},
        (Figure.SUPPORTERS, "water"): {TOWN: 1},
    }


async def test_counting_waits_for_no_writer(lite: World) -> None:
    """And so holds up none: it goes on while a turn has the database to itself."""
    town, reader = Town(lite), Reader(lite.engine.url)
    town.people_report(2)
    with lite.engine.begin() as connection:
        connection.execute(update(need).values(sector="bread"))
        found = await counted(lite, reader)
    assert found == {(Figure.REPORTERS, "water"): {TOWN: 2}}
    await reader.close()


async def test_a_snapshot_is_made_once_a_week(town: Town, world: World, reader: Reader) -> None:
    """By one of the workers, even if two set out at once."""
    town.people_report(40)
    recompute = partial(snapshots.recompute, reader=reader, keys=world.keys)
    async with store_of(world) as store, store_of(world) as another:
        places = world.service.places
        await store.run(lambda work: standing.put(work, "snapshot", ""))
        made = await asyncio.gather(
            recompute(store, places=places), recompute(another, places=places)
        )
        assert sorted(made) == [False, True]
        assert not await recompute(store, places=places)
        world.clock.forward(days=1)  # from Sunday to Monday
        assert await recompute(store, places=places)


async def test_made_again_from_the_same_people_it_is_the_same(
    town: Town, world: World, reader: Reader
) -> None:
    """Restarting or restoring does not roll the dice anew, so that nobody gains by it."""
    town.people_report(12)
    town.people_report(30, VILLAGE)
    seen = []
    for _ in range(2):
        world.clock.forward(days=-21)
        await pass_weeks(world, reader, 3)
        with world.engine.begin() as connection:
            seen.append(connection.execute(select(snapshot).order_by(*snapshot.c)).all())
            connection.execute(delete(snapshot))
        world.turn(lambda work: standing.drop(work, "snapshot"))
    assert seen[0] == seen[1] != []


async def test_what_is_stored_is_what_is_told(town: Town, world: World, reader: Reader) -> None:
    """In steps of five and of ten; the truth, which is neither, is nowhere."""
    town.people_report(23)
    await pass_weeks(world, reader, 8)
    with world.engine.connect() as connection:
        rows = connection.execute(select(snapshot)).all()
    steps = {"representatives": 5, "public": 10}
    assert {row.audience for row in rows} == set(steps)
    assert all(row.people is None or row.people % steps[row.audience] == 0 for row in rows)


async def test_an_area_sees_its_own_places_only(town: Town, world: World, reader: Reader) -> None:
    """Of a place elsewhere there is nothing, as of one that does not exist."""
    town.people_report(33)
    await pass_weeks(world, reader, 8)
    [reporters, supporters] = shown(world, SUBDISTRICT, TOWN, VILLAGE)
    assert isinstance(reporters, dict)
    assert set(reporters) == {(SUBDISTRICT, "water"), (TOWN, "water")}
    assert 25 <= reporters[TOWN, "water"] <= 30
    assert supporters == {}
    assert shown(world, VILLAGE) == shown(world, OTHER_SUBDISTRICT) == shown(world, "absent")


async def test_the_public_sees_less(town: Town, world: World, reader: Reader) -> None:
    """Eight people are told of to their representative at most; pages read beside the writer."""
    town.people_report(8)
    town.people_report(60, VILLAGE)
    await pass_weeks(world, reader, 12)
    places = world.service.places
    [reporters, _] = await snapshots.read(reader, [TOWN, VILLAGE], places)
    assert reporters.audience is Audience.PUBLIC
    assert reporters.week == "2027-W06"
    assert reporters.count(TOWN, "water") is None
    assert reporters.count(VILLAGE, "water") in (40, 50)


async def test_nothing_is_told_before_the_first_snapshot(world: World, reader: Reader) -> None:
    """Neither a week nor a figure."""
    assert shown(world, TOWN) == [{}, {}]
    tables = await snapshots.read(reader, [TOWN], world.service.places)
    assert [(table.week, dict(table.counts)) for table in tables] == [("", {})] * 2
