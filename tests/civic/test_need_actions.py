"""Which office may do what with a need, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from civic.need_actions import UNSEEN, Action, Hold, allowed, check, check_day, is_reason
from civic.need_clocks import Clock, clocks
from civic.needs import OPEN, Severity, Status
from civic.refusals import Refusal

TODAY = date(2026, 11, 22)


def refused(action: Action, status: Status, hold: Hold) -> str:
    """Return the code of the refusal, empty for none."""
    try:
        check(action, status, hold)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("status", sorted(OPEN))
def test_whoever_has_an_open_need_may_plan_ask_close_and_pass_it_on(status: Status) -> None:
    """Whatever has happened before."""
    able = set(allowed(status, Hold.OURS))
    assert {Action.PLAN, Action.ASK, Action.RESOLVE, Action.DECLINE} <= able
    assert {Action.HAND_OVER, Action.REFER_UP, Action.MERGE} <= able
    assert (Action.ACKNOWLEDGE in able) == (status in UNSEEN)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_an_office_above_may_only_take_it(status: Status) -> None:
    """Then it has it, and may do the rest."""
    assert allowed(status, Hold.BELOW) == (Action.TAKE_ON,)
    assert refused(Action.RESOLVE, status, Hold.BELOW) == "need.with-another"


@pytest.mark.parametrize("status", Status)
def test_an_office_below_may_only_look(status: Status) -> None:
    """What has gone up is acted on there."""
    assert allowed(status, Hold.ABOVE) == ()


@pytest.mark.parametrize("status", sorted(OPEN))
def test_what_nobody_has_anyone_may_take_up_who_stands_for_the_place(status: Status) -> None:
    """Acting on it makes it theirs."""
    assert Action.RESOLVE in allowed(status, Hold.NOBODYS)
    assert Action.TAKE_ON in allowed(status, Hold.NOBODYS)


@pytest.mark.parametrize("status", [s for s in Status if s not in OPEN])
def test_what_is_closed_can_only_be_opened_again(status: Status) -> None:
    """A merged one can be parted; a withdrawn one stays so."""
    able = {Status.MERGED: (Action.UNMERGE,), Status.WITHDRAWN: ()}
    assert allowed(status, Hold.OURS) == able.get(status, (Action.REOPEN,))
    assert refused(Action.PLAN, status, Hold.OURS) == "need.closed"


def test_what_was_done_is_not_done_twice() -> None:
    """Seen is seen, taken on is taken on."""
    assert refused(Action.ACKNOWLEDGE, Status.PLANNED, Hold.OURS) == "need.done-already"
    assert refused(Action.TAKE_ON, Status.TAKEN_ON, Hold.OURS) == "need.done-already"
    assert refused(Action.UNMERGE, Status.RECEIVED, Hold.OURS) == "need.not-so"


@pytest.mark.parametrize("words", ["لا توجد ميزانية", "تم إصلاح المضخة", "no budget left"])
def test_a_reason_is_made_of_words(words: str) -> None:
    """Two of them at least."""
    assert is_reason(words)


@pytest.mark.parametrize("words", ["", ".", "لا", "----", "تم", "١٢٣ ٤٥٦", "ماااااافي", "👍 👍"])
def test_a_dot_is_no_reason(words: str) -> None:
    """Nor is a single word, a number or a picture."""
    assert not is_reason(words)


def test_a_day_lies_ahead_and_within_two_years() -> None:
    """Today is early enough."""
    check_day(TODAY, TODAY)
    for day, code in ((TODAY - timedelta(1), "day.past"), (TODAY + timedelta(800), "day.far")):
        with pytest.raises(Refusal) as refusal:
            check_day(day, TODAY)
        assert refusal.value.code == code


def test_each_status_has_its_clocks() -> None:
    """And no status has two that contradict one another."""
    day = {"due": 5, "planned": date(2026, 12, 1)}
    for status in Status:
        found = set(clocks(status, Severity.SEVERE, now=0, **day))  # type: ignore[arg-type]
        if status in UNSEEN:
            assert found == {Clock.ACKNOWLEDGE}
        elif status is Status.PLANNED:
            assert found == {Clock.PLANNED}
        elif status in OPEN:
            assert found == {Clock.QUIET}
        else:
            assert found - {Clock.ASK_AGAIN} == {Clock.FADE}
            assert (Clock.ASK_AGAIN in found) == (status is Status.RESOLVED)
