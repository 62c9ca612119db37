"""What offices do with needs: within their area, one after another, counted and kept apart."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from civic.mandates import Mandate
from civic.need_actions import Action, allowed
from civic.need_clocks import clocks
from civic.needs import OPEN, Status
from civic.refusals import Refusal
from storage import need_offices, need_rows, needs, timers
from storage.need_tables import need, need_event, need_supporter
from storage.tables import audit
from storage.work import Conflict
from tests.offices import Representative
from tests.reported import VILLAGE, act, events, miscounted, report, row, somebody
from tests.world import World

REASON = "لا توجد ميزانية للمازوت"


def mandate(world: World, place: str, account: str = "rep") -> Mandate:
    """Seat somebody and return the open mandate."""
    found = Representative(world, account=account, place=place, restarts=False).mandate
    assert found is not None
    return found


def test_a_need_outside_the_area_is_none_like_one_that_does_not_exist(world: World) -> None:
    """Whatever is done with it."""
    far = mandate(world, "SY0902", "far")
    number = report(world, somebody(world, "1"))
    for action in Action:
        assert act(world, far, action, number, words=REASON) is None
        assert act(world, far, action, "000000000", words=REASON) is None
    assert events(world, number) == ["received"]


def test_what_an_office_says_is_under_the_offices_key(world: World) -> None:
    """And what it did is in the audit, without the words."""
    by = mandate(world, VILLAGE)
    number = report(world, somebody(world, "1"))
    act(world, by, Action.DECLINE, number, words=REASON)
    with world.engine.connect() as connection:
        told = connection.execute(select(need_event).where(need_event.c.kind == "declined")).one()
        noted = connection.execute(select(audit).where(audit.c.action == "need.decline")).one()
    assert told.owner == f"office:{by.office.id}"
    assert "ميزانية".encode() not in told.body
    assert (noted.actor, noted.subject) == (by.id, number)


def test_who_reads_an_old_state_does_not_overwrite_a_new_one(world: World) -> None:
    """Two changes of one version: the second raises Conflict, and its turn is run again."""
    by = mandate(world, VILLAGE)
    number = report(world, somebody(world, "1"))
    before = row(world, number)
    act(world, by, Action.ACKNOWLEDGE, number)
    stale = partial(need_rows.move, found=before, status=Status.DECLINED, office_id=by.office.id)
    with pytest.raises(Conflict):
        world.turn(stale)
    assert row(world, number).status is Status.ACKNOWLEDGED
    assert miscounted(world) == {}


def test_a_need_is_handed_to_an_office_beside_which_then_sees_it(world: World) -> None:
    """Though it lies beyond its area; nobody else there does."""
    here, beside = mandate(world, "SY090101"), mandate(world, "SY090102", "beside")
    number = report(world, somebody(world, "1"))
    assert act(world, beside, Action.ACKNOWLEDGE, number) is None
    act(world, here, Action.HAND_OVER, number, to=beside.office.id)
    after = act(world, beside, Action.ACKNOWLEDGE, number)
    assert after is not None
    assert (after.status, after.office) == (Status.ACKNOWLEDGED, beside.office.id)
    with pytest.raises(Refusal, match=r"need\.with-another"):
        act(world, here, Action.RESOLVE, number, words=REASON)


def test_nothing_goes_to_an_office_in_which_nobody_sits(world: World) -> None:
    """Nor to one that is not near."""
    here, far = mandate(world, VILLAGE), mandate(world, "SY090201", "far")
    number = report(world, somebody(world, "1"))
    for to in ("absent", here.office.id, far.office.id):
        with pytest.raises(Refusal, match=r"office\.vacant"):
            act(world, here, Action.HAND_OVER, number, to=to)


def _state(world: World, numbers: list[str]) -> list[Any]:
    columns = (need.c.number, need.c.status, need.c.open, need.c.office, need.c.due)
    more = (need.c.planned, need.c.merged_into, need.c.supporters, need.c.priority)
    query = select(*columns, *more).where(need.c.number.in_(numbers)).order_by(need.c.number)
    kept = (need_supporter.c.need, need_supporter.c.person, need_supporter.c.merged_from)
    supporters = select(*kept).order_by(need_supporter.c.need, need_supporter.c.person)
    with world.engine.connect() as connection:
        return [
            tuple(each) for each in (*connection.execute(query), *connection.execute(supporters))
        ]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.sets(st.integers(0, 5)),
    second=st.sets(st.integers(0, 5)),
    planned=st.booleans(),
)
def test_merging_keeps_everybody_and_parting_restores_everything(
    lite: World, first: set[int], second: set[int], planned: bool
) -> None:
    """Who supports both counts once; afterwards each need is as if nothing had happened."""
    tag = lite.dice.token()
    by = mandate(lite, VILLAGE, f"rep{tag}")
    people = [somebody(lite, f"{tag}{number}") for number in range(6)]
    reporters = somebody(lite, f"{tag}a"), somebody(lite, f"{tag}b")
    one, other = (report(lite, who) for who in reporters)
    for number, supporters in ((one, first), (other, second)):
        found = row(lite, number)
        for each in sorted(supporters):
            given_by = needs.SupportNeed(found.id, f"أنا {each}")
            lite.turn(partial(needs.support, person=people[each], given=given_by))
    if planned:
        act(lite, by, Action.PLAN, one, day=date(2026, 12, 1))
    before = _state(lite, [one, other])
    act(lite, by, Action.MERGE, one, other=other)
    assert row(lite, other).supporters == len(first | second) + 1
    merged = row(lite, one)
    assert (merged.status, merged.merged_into) == (Status.MERGED, row(lite, other).id)
    for each in sorted(first | second):
        body = lite.turn(partial(needs.body_of, need_id=row(lite, other).id, person=people[each]))
        assert body.words == f"أنا {each}"
    act(lite, by, Action.UNMERGE, one)
    assert _state(lite, [one, other]) == before
    assert miscounted(lite) == {}


def test_who_supports_the_merged_one_themselves_stays_when_it_is_parted(world: World) -> None:
    """They said so of the other one too."""
    by = mandate(world, VILLAGE)
    neighbour = somebody(world, "3")
    one, other = report(world, somebody(world, "1")), report(world, somebody(world, "2"))
    support = partial(needs.support, person=neighbour)
    world.turn(partial(support, given=needs.SupportNeed(row(world, one).id, "مثلهم")))
    act(world, by, Action.MERGE, one, other=other)
    world.turn(partial(support, given=needs.SupportNeed(row(world, one).id, "وهذا أيضاً")))
    act(world, by, Action.UNMERGE, one)
    assert (row(world, one).supporters, row(world, other).supporters) == (1, 1)


def test_of_merged_needs_the_last_is_parted_first(world: World) -> None:
    """Else people would be left behind in between."""
    by = mandate(world, VILLAGE)
    a, b, c = (report(world, somebody(world, account)) for account in "123")
    act(world, by, Action.MERGE, a, other=b)
    act(world, by, Action.MERGE, b, other=c)
    assert row(world, c).supporters == 2
    with pytest.raises(Refusal, match=r"merge\.undo-first"):
        act(world, by, Action.UNMERGE, a)
    act(world, by, Action.UNMERGE, b)
    act(world, by, Action.UNMERGE, a)
    assert [row(world, number).supporters for number in (a, b, c)] == [0, 0, 0]


def test_the_clock_of_a_parted_need_goes_on_where_it_stood(world: World) -> None:
    """While it was merged nobody could look at it."""
    by = mandate(world, VILLAGE)
    one, other = report(world, somebody(world, "1")), report(world, somebody(world, "2"))
    due = row(world, one).due
    act(world, by, Action.MERGE, one, other=other)
    world.clock.forward(days=5)
    act(world, by, Action.UNMERGE, one)
    assert due is not None
    assert row(world, one).due == due + 5 * 86_400


ACTIONS = st.tuples(st.sampled_from(list(Action)), st.integers(0, 2), st.integers(0, 3))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTIONS, max_size=25))
def test_whatever_is_done_counts_and_clocks_are_right(
    lite: World, acts: list[tuple[Action, int, int]]
) -> None:
    """Open where an office owes an answer, one clock where one runs, tallies as counted."""
    tag = lite.dice.token()
    by = [mandate(lite, place, f"{tag}{place}") for place in (VILLAGE, "SY090101", "SY0901")]
    numbers = [report(lite, somebody(lite, f"{tag}{each}")) for each in range(4)]
    for action, whose, which in acts:
        about = {"words": REASON, "day": date(2026, 12, 1), "to": by[(whose + 1) % 3].office.id}
        stood = row(lite, numbers[which])
        able = action in _able(lite, by[whose], numbers[which])
        try:
            act(lite, by[whose], action, numbers[which], other=numbers[which - 1], **about)
        except Refusal:
            assert row(lite, numbers[which]) == stood, "what is refused changes nothing"
        else:
            assert able, "what was not offered is refused"
    assert miscounted(lite) == {}
    for number in numbers:
        _is_sound(lite, number)


def _able(world: World, by: Mandate, number: str) -> tuple[Action, ...]:
    found = row(world, number)
    hold = world.turn(partial(need_offices.hold, area=by.area, mandate=by, office_id=found.office))
    return allowed(found.status, hold)


def _is_sound(world: World, number: str) -> None:
    found = row(world, number)
    with world.engine.connect() as connection:
        is_open = connection.execute(
            select(need.c.open).where(need.c.number == number)
        ).scalar_one()
    assert is_open == (found.status in OPEN)
    wanted = clocks(found.status, found.severity, now=0, due=found.due, planned=found.day)
    running = {
        clock
        for clock in wanted
        if world.turn(partial(timers.get, kind=clock, subject=found.id)) is not None
    }
    assert running == set(wanted)
