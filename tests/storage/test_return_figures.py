"""What is told of return intentions: counted in memory, stored in steps, within an area only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from civic.disclosure import Figure, Tree
from conversations.messages import Message
from storage import forgetting, return_counts, return_figures, returns
from storage.headcounts import Headcounts
from storage.need_tables import snapshot
from storage.reading import Reader
from storage.return_figure_tables import return_figure
from tests.homes import SAID, households
from tests.town import pass_weeks
from tests.world import World

TOWN, VILLAGE, SUBDISTRICT, BESIDE = "x-sy090102-01", "x-sy090102-02", "SY090102", "SY090300"


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """What reads beside the writer."""
    made = Reader(world.engine.url)
    yield made
    await made.close()


def told(world: World, area: str, place: str, figure: Figure) -> dict[str, int]:
    """Return what an office is told of a place."""
    within = world.service.places.area(area)
    table = partial(return_figures.table, area=within, place=place, figure=figure)
    return world.turn(table).at()


async def truth(world: World, reader: Reader) -> Headcounts:
    """Count all households as they are."""
    places = world.service.places
    return await return_counts.count(reader, world.keys, places, Tree.of(places))


async def test_bodies_are_opened_and_counted_in_memory(world: World, reader: Reader) -> None:
    """Every table follows from the sealed answers; the disk learns nothing of them."""
    households(world, 3)
    found = await truth(world, reader)
    assert found[Figure.ORIGIN_INTENTIONS, "fresh.return.3m"] == {TOWN: 3}
    assert found[Figure.ORIGIN_OBSTACLES, "mines"] == {TOWN: 3}
    assert found[Figure.ORIGIN_OBSTACLES, "private"] == {TOWN: 3}
    assert found[Figure.ORIGIN_MEMBERS, "5_17.f"] == {TOWN: 9}
    assert found[Figure.ORIGIN_FLOWS, "SY11"] == {TOWN: 3}
    assert found[Figure.CURRENT_HELP, "house"] == {"SY11/": 3}


async def test_what_is_stored_is_what_is_told(world: World, reader: Reader) -> None:
    """Whole steps of five households and of twenty members; the truth is nowhere."""
    households(world, 23)
    await pass_weeks(world, reader, 8)
    with world.engine.connect() as connection:
        cells = connection.execute(select(snapshot)).all()
        totals = connection.execute(select(return_figure)).all()
    assert {row.people % 20 for row in cells if row.figure.endswith("members") and row.people} == {
        0
    }
    assert {row.people % 5 for row in [*cells, *totals] if row.people} == {0}
    [count] = told(world, SUBDISTRICT, TOWN, Figure.ORIGIN_INTENTIONS).values()
    assert count in (15, 20)


async def test_an_office_reads_its_own_area(world: World, reader: Reader) -> None:
    """A village beside it has no figures, as one that does not exist."""
    households(world, 33)
    await pass_weeks(world, reader, 8)
    assert told(world, SUBDISTRICT, SUBDISTRICT, Figure.ORIGIN_FLOWS) != {}
    for place in (BESIDE, "SY09", "nowhere"):
        assert told(world, SUBDISTRICT, place, Figure.ORIGIN_FLOWS) == {}
    assert told(world, BESIDE, TOWN, Figure.ORIGIN_FLOWS) == {}


async def test_totals_are_the_sums_of_what_is_shown(world: World, reader: Reader) -> None:
    """Of a place that has two villages nothing else is told than of these."""
    households(world, 30)
    households(world, 30, replace(SAID, origin=VILLAGE), first=30)
    await pass_weeks(world, reader, 8)
    figure = Figure.ORIGIN_INTENTIONS
    parts = [told(world, "SY09", place, figure)["fresh.return.3m"] for place in (TOWN, VILLAGE)]
    for place in (SUBDISTRICT, "SY0901", "SY09"):
        assert told(world, "SY09", place, figure)["fresh.return.3m"] == sum(parts)


async def test_whoever_is_forgotten_is_in_no_later_figure(world: World, reader: Reader) -> None:
    """The record goes with the person, and the tables follow."""
    came = households(world, 30)
    await pass_weeks(world, reader, 8)
    assert told(world, SUBDISTRICT, TOWN, Figure.ORIGIN_FLOWS)
    for who in came:
        world.turn(
            partial(forgetting.begin, who=who, farewell=Message(text="bye"), cause=f"f{who.id}")
        )
    assert await truth(world, reader) == {}
    await pass_weeks(world, reader, 12)
    assert told(world, SUBDISTRICT, TOWN, Figure.ORIGIN_FLOWS) == {}


async def test_a_stale_answer_moves_among_the_stale(world: World, reader: Reader) -> None:
    """And no longer counts for what it named."""
    [who] = households(world, 1)
    record = world.turn(partial(returns.of_person, person_id=who.id))
    assert record is not None
    world.turn(partial(returns.expire, record_id=record.id))
    assert set(await truth(world, reader)) == {
        (Figure.ORIGIN_INTENTIONS, "stale.return.3m"),
        (Figure.CURRENT_INTENTIONS, "stale.return.3m"),
    }


async def test_earlier_weeks_are_told_as_they_were(world: World, reader: Reader) -> None:
    """So that change over time is read from what was told then."""
    households(world, 20)
    await pass_weeks(world, reader, 6)
    then = world.turn(return_figures.newest_week)
    households(world, 40, first=20)
    await pass_weeks(world, reader, 6)
    area = world.service.places.area(SUBDISTRICT)
    flows = partial(return_figures.table, area=area, place=TOWN, figure=Figure.ORIGIN_FLOWS)
    table = world.turn(flows)
    assert table.at(then)["SY11"] in (15, 20)
    assert table.at()["SY11"] > table.at(then)["SY11"]
    assert table.at("2026-W01") == {}
