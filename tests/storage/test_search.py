"""What residents said is found while an office is open, within its area, and by nobody's disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete

from civic.needs import SupportNeed
from storage import need_changes, need_replies, need_rows, needs, search, search_texts
from storage.need_tables import need, need_event
from storage.needs import Need
from storage.people import Person
from storage.reading import Reader
from storage.search import SearchIndexes
from tests.exported import Region
from tests.world import World


@pytest.fixture
def region(world: World) -> Region:
    """Three villages on either database."""
    return Region(world)


@pytest.fixture
async def indexes(world: World) -> AsyncIterator[SearchIndexes]:
    """Indexes over the same database, with nothing built yet."""
    reader = Reader(world.engine.url)
    yield SearchIndexes(reader, world.keys, world.service.places)
    await reader.close()


def find(indexes: SearchIndexes, region: Region, query: str, *places: str) -> set[str]:
    """Look for something in the office's area, or in these places."""
    area = frozenset(places) or region.area
    return set(indexes.find(area, query, region.world.clock()).found.ids)


async def build(indexes: SearchIndexes, region: Region, *places: str) -> None:
    """Make an area searchable now."""
    await indexes.build(frozenset(places) or region.area, region.world.clock())


def support(region: Region, who: Person, stored: Need, words: str) -> None:
    """Let somebody say that they have the same problem."""
    given = SupportNeed(need=stored.id, words=words)
    region.world.turn(partial(needs.support, person=who, given=given))


async def test_words_are_found_once_the_area_was_built(
    region: Region, indexes: SearchIndexes
) -> None:
    stored = region.need(region.person("1"), region.near, "محولة الحارة محروقة")
    answer = indexes.find(region.area, "محولات", region.world.clock())
    assert (answer.found.ids, answer.complete) == ((), False)
    await build(indexes, region)
    answer = indexes.find(region.area, "محولات", region.world.clock())
    assert (answer.found.ids, answer.complete) == ((stored.id,), True)
    assert find(indexes, region, "محطة مياه") == {stored.id}, "its own code counts too"


async def test_nothing_outside_the_area_is_found_though_it_is_in_memory(
    region: Region, indexes: SearchIndexes
) -> None:
    who = region.person("1")
    near, beside = (region.need(who, place, "كلاب") for place in (region.near, region.beside))
    far = region.need(who, region.far, "كلاب")
    await build(indexes, region, region.near, region.beside, region.far)
    assert find(indexes, region, "كلاب", region.near) == {near.id}
    assert find(indexes, region, "كلاب", region.beside) == {beside.id}
    assert find(indexes, region, "كلاب", region.near, region.far) == {near.id, far.id}
    assert find(indexes, region, "كلاب", "nowhere") == set()
    assert indexes.find(frozenset(), "كلاب", region.world.clock()).found.ids == ()


async def test_what_supporters_say_counts_and_what_happens_is_noticed(
    region: Region, indexes: SearchIndexes
) -> None:
    stored = region.need(region.person("1"), region.near, "المحطة واقفة")
    await build(indexes, region)
    assert find(indexes, region, "غطاس") == set()
    other = region.person("2")
    support(region, other, stored, "الغطاس محروق")
    later = region.need(other, region.beside, "الغطاس انسرق")
    await indexes.freshen()
    assert find(indexes, region, "غطاس") == {stored.id, later.id}


async def test_an_event_that_becomes_visible_late_is_not_missed(
    region: Region, indexes: SearchIndexes
) -> None:
    """As on PostgreSQL, where the events of a slow turn appear after those of a quicker one."""
    who = region.person("1")
    region.need(who, region.near, "أول")
    await build(indexes, region)
    late = region.need(who, region.near, "غطاس متأخر")
    with region.world.engine.begin() as connection:
        row = connection.execute(need_event.select().where(need_event.c.need == late.id)).one()
        connection.execute(delete(need_event).where(need_event.c.id == row.id))
    quick = region.need(who, region.near, "غطاس سريع")
    await indexes.freshen()
    assert find(indexes, region, "غطاس") == {quick.id}
    with region.world.engine.begin() as connection:
        connection.execute(need_event.insert().values(**row._mapping))
    await indexes.freshen()
    assert find(indexes, region, "غطاس") == {quick.id, late.id}


async def test_the_words_of_somebody_forgotten_are_gone_at_once(
    region: Region, indexes: SearchIndexes
) -> None:
    who, other = region.person("1"), region.person("2")
    mine = region.need(who, region.near, "بيت سلطانة")
    theirs = region.need(other, region.near, "بيت الجيران")
    support(region, who, theirs, "وبيت سلطانة كمان")
    support(region, other, mine, "ونحنا بيت خلف")
    await build(indexes, region)
    assert find(indexes, region, "سلطانة") == {mine.id, theirs.id}

    def forget(work: search.Work) -> None:
        indexes.forget(work, who.id)
        needs.let_go(work, who.id)

    region.world.turn(forget)
    assert find(indexes, region, "سلطانة") == set()
    await indexes.freshen()
    assert find(indexes, region, "سلطانة") == set()
    assert find(indexes, region, "بيت الجيران") == {theirs.id}
    assert find(indexes, region, "خلف") == {mine.id}, "what others said about it stays"


async def test_who_is_forgotten_while_an_index_is_built_is_not_in_it(
    region: Region, indexes: SearchIndexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = region.person("1")
    stored = region.need(who, region.near, "بيت سلطانة")
    read = search_texts.texts_numbered

    async def forgotten_after_reading(*given: object) -> list[search_texts.NeedText]:
        page = await read(*given)  # type: ignore[arg-type]
        if any("سلطانة" in each.text for each in page):
            region.world.turn(partial(indexes.forget, person_id=who.id))
            region.world.turn(partial(needs.let_go, person_id=who.id))
        return page

    monkeypatch.setattr(search_texts, "texts_numbered", forgotten_after_reading)
    await build(indexes, region)
    assert find(indexes, region, "سلطانة") == set()
    assert find(indexes, region, "محطة مياه") == {stored.id}


async def test_without_a_key_there_are_no_words(region: Region, indexes: SearchIndexes) -> None:
    """A restored backup brings back rows of people whose key is deleted, or altered bytes."""
    who, other = region.person("1"), region.person("2")
    region.need(who, region.near, "غطاس أول")
    altered = region.need(other, region.near, "غطاس ثاني")
    region.change(altered, body=b"\x01" + bytes(40))
    region.world.keys.forget(who.owner)
    await build(indexes, region)
    assert find(indexes, region, "غطاس") == set()
    assert len(indexes) == 2


async def test_a_need_that_moved_or_vanished_is_found_where_it_is(
    region: Region, indexes: SearchIndexes
) -> None:
    who = region.person("1")
    moved, vanished = (region.need(who, region.near, "غطاس") for _ in range(2))
    await build(indexes, region, region.near, region.far)
    region.change(moved, place=region.far)
    with region.world.engine.begin() as connection:
        connection.execute(delete(need_event).where(need_event.c.need == vanished.id))
        connection.execute(delete(need).where(need.c.id == vanished.id))
    region.world.turn(partial(need_changes.note, need_ids=[moved.id]))
    indexes.remove([vanished.id])
    await indexes.freshen()
    assert find(indexes, region, "غطاس", region.near) == set()
    assert find(indexes, region, "غطاس", region.far) == {moved.id}


async def test_what_nobody_asks_is_dropped_and_built_again(
    region: Region, indexes: SearchIndexes
) -> None:
    who = region.person("1")
    region.need(who, region.near, "غطاس")
    clock = region.world.clock
    await build(indexes, region)
    clock.time += search.IDLE - timedelta(seconds=1)
    assert find(indexes, region, "غطاس")
    clock.time += search.IDLE - timedelta(seconds=1)
    indexes.drop_idle(clock())
    assert len(indexes) == 1
    clock.time += timedelta(seconds=1)
    indexes.drop_idle(clock())
    assert len(indexes) == 0
    later = region.need(who, region.near, "غطاس")
    await indexes.freshen()
    await build(indexes, region)
    assert later.id in find(indexes, region, "غطاس")
    clock.time += search.LONGEST
    assert find(indexes, region, "غطاس")
    indexes.drop_idle(clock())
    assert len(indexes) == 0, "however often it is asked"


async def test_memory_is_bounded_and_the_area_asked_longest_ago_goes_first(
    region: Region, world: World
) -> None:
    who = region.person("1")
    for place in (region.near, region.near, region.far, region.village("هجين")):
        region.need(who, place, "غطاس")
    reader = Reader(world.engine.url)
    indexes = SearchIndexes(reader, world.keys, world.service.places, most_needs=3)
    for place in (region.near, region.far):
        await build(indexes, region, place)
        world.clock.forward(minutes=1)
    assert find(indexes, region, "غطاس", region.near)
    await build(indexes, region, region.village("هجين"))
    assert len(indexes) == 3
    assert find(indexes, region, "غطاس", region.near), "asked a moment ago"
    assert not indexes.find(frozenset({region.far}), "غطاس", world.clock()).complete
    everything = frozenset(place.code for place in world.service.places)
    await indexes.build(everything, world.clock())
    answer = indexes.find(everything, "غطاس", world.clock())
    assert (answer.complete, answer.crowded) == (False, True)
    assert len(indexes) <= 3
    await indexes.build(frozenset({region.near}), world.clock())
    answer = indexes.find(frozenset({region.near}), "غطاس", world.clock())
    assert (answer.complete, answer.crowded) == (True, False), "a part of it has room"
    await reader.close()


async def test_what_another_worker_changes_is_noticed_without_a_word_from_it(
    region: Region, world: World
) -> None:
    """Two workers hold an index each; neither a support nor forgetting is an event."""
    readers = [Reader(world.engine.url) for _ in range(2)]
    ours, theirs = (SearchIndexes(each, world.keys, world.service.places) for each in readers)
    who, other, third = (region.person(account) for account in "123")
    stored = region.need(who, region.near, "بيت سلطانة")
    for each in (ours, theirs):
        await build(each, region)
    support(region, other, stored, "الغطاس محروق")
    support(region, third, stored, "حرامات")
    for each in (ours, theirs):
        await each.freshen()
        assert find(each, region, "غطاس") == find(each, region, "بطانيات") == {stored.id}

    def leave(work: search.Work) -> None:
        row = need_rows.get(work, stored.id)
        assert row is not None
        need_replies.leave(work, row, third)

    def forget(work: search.Work) -> None:
        ours.forget(work, who.id)
        needs.let_go(work, who.id)

    world.turn(leave)
    world.turn(forget)
    assert find(ours, region, "سلطانة") == set(), "at once, where it happened"
    for each in (ours, theirs):
        await each.freshen()
        assert find(each, region, "سلطانة") == find(each, region, "بطانيات") == set()
        assert find(each, region, "غطاس") == {stored.id}
    for reader in readers:
        await reader.close()


async def test_changes_are_kept_for_longer_than_any_index(region: Region, world: World) -> None:
    assert timedelta(seconds=need_changes.KEPT_SECONDS) > search.LONGEST
    stored = region.need(region.person("1"), region.near)
    support(region, region.person("2"), stored, "ونحنا")
    world.clock.forward(seconds=need_changes.KEPT_SECONDS)
    world.turn(need_changes.drop_old)
    assert world.count("need_change") == 1
    world.clock.forward(seconds=1)
    world.turn(need_changes.drop_old)
    assert world.count("need_change") == 0


async def test_several_who_open_at_once_share_one_building(
    region: Region, indexes: SearchIndexes
) -> None:
    region.need(region.person("1"), region.near, "غطاس")
    await asyncio.gather(*(build(indexes, region) for _ in range(3)), indexes.freshen())
    assert len(indexes) == 1
    indexes.drop_all()
    assert len(indexes) == 0


async def test_a_search_of_the_whole_governorate_finds_what_lies_nowhere_in_it(
    region: Region, indexes: SearchIndexes
) -> None:
    """A need may be told of a district or of the governorate itself."""
    who = region.person("1")
    stored = {region.need(who, code, "غطاس").id for code in ("SY09", "SY0903", region.near)}
    places = region.world.service.places
    area = frozenset(place.code for place in places if places.within(place.code, "SY09"))
    await build(indexes, region, *area)
    assert find(indexes, region, "غطاس", *area) == stored
    assert len(find(indexes, region, "غطاس", "SY0903")) == 1
