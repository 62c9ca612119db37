"""An export reads the needs of one area and nothing else, and tells no small number of people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from civic.need_filters import NeedFilter
from civic.needs import Severity, Status
from civic.refusals import Refusal
from storage import exports, needs
from storage.exports import FEW, ExportedNeed
from storage.need_tables import need
from storage.reading import Reader
from tests.exported import Region
from tests.world import World


@pytest.fixture
def region(world: World) -> Region:
    """Three villages on either database."""
    return Region(world)


@pytest.fixture
async def reader(world: World) -> AsyncIterator[Reader]:
    """A reader of the same database."""
    opened = Reader(world.engine.url)
    yield opened
    await opened.close()


def seconds(world: World) -> int:
    """The time, in seconds since 1970."""
    return int(world.clock().timestamp())


async def exported(
    reader: Reader,
    world: World,
    places: frozenset[str],
    wanted: NeedFilter | None = None,
    *,
    words: bool = False,
) -> list[ExportedNeed]:
    """Everything that an order would give."""
    ids = await exports.chosen(reader, places, wanted or NeedFilter(), seconds(world))
    found = exports.pages(reader, world.keys, places, ids, words=words)
    return [each async for page in found for each in page]


async def test_what_lies_outside_the_area_does_not_exist(region: Region, reader: Reader) -> None:
    """Nor when it is asked for by its code."""
    who = region.person("1")
    mine = {region.need(who, place).number for place in (region.near, region.near, region.beside)}
    region.need(who, region.far)
    assert {each.number for each in await exported(reader, region.world, region.area)} == mine
    for wanted in (NeedFilter(place=region.far), NeedFilter(sector="fuel")):
        with pytest.raises(Refusal, match="nothing_to_export"):
            await exports.chosen(reader, region.area, wanted, seconds(region.world))
    with pytest.raises(Refusal, match="nothing_to_export"):
        await exports.chosen(reader, frozenset(), NeedFilter(), seconds(region.world))


async def test_a_need_that_left_the_area_meanwhile_is_left_out(
    region: Region, reader: Reader
) -> None:
    """The scope holds for each page, not only for the choice."""
    who = region.person("1")
    stays, leaves = region.need(who, region.near), region.need(who, region.near)
    ids = await exports.chosen(reader, region.area, NeedFilter(), seconds(region.world))
    region.change(leaves, place=region.far)
    found = exports.pages(reader, region.world.keys, region.area, ids, words=False)
    assert [each.number async for page in found for each in page] == [stays.number]


async def test_an_order_is_narrowed_by_each_field(region: Region, reader: Reader) -> None:
    """Place, sector, problem, severity and status, together."""
    who = region.person("1")
    same = {
        "sector": "health",
        "problem": "clinic_closed",
        "severity": 5,
        "status": "resolved",
        "open": False,
    }
    wanted = region.need(who, region.near, **same)
    for other in (
        {"place": region.beside},
        {"sector": "water"},
        {"problem": "other"},
        {"severity": 0},
        {"status": "received", "open": True},
    ):
        region.change(region.need(who, region.near), **{**same, **other})
    order = NeedFilter(
        place=region.near,
        sector="health",
        problem="clinic_closed",
        severity=Severity.EXTREME,
        status=Status.RESOLVED,
    )
    assert [each.number for each in await exported(reader, region.world, region.area, order)] == [
        wanted.number
    ]


async def test_the_age_of_a_need_counts_from_the_order(region: Region, reader: Reader) -> None:
    """As in a list: older than so many days, overdue, with no office."""
    old, now = region.need(region.person("1"), region.near), seconds(region.world)
    region.change(old, received=now - 8 * 86_400, due=now - 86_400)
    region.need(region.person("2"), region.near, due=now + 60, office=region.office())
    for wanted in (
        NeedFilter(older_than=7),
        NeedFilter(overdue=True),
        NeedFilter(unassigned=True),
    ):
        found = await exported(reader, region.world, region.area, wanted)
        assert [each.number for each in found] == [old.number]


@pytest.mark.parametrize(("people", "shown"), [(0, FEW), (4, FEW), (5, 5), (1200, 1200)])
async def test_small_numbers_of_people_do_not_leave_the_store(
    region: Region, reader: Reader, people: int, shown: int
) -> None:
    """Neither those affected nor those who joined; a number not given stays not given."""
    region.need(region.person("1"), region.near, people=people, told_support=people)
    region.need(region.person("2"), region.beside)
    found = {
        each.place: (each.people, each.supporters)
        for each in await exported(reader, region.world, region.area)
    }
    assert found == {region.near: (shown, shown), region.beside: (None, FEW)}


async def test_words_are_opened_only_when_they_are_allowed(region: Region, reader: Reader) -> None:
    """Each under its person's own key; nothing of those who are forgotten."""
    first, second = region.person("1"), region.person("2")
    region.need(first, region.near, words="المضخة معطلة")
    region.need(second, region.near, words="الخط مكسور")
    region.need(second, region.beside, words="لا كهرباء")
    without = await exported(reader, region.world, region.area)
    assert {each.words for each in without} == {""}
    region.world.keys.forget(second.owner)
    found = await exported(reader, region.world, region.area, words=True)
    assert sorted(each.words for each in found) == ["", "", "المضخة معطلة"]
    region.world.turn(partial(needs.let_go, person_id=first.id))
    found = await exported(reader, region.world, region.area, words=True)
    assert {each.words for each in found} == {""}


async def test_the_office_is_named_and_the_order_is_by_place(
    region: Region, reader: Reader
) -> None:
    """Within a place the latest month first; a need without an office names none."""
    who, office = region.person("1"), region.office()
    for place, month in (("near", "2026-01"), ("beside", "2026-02"), ("near", "2026-03")):
        region.need(who, getattr(region, place), month=month, office=office)
    region.need(who, region.near, month="2025-12")
    found = await exported(reader, region.world, region.area)
    keys = [(each.place, [-int(part) for part in each.month.split("-")]) for each in found]
    assert keys == sorted(keys)
    assert sorted({each.office_en for each in found}) == ["", "Al-Busayrah office"]
    assert "مكتب ناحية البصيرة" in {each.office_ar for each in found}


async def test_pages_hold_every_need_once(region: Region, reader: Reader) -> None:
    """A list of several pages loses none at their edges."""
    first = region.need(region.person("1"), region.near)
    count = exports.PAGE * 2 + 3
    with region.world.engine.begin() as connection:
        row = connection.execute(select(need).where(need.c.id == first.id)).mappings().one()
        more = [{**row, "id": f"{n}", "number": f"{n:09}"} for n in range(count - 1)]
        connection.execute(insert(need), more)
    found = await exported(reader, region.world, region.area)
    assert len(found) == len({each.number for each in found}) == count


async def test_between_two_pages_the_log_can_be_truncated(
    lite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slowly a file is written, SQLite's write-ahead log does not grow behind it."""
    monkeypatch.setattr(exports, "PAGE", 1)
    region, reader = Region(lite), Reader(lite.engine.url)
    for account in "123":
        region.need(region.person(account), region.near)
    ids = await exports.chosen(reader, region.area, NeedFilter(), seconds(region.world))
    async for _ in exports.pages(reader, lite.keys, region.area, ids, words=True):
        region.need(region.person("another"), region.near)
        with lite.engine.connect() as connection:
            connection.commit()
            raw = connection.connection.driver_connection
            assert raw is not None
            busy, left, _moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert (busy, left) == (0, 0)
    await reader.close()


async def test_too_much_is_refused(
    region: Region, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is made of it."""
    monkeypatch.setattr(exports, "MOST", 1)
    for account in "12":
        region.need(region.person(account), region.near)
    with pytest.raises(Refusal, match="too_much_to_export"):
        await exports.chosen(reader, region.area, NeedFilter(), seconds(region.world))


CODES = ("near", "beside", "far")


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(scope=st.frozensets(st.sampled_from(CODES)), wanted=st.sampled_from(("", *CODES)))
async def test_no_order_reaches_beyond_its_scope(
    region: Region, reader: Reader, scope: frozenset[str], wanted: str
) -> None:
    """Whatever place is named in it, what lies outside is never chosen."""
    codes = {name: getattr(region, name) for name in CODES}
    if not region.world.count("need"):
        for code in codes.values():
            region.need(region.person("1"), code)
    order = NeedFilter(place=codes.get(wanted, ""))
    meant = scope & {wanted} if wanted else scope
    places = frozenset(codes[name] for name in scope)
    found = await exported(reader, region.world, places, order) if meant else []
    assert {each.place for each in found} == {codes[name] for name in meant}
