"""An office is reminded when a period is over; the office above hears that an account came."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from civic.hours import is_safe
from civic.periods import Every
from storage import mandates, situation_clock
from storage.work import Work
from tests.clocks import pass_time, strike_all
from tests.offices import Representative, office_at, place_called
from tests.told import send
from tests.world import World

REMINDED, ARRIVED = "حان موعد حالة المنطقة", "وصلت حالة منطقة"


def test_a_month_that_is_over_is_asked_for_once(world: World) -> None:
    """On the first morning of the next month, through restarts."""
    rep = Representative(world)
    rep.says("/report")
    pass_time(world, days=8)
    assert _heard(rep, REMINDED) == 0
    world.restart()
    pass_time(world, days=20)
    strike_all(world)
    assert _heard(rep, REMINDED) == 1
    pass_time(world, days=31)
    assert _heard(rep, REMINDED) == 2


def test_what_was_told_already_is_not_asked_for(world: World) -> None:
    """The month of the account; the next one is."""
    rep = Representative(world)
    rep.says("/report")
    send(world, rep, period="2026-11")
    pass_time(world, days=20)
    assert _heard(rep, REMINDED) == 0
    pass_time(world, days=31)
    assert _heard(rep, REMINDED) == 1


def test_an_office_may_tell_every_week(world: World) -> None:
    """Then it is reminded on Mondays."""
    rep = Representative(world)
    rep.says("/report week")
    pass_time(world, days=21)
    assert _heard(rep, REMINDED) == 3


def test_a_vacant_office_is_not_reminded(world: World) -> None:
    """Nor does anything wait for it; whoever sits there next begins anew."""
    rep = Representative(world)
    office = office_at(world, place_called(world, rep.place))
    world.turn(partial(situation_clock.set_every, office_id=office, wished=Every.WEEK))
    world.turn(lambda work: mandates.end(work, rep.mandate_id))
    pass_time(world, days=30)
    assert _heard(rep, REMINDED) == 0


def test_the_office_above_hears_that_an_account_came_and_nothing_of_it(world: World) -> None:
    """The nearest that is filled; a vacant one is skipped, and nobody hears at night."""
    above = Representative(world, account="above", place="SY09")
    office_at(world, "SY0901")
    rep = Representative(world)
    world.clock.time = datetime(2026, 11, 22, 22, tzinfo=UTC)
    account = send(world, rep, answers={"people": 4321}, words={"remark": "سرّ"})
    world.turn(partial(_pass_up, account_id=account.id))
    strike_all(world)
    assert _heard(above, ARRIVED) == 0
    pass_time(world, hours=12)
    assert _heard(above, ARRIVED) == 1
    assert not any("4321" in text or "سرّ" in text for text in _texts(above))
    assert _heard(rep, ARRIVED) == 0


def test_what_was_replaced_before_anybody_heard_is_not_announced(world: World) -> None:
    """Only what counts is."""
    above = Representative(world, account="above", place="SY09")
    rep = Representative(world)
    world.clock.time = datetime(2026, 11, 22, 22, tzinfo=UTC)
    for _ in range(2):
        world.turn(partial(_pass_up, account_id=send(world, rep).id))
    assert not is_safe(world.clock.time)
    pass_time(world, hours=12)
    assert _heard(above, ARRIVED) == 1


def _pass_up(work: Work, account_id: str) -> None:
    situation_clock.pass_up(work, account_id)


def _texts(who: Representative) -> list[str]:
    return [message.text for _row, message in who._shown()]


def _heard(who: Representative, words: str) -> int:
    return sum(text.startswith(words) for text in _texts(who))
