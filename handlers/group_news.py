"""What people hear of working groups: by day, a page at a time, neutral where others look on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final

from civic.group_progress import DAY
from civic.groups import Stage
from civic.hours import is_safe, next_safe
from conversations import group_texts as texts
from conversations import groups as words
from handlers.group_asking import cause_of, owe, tell_members
from handlers.service import Service
from storage import (
    broadcasts,
    group_candidates,
    group_comments,
    group_drafts,
    group_participants,
    group_seats,
    groups,
    timers,
)
from storage.group_drafts import Draft
from storage.groups import Group
from storage.work import Work

TELL: Final = "group.tell"
REMIND: Final = "group.remind"
CLOSE: Final = "group.close"
"""Timers: people are to hear something, to be reminded, a window closes."""

SEATED, ASKED, EXTENDED, ANSWERED, OVER = "seated", "asked", "extended", "answered", "over"
ENDED_EARLY: Final = "closed"

REMINDERS: Final = (72, 24)
"""Hours before the close, for those only who neither commented nor declined."""

HOUR: Final = 3600


def later(work: Work, service: Service, what: str, about: str) -> None:
    """Let people hear of something as soon as it is day."""
    timers.set_timer(work, TELL, f"{what} {about} ", next_safe(work.seconds))
    work.afterwards.append(service.clock_waiting)


def ask(work: Work, service: Service, draft: Draft, actor: str) -> None:
    """Let everybody who takes part be asked about a draft, and `actor` see how far that is."""
    due = next_safe(work.seconds)
    broadcasts.begin(work, cause_of(ASKED, draft.id), draft.id, actor, due)
    later(work, service, ASKED, draft.id)


def tell(work: Work, service: Service, subject: str) -> None:
    """Tell the next people; `subject` is what, about which row, and who was told last."""
    if not is_safe(work.now):
        timers.set_timer(work, TELL, subject, next_safe(work.seconds))
        return
    what, about, last = subject.split(" ")
    after = _NEWS[what](work, service, about, last)
    if after:
        timers.set_timer(work, TELL, f"{what} {about} {after}", work.seconds)


def remind(work: Work, service: Service, subject: str) -> None:
    """Remind the next people of a draft; `subject` is its id, the hours left, who was last."""
    about, hours, last = subject.split(" ")
    draft = group_drafts.get(work, about)
    group = _commenting(work, draft)
    if draft is None or group is None:
        return
    if not is_safe(work.now):
        timers.set_timer(work, REMIND, subject, next_safe(work.seconds))
        return
    days = max(1, round(((group.window_closes or 0) - work.seconds) / DAY))
    text = texts.reminder(group.topic.title, days, closing_day(group))
    about_it = f"{REMIND}:{hours}"
    after = tell_members(work, service, group, draft, last, text, about_it, undecided=True)
    if after:
        timers.set_timer(work, REMIND, f"{about} {hours} {after}", work.seconds)


def close(work: Work, service: Service, group_id: str) -> None:
    """End the time for comments, once it is over."""
    group = groups.load(work, group_id)
    if group.stage is not Stage.COMMENTING or group.window_closes is None:
        return
    if group.window_closes > work.seconds:
        timers.set_timer(work, CLOSE, group_id, group.window_closes)
        return
    groups.move(work, group, Stage.ANSWERING, groups.CLOCK)
    later(work, service, OVER, group_id)


def put_off(work: Work, away: int) -> None:
    """Lengthen open windows by an outage that is over, and let it be said."""
    for group in groups.with_open_window(work, since=work.seconds - away):
        groups.change(work, group, window_closes=(group.window_closes or 0) + away)
        draft = group_drafts.newest(work, group.id, group_drafts.FROZEN)
        if draft is not None:
            timers.set_timer(work, TELL, f"{EXTENDED} {draft.id} ", next_safe(work.seconds))


def closing_day(group: Group) -> date:
    """Return the day on which the time for comments ends."""
    return datetime.fromtimestamp(group.window_closes or 0, UTC).date()


def _seated(work: Work, service: Service, group_id: str, _last: str) -> str:
    group = groups.load(work, group_id)
    seats = [each.person for each in group_seats.of_group(work, group_id) if each.person]
    passed = [
        each.person
        for each in group_candidates.of_group(work, group_id, group_candidates.PASSED)
        if each.person not in seats
    ]
    for person in seats:
        cause = f"group:{SEATED}:{group_id}:{person}"
        owe(work, service, group, person, words.seated(group.topic.title), cause)
    for person in passed:
        cause = f"group:{SEATED}:{group_id}:{person}"
        owe(work, service, group, person, words.passed(group.topic.title), cause)
    return ""


def _asked(work: Work, service: Service, draft_id: str, last: str) -> str:
    draft = group_drafts.get(work, draft_id)
    group = _commenting(work, draft)
    if draft is None or group is None:
        broadcasts.count(work, cause_of(ASKED, draft_id), 0, (), last=True)
        return ""
    text = texts.asks(group.topic.title, closing_day(group))
    return tell_members(work, service, group, draft, last, text, ASKED, undecided=True)


def _extended(work: Work, service: Service, draft_id: str, last: str) -> str:
    draft = group_drafts.get(work, draft_id)
    group = _commenting(work, draft)
    if draft is None or group is None:
        return ""
    text = texts.extended(group.topic.title, closing_day(group))
    cause = f"{EXTENDED}:{group.window_closes}"
    return tell_members(work, service, group, draft, last, text, cause, undecided=False)


def _answered(work: Work, service: Service, answer_id: str, _last: str) -> str:
    answer = group_comments.get_answer(work, answer_id)
    if answer is None:
        return ""
    group = groups.load(work, answer.group)
    for each in group_comments.answered_by(work, answer_id):
        if each.person:
            title = group.topic.title
            text = texts.answered(each.number, title, answer.verdict, answer.reason, answer.bundle)
            cause = f"group:{ANSWERED}:{each.id}:{each.person}"
            owe(work, service, group, each.person, text, cause)
    return ""


def _over(work: Work, service: Service, group_id: str, _last: str) -> str:
    group = groups.load(work, group_id)
    waiting = len(group_comments.unanswered(work, group_id))
    text = texts.window_over(group.topic.title, waiting)
    for seat in group_seats.of_group(work, group_id):
        if seat.person:
            cause = f"group:{OVER}:{group_id}:{group.version}:{seat.person}"
            owe(work, service, group, seat.person, text, cause)
    return ""


def _ended_early(work: Work, service: Service, group_id: str, last: str) -> str:
    group = groups.load(work, group_id)
    people = group_participants.after(work, group_id, last)
    text = words.ended_early(group.number, group.topic.title, _why_closed(work, group_id))
    for person in people:
        owe(work, service, group, person, text, f"group:{ENDED_EARLY}:{group_id}:{person}")
    return people[-1] if len(people) == group_participants.PAGE else ""


def _why_closed(work: Work, group_id: str) -> str:
    """Return the reason that the convener gave."""
    steps = groups.history(work, group_id)
    return next((each.reason for each in reversed(steps) if each.stage is Stage.CLOSED), "")


def _commenting(work: Work, draft: Draft | None) -> Group | None:
    """Return the group whose open window a draft is in; None when it is over."""
    if draft is None:
        return None
    group = groups.load(work, draft.group)
    still = group.stage is Stage.COMMENTING and (group.window_closes or 0) > work.seconds
    newest = group_drafts.newest(work, group.id, group_drafts.FROZEN)
    return group if still and newest is not None and newest.id == draft.id else None


_NEWS: Final[Mapping[str, Callable[[Work, Service, str, str], str]]] = MappingProxyType(
    {
        SEATED: _seated,
        ASKED: _asked,
        EXTENDED: _extended,
        ANSWERED: _answered,
        OVER: _over,
        ENDED_EARLY: _ended_early,
    }
)
"""What is told, about which row, after whom; each returns who was told last if more wait."""
