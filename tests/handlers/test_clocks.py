"""Clocks: none is missed and none strikes twice, through restarts, outages and two workers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from civic.escalation import ACT_WITHIN
from civic.mandates import Body
from civic.need_actions import PLAN_PATIENCE, Action
from civic.needs import Severity, Status
from handlers import clocks
from handlers.clocks import Clocks, strike
from storage import mandates, need_escalation, standing, timers
from storage.engine import open_engine
from storage.keys import Keys
from storage.need_escalation import ASSIGN
from storage.need_tables import need, need_event
from storage.store import Store
from storage.tables import outbox
from storage.timers import Timer
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative
from tests.reported import VILLAGE, act, events, report, row, somebody
from tests.world import MASTER, World

LONG = os.environ.get("MASHWARA_PROOFS") == "long"

HOURS = {
    Severity.CATASTROPHIC: 24,
    Severity.EXTREME: 48,
    Severity.SEVERE: 72,
    Severity.STRESS: 7 * 24,
}


@asynccontextmanager
async def store_of(world: World) -> AsyncIterator[Store]:
    """A store over a world's database."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)


def seat(world: World, place: str, account: str) -> Representative:
    """Seat somebody in the office of a place."""
    return Representative(world, account=account, place=place, restarts=False)


@pytest.mark.parametrize("severity", HOURS)
def test_each_severity_has_its_clock(lite: World, severity: Severity) -> None:
    """A second before it strikes nothing has happened; at the second it has gone one up."""
    seat(lite, VILLAGE, "low")
    above = seat(lite, "SY0901", "above").mandate
    number = report(lite, somebody(lite, "1"), severity=severity)
    pass_time(lite, hours=HOURS[severity], seconds=-1)
    assert events(lite, number) == ["received"]
    pass_time(lite, seconds=1)
    after = row(lite, number)
    assert events(lite, number) == ["received", "overdue"]
    assert above is not None
    assert (after.status, after.office) == (Status.PASSED_UP, above.office.id)
    assert after.due == int(lite.clock().timestamp()) + HOURS[severity] * 3600


def test_at_the_top_it_stays_and_the_administrators_are_told(world: World) -> None:
    """Once; nobody is above, and it is still overdue."""
    admin = Representative(
        world, account="admin", place="SY09", body=Body.ADMINISTRATION, restarts=False
    )
    seat(world, "SY09", "top")
    number = report(world, somebody(world, "1"))
    pass_time(world, days=30)
    assert events(world, number) == ["received", "stuck"]
    told = [message.text for _, message in admin._shown() if number in message.text]
    assert len(told) == 1


def test_whoever_looks_in_time_keeps_it(world: World) -> None:
    """Acting stops the clock, for as long as steps follow each other."""
    low = seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    assert low.mandate is not None
    act(world, low.mandate, Action.ACKNOWLEDGE, number)
    pass_time(world, days=6)
    low.unlocks()
    mandate = low.mandate
    assert mandate is not None
    act(world, mandate, Action.ASK, number, words="how deep?")
    pass_time(world, days=6, hours=23)
    assert events(world, number) == ["received", "acknowledged", "asked"]


def test_what_was_seen_and_then_left_goes_one_up(world: World) -> None:
    """A reminder first; three days later whoever is above has it, and people are told."""
    low = seat(world, VILLAGE, "low")
    above = seat(world, "SY0901", "above").mandate
    number = report(world, somebody(world, "1"))
    assert low.mandate is not None
    assert above is not None
    act(world, low.mandate, Action.TAKE_ON, number)
    pass_time(world, days=7)
    assert events(world, number) == ["received", "taken_on", "nudged"]
    pass_time(world, days=2, hours=23)
    assert row(world, number).status is Status.TAKEN_ON
    pass_time(world, hours=1)
    assert events(world, number) == ["received", "taken_on", "nudged", "neglected"]
    after = row(world, number)
    assert (after.status, after.office) == (Status.PASSED_UP, above.office.id)
    reminded = [message.text for _, message in low._shown() if number in message.text]
    assert len(reminded) == 2, "nothing followed, and it went"


def test_a_step_after_the_reminder_keeps_it(world: World) -> None:
    """The reminder's own clock goes with it."""
    low = seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    assert low.mandate is not None
    act(world, low.mandate, Action.ACKNOWLEDGE, number)
    pass_time(world, days=8)
    low.unlocks()
    mandate = low.mandate
    assert mandate is not None
    act(world, mandate, Action.TAKE_ON, number)
    pass_time(world, days=6)
    assert events(world, number) == ["received", "acknowledged", "nudged", "taken_on"]


async def test_a_sweep_does_what_is_due_and_goes_on_after_a_failure(world: World) -> None:
    """A timer that fails is tried again later, and the others are not held up by it."""
    seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    world.turn(partial(timers.set_timer, kind="tell", subject="no number", due=0))
    world.turn(standing.note_alive)
    world.clock.forward(minutes=30)
    async with store_of(world) as store:
        sweeping = Clocks(store, world.service)
        await sweeping.sweep()
        world.clock.forward(hours=72)
        world.turn(standing.note_alive)
        await sweeping.sweep()
    assert events(world, number) == ["received", "overdue"]
    left = world.turn(partial(timers.get, kind="tell", subject="no number"))
    assert left is not None
    assert left.due == int(world.clock().timestamp()) + clocks.TRY_AGAIN_SECONDS


async def test_two_workers_strike_once(world: World) -> None:
    """Both find the same timers; each strikes for one of them only."""
    if world.engine.dialect.name == "sqlite":
        return  # there is one worker beside a file
    seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    numbers = [report(world, somebody(world, str(each))) for each in range(6)]
    world.turn(standing.note_alive)
    pass_time(world, hours=71, minutes=59)
    world.clock.forward(minutes=1)
    engine, keys = open_engine(world.url), Keys.open(world.keys_url, MASTER, world.dice.bytes)
    other = Store(engine, keys, world.clock, world.dice)
    async with store_of(world) as store:
        workers = Clocks(store, world.service), Clocks(other, world.service)
        await asyncio.gather(*(worker.sweep() for worker in workers))
    await asyncio.to_thread(other.close)
    engine.dispose()
    keys.close()
    assert [events(world, number) for number in numbers] == [["received", "overdue"]] * 6


def test_a_crash_in_the_middle_leaves_both_or_neither(world: World) -> None:
    """What strikes is rolled back with the claim, and done by the next sweep."""
    seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    world.clock.forward(hours=72)

    def crash(work: Work) -> None:
        for timer in timers.due(work):
            strike(work, world.service, timer)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.turn(crash)
    assert events(world, number) == ["received"]
    strike_all(world)
    assert events(world, number) == ["received", "overdue"]


def test_a_short_break_puts_nothing_off_and_a_long_one_all(world: World) -> None:
    """An hour is the limit; it is counted once, however often the service starts."""
    seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    due = row(world, number).due
    world.turn(clocks.go_on)
    world.clock.forward(minutes=60)
    world.turn(clocks.go_on)
    assert row(world, number).due == due
    world.clock.forward(hours=100)
    for _ in range(3):
        world.turn(clocks.go_on)
    assert due is not None
    assert row(world, number).due == due + 100 * 3600
    strike_all(world)
    assert events(world, number) == ["received"]
    pass_time(world, hours=71)
    assert events(world, number) == ["received", "overdue"]


def test_what_was_overdue_before_an_outage_is_passed_on_at_once(world: World) -> None:
    """Nobody gets time back that had run out already."""
    seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    world.clock.forward(hours=73)
    world.turn(standing.note_alive)
    world.clock.forward(hours=5)
    world.turn(clocks.go_on)
    strike_all(world)
    assert events(world, number) == ["received", "overdue"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["report", "wait", "wait", "wait", "outage", "restart", "seen"]),
        st.integers(1, 90),
    ),
    min_size=6,
    max_size=30,
)


@settings(
    max_examples=300 if LONG else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
@pytest.mark.proof
def test_no_clock_is_missed_and_none_strikes_twice(
    world: World, steps: list[tuple[str, int]]
) -> None:
    """Against a model that only adds up: when each need should go up, and how far."""
    with world.engine.begin() as connection:
        connection.execute(delete(outbox))  # of earlier examples, whose messages nobody sends
    tag = world.dice.token()
    chain = [seat(world, place, f"{tag}{place}") for place in (VILLAGE, "SY0901", "SY09")]
    reporter = somebody(world, f"{tag}r")
    model: dict[str, _Expected] = {}
    world.turn(clocks.go_on)
    for step, amount in steps:
        match step:
            case "report":
                severity = list(HOURS)[amount % len(HOURS)]
                number = report(world, reporter, severity=severity)
                model[number] = _Expected(world.clock.time, timedelta(hours=HOURS[severity]))
            case "wait":
                _wait(world, model, hours=amount)
            case "outage":
                _outage(world, model, hours=amount)
            case "restart":
                world.restart()
            case "seen" if model:
                _seen(world, chain, model, list(model)[amount % len(model)])
    for number, expected in model.items():
        assert events(world, number) == expected.events, number


class _Expected:
    """When a need goes one office up, and what has happened so far."""

    def __init__(self, now: object, patience: timedelta) -> None:
        self.due, self.patience = now + patience, patience  # type: ignore[operator]
        self.level, self.running = 0, True
        self.late = "overdue"
        self.events = ["received"]

    def see(self, now: object, act_within: timedelta) -> None:
        """Whoever has it looks, and leaves it then."""
        self.events.append("acknowledged")
        self.running, self.late = True, "nudged"
        self.due = now + act_within  # type: ignore[operator]

    def sweep(self, now: object) -> None:
        """Be reminded, go up, or find that there is nobody above."""
        if not self.running or self.due > now:
            return
        if self.late == "nudged":
            self.events.append("nudged")
            self.late, self.due = "neglected", now + PLAN_PATIENCE  # type: ignore[operator]
            return
        self.level += 1
        self.running = self.level < 3
        self.events.append(self.late if self.running else "stuck")
        self.late, self.due = "overdue", now + self.patience  # type: ignore[operator]


def _wait(world: World, model: dict[str, _Expected], hours: int) -> None:
    """Sweep every fifteen minutes, as the service does every fifteen seconds."""
    for _ in range(hours * 4):
        world.clock.forward(minutes=15)
        world.turn(clocks.go_on)
        strike_all(world)
        for expected in model.values():
            expected.sweep(world.clock.time)


def _outage(world: World, model: dict[str, _Expected], hours: int) -> None:
    """Nothing runs; a long outage gives everybody the time back, a short one does not."""
    length = timedelta(minutes=hours)
    world.clock.time += length
    world.restart()
    world.turn(clocks.go_on)
    if length > timedelta(hours=1):
        for expected in model.values():
            expected.due += length
    strike_all(world)
    for expected in model.values():
        expected.sweep(world.clock.time)


def _seen(
    world: World, chain: list[Representative], model: dict[str, _Expected], number: str
) -> None:
    expected = model[number]
    holder = chain[min(expected.level, 2)]
    if "acknowledged" in expected.events:
        return
    holder.unlocks()
    assert holder.mandate is not None
    act(world, holder.mandate, Action.ACKNOWLEDGE, number)
    expected.see(world.clock.time, ACT_WITHIN[row(world, number).severity])


def test_a_vacant_office_is_skipped_and_what_it_had_goes_on(world: World) -> None:
    """Whoever held it is gone: nothing waits for nobody."""
    low = seat(world, VILLAGE, "low")
    seat(world, "SY0901", "above")
    number = report(world, somebody(world, "1"))
    office = row(world, number).office
    assert office is not None
    world.turn(partial(mandates.end, mandate_id=low.mandate_id))
    world.turn(partial(need_escalation.fall_vacant, office_id=office))
    strike_all(world)
    assert events(world, number) == ["received", "vacated"]
    assert row(world, number).status is Status.PASSED_UP


def test_who_is_appointed_gets_what_nobody_had(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much it is; and the clocks begin."""
    numbers = [report(world, somebody(world, str(each))) for each in range(5)]
    assert {row(world, number).office for number in numbers} == {None}
    low = seat(world, VILLAGE, "low")
    mandate = low.mandate
    assert mandate is not None
    assign = partial(need_escalation.assign_waiting, office=mandate.office, area=mandate.area)
    monkeypatch.setattr(need_escalation, "PAGE", 2)
    world.turn(assign)
    strike_all(world)
    assert [events(world, number) for number in numbers] == [["received", "assigned"]] * 5
    assert {row(world, number).office for number in numbers} == {mandate.office.id}
    assert world.turn(partial(timers.get, kind=ASSIGN, subject=VILLAGE)) is None


def test_long_closed_needs_lose_their_hour_and_their_words(world: World) -> None:
    """Ninety days after closing; the history stays in codes and months."""
    low = seat(world, VILLAGE, "low")
    assert low.mandate is not None
    number = report(world, somebody(world, "1"))
    act(world, low.mandate, Action.DECLINE, number, words="لا توجد ميزانية لذلك")
    query = select(need_event.c.body).where(need_event.c.body.is_not(None))
    hour = select(need.c.received).where(need.c.number == number)
    for days, bodies in ((89, 1), (1, 0)):
        pass_time(world, days=days)
        with world.engine.connect() as connection:
            assert len(connection.scalars(query).all()) == bodies
            assert (connection.scalar(hour) is None) == (bodies == 0)
    assert events(world, number) == ["received", "declined"]


def test_every_kind_of_timer_is_known(lite: World) -> None:
    """Whatever is set is struck by somebody."""
    unknown = Timer("unheard of", "x", 0)
    lite.turn(partial(timers.set_timer, kind=unknown.kind, subject="x", due=0))
    with pytest.raises(KeyError):
        lite.turn(partial(strike, service=lite.service, timer=unknown))
