"""An outage counts for no office: one row puts off all that pauses, and nothing else moves."""

from __future__ import annotations

from functools import partial

from sqlalchemy import event, select, update

from civic.need_filters import NeedFilter
from handlers import clocks
from storage import area_needs, exports, outages, situation_counts, standing, timers
from storage.need_tables import need
from storage.reading import Reader
from storage.tables import timer
from storage.work import Work
from tests.clocks import strike_all
from tests.offices import Representative
from tests.reported import VILLAGE, events, report, row, somebody
from tests.world import World

OVERDUE = NeedFilter(overdue=True)


def away(world: World, hours: int) -> None:
    """Let the service be away for so long, and get up."""
    world.turn(standing.note_alive)
    world.clock.forward(hours=hours)
    world.turn(clocks.go_on)


def reported(world: World) -> str:
    """Report something severe to an office, which has 72 hours to look at it."""
    Representative(world, account="low", place=VILLAGE, restarts=False)
    return report(world, somebody(world, "1"))


def overdue(world: World) -> list[int]:
    """How much is overdue, as every way of asking counts it."""
    area = world.service.places.area(VILLAGE)
    rows = world.turn(partial(area_needs.overdue, area=area, most=9))
    listed = world.turn(partial(area_needs.page, area=area, wanted=OVERDUE, most=9))
    narrower = NeedFilter(overdue=True, sector="water")
    counted = world.turn(partial(area_needs.count, area=area, wanted=narrower))
    account = world.turn(partial(situation_counts.of_today, area=area))
    return [len(rows), len(listed), counted, account["water"][3]]


async def exported(world: World, wanted: NeedFilter) -> list[exports.ExportedNeed]:
    """What a list holds."""
    places, now = frozenset({VILLAGE}), int(world.clock().timestamp())
    reader = Reader(world.engine.url)
    try:
        numbers = await exports.chosen(reader, places, wanted, now)
        pages = exports.pages(reader, world.keys, places, numbers, words=False)
        return [each async for page in pages for each in page]
    finally:
        await reader.close()


def test_outages_add_up_and_what_is_stored_comes_back(world: World) -> None:
    """An instant that is stored before an outage is later by it, one stored since is not."""
    before = world.turn(lambda work: work.paused(1_000))
    world.turn(partial(outages.note, seconds=7))
    since = world.turn(lambda work: work.paused(1_000))
    world.turn(partial(outages.note, seconds=5))
    shown = [world.turn(partial(Work.resumed, stored=each)) for each in (before, since, None)]
    assert shown == [1_012, 1_005, None]


def test_every_question_puts_a_deadline_off_by_the_outage(world: World) -> None:
    """Lists, counts, accounts and what an office is told agree to the second."""
    number = reported(world)
    due = row(world, number).due
    assert due is not None
    away(world, hours=100)
    assert row(world, number).due == due + 100 * 3600
    world.clock.forward(hours=72)
    assert overdue(world) == [0, 0, 0, 0]
    world.clock.forward(seconds=1)
    assert overdue(world) == [1, 1, 1, 1]


async def test_a_list_tells_the_deadline_that_holds_now(world: World) -> None:
    """In what it chooses and in what it says."""
    number = reported(world)
    away(world, hours=100)
    world.clock.forward(hours=72, seconds=1)
    [found] = await exported(world, OVERDUE)
    assert (found.number, found.due) == (number, row(world, number).due)


def test_getting_up_writes_to_no_need_and_to_none_of_their_clocks(lite: World) -> None:
    """However many there are; a clock that strikes meanwhile is set to when it is due."""
    number = reported(lite)
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        written.append(statement)

    event.listen(lite.engine, "before_cursor_execute", note)
    away(lite, hours=100)
    event.remove(lite.engine, "before_cursor_execute", note)
    assert not [each for each in written if each.startswith("UPDATE need ")]
    with lite.engine.connect() as connection:
        before = connection.execute(select(timer).where(timer.c.kind == "acknowledge")).one()
    strike_all(lite)
    moved = lite.turn(partial(timers.get, kind="acknowledge", subject=before.subject))
    assert moved is not None
    assert moved.due == before.due + 100 * 3600 == row(lite, number).due
    lite.clock.forward(hours=72)
    strike_all(lite)
    assert events(lite, number)[1] == "stuck"  # nobody sits above


def test_a_clock_from_before_this_was_counted_is_put_off_too(world: World) -> None:
    """It holds nothing about outages; there had been none that count."""
    number = reported(world)
    with world.engine.begin() as connection:
        connection.execute(update(timer).values(away=None))
    away(world, hours=100)
    strike_all(world)
    assert events(world, number) == ["received"]


def test_an_outage_moves_no_deadline_that_is_not_there(world: World) -> None:
    """What nobody has waits for an office and has no clock."""
    number = report(world, somebody(world, "1"))
    away(world, hours=100)
    assert row(world, number).due is None
    with world.engine.connect() as connection:
        assert connection.execute(select(need.c.due)).scalar_one() is None
