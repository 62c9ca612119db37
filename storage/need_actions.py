"""Carrying out what an office does with a need: within its area, under the need's version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from civic.areas import Area
from civic.hours import today
from civic.mandates import Mandate
from civic.need_actions import UNSEEN, Action, Deed, check, check_day
from civic.need_events import Event
from civic.needs import Status
from civic.places import Places
from civic.refusals import Refusal
from storage import audit, need_events, need_merging, need_rows, needs
from storage.need_events import NOTHING, Said
from storage.need_offices import hold, next_up, partners
from storage.need_rows import NeedRow
from storage.work import Work


@dataclass(frozen=True, slots=True)
class _Case:
    """One action while it is carried out: who acts, in which area, on which need."""

    work: Work
    area: Area
    places: Places
    by: Mandate
    deed: Deed
    row: NeedRow

    @property
    def ours(self) -> str:
        return self.by.office.id

    def stands(self, status: Status, kind: Event, *, detail: str = "") -> NeedRow:
        """Let the need stand so with the office that acts."""
        after = need_rows.move(self.work, self.row, status, office_id=self.ours)
        self.happened(after, kind, detail=detail)
        return after

    def goes(self, status: Status, kind: Event, to: str) -> NeedRow:
        """Give the need to another office, whose clock begins."""
        due = self.work.seconds + self.row.patience
        after = need_rows.move(self.work, self.row, status, office_id=to, due=due)
        self.happened(after, kind, office=to, detail=self.ours)
        return after

    def happened(self, row: NeedRow, kind: Event, *, office: str = "", detail: str = "") -> None:
        """Note it, with what was said under the key of the office that said it."""
        said = Said(self.deed.words, self.deed.file)
        need_events.happen(
            self.work,
            row,
            kind,
            office=office or self.ours,
            mandate=self.by.id,
            detail=detail,
            owner=None if said == NOTHING else need_events.office_key(self.ours),
            said=said,
        )


def carry_out(work: Work, area: Area, places: Places, by: Mandate, deed: Deed) -> NeedRow | None:
    """Do what somebody wishes with a need of their area; None for any other number.

    Returns the need as it stands then. Raises Refusal when it is not allowed now (codes of
    civic/need_actions.py and civic/merging.py, "office.vacant", "office.none-above",
    "need.nobody-to-ask") and Conflict when somebody else was faster.
    """
    row = need_rows.numbered(work, area, deed.number)
    if row is None:
        return None
    check(deed.action, row.status, hold(work, area, by, row.office))
    after = _DEEDS[deed.action](_Case(work, area, places, by, deed, row))
    audit.note(work, by.id, f"need.{deed.action}", row.number)
    return after


def _acknowledge(case: _Case) -> NeedRow:
    return case.stands(Status.ACKNOWLEDGED, Event.ACKNOWLEDGED)


def _take_on(case: _Case) -> NeedRow:
    before = case.row.office if case.row.office != case.ours else None
    return case.stands(Status.TAKEN_ON, Event.TAKEN_ON, detail=before or "")


def _plan(case: _Case) -> NeedRow:
    day = case.deed.day
    if day is None:
        raise Refusal("day.unclear")
    check_day(day, today(case.work.now))
    after = need_rows.move(case.work, case.row, Status.PLANNED, office_id=case.ours, planned=day)
    case.happened(after, Event.PLANNED, detail=day.isoformat())
    return after


def _resolve(case: _Case) -> NeedRow:
    if case.deed.file:
        needs.attach(case.work, case.by.person, case.row.id, (case.deed.file,))
    return case.stands(Status.RESOLVED, Event.RESOLVED)


def _decline(case: _Case) -> NeedRow:
    return case.stands(Status.DECLINED, Event.DECLINED)


def _ask(case: _Case) -> NeedRow:
    """Ask the reporter; whoever asks has seen it, so the clock stops."""
    work, row = case.work, case.row
    if row.person is None or need_events.of_need(work, row.id, [Event.LEFT]):
        raise Refusal("need.nobody-to-ask")
    if row.status in UNSEEN:
        row = need_rows.move(work, row, Status.ACKNOWLEDGED, office_id=case.ours)
    elif row.status is not Status.PLANNED:
        need_rows.keep_going(work, row)
    case.happened(row, Event.ASKED)
    return row


def _hand_over(case: _Case) -> NeedRow:
    if case.deed.to not in {o.id for o in partners(case.work, case.places, case.by.office)}:
        raise Refusal("office.vacant")
    return case.goes(Status.RECEIVED, Event.HANDED_OVER, case.deed.to)


def _refer_up(case: _Case) -> NeedRow:
    above = next_up(case.work, case.places, case.ours)
    if above is None:
        raise Refusal("office.none-above")
    return case.goes(Status.PASSED_UP, Event.PASSED_UP, above.id)


def _reopen(case: _Case) -> NeedRow:
    due = case.work.seconds + case.row.patience
    after = need_rows.move(case.work, case.row, Status.REOPENED, office_id=case.row.office, due=due)
    case.happened(after, Event.REOPENED)
    return after


def _merge(case: _Case) -> NeedRow:
    other = need_rows.numbered(case.work, case.area, case.deed.other)
    if other is None:
        raise Refusal("need.unknown")
    check(Action.MERGE, other.status, hold(case.work, case.area, case.by, other.office))
    return need_merging.merge(case.work, case.places, case.row, other, case.by)


def _unmerge(case: _Case) -> NeedRow:
    return need_merging.unmerge(case.work, case.row, case.by)


_DEEDS: Mapping[Action, Callable[[_Case], NeedRow]] = MappingProxyType(
    {
        Action.ACKNOWLEDGE: _acknowledge,
        Action.TAKE_ON: _take_on,
        Action.PLAN: _plan,
        Action.RESOLVE: _resolve,
        Action.DECLINE: _decline,
        Action.ASK: _ask,
        Action.HAND_OVER: _hand_over,
        Action.REFER_UP: _refer_up,
        Action.MERGE: _merge,
        Action.UNMERGE: _unmerge,
        Action.REOPEN: _reopen,
    }
)
