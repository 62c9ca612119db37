"""Members hear of a session, are reminded of it, and get its minutes, in the day's safe hours."""

from __future__ import annotations

from functools import partial
from typing import Final

from civic.group_sessions import Coming, SessionState, reminders
from civic.groups import ENDED
from civic.hours import is_safe, next_safe
from conversations import group_sessions as words
from handlers import seat_notices
from handlers.service import Service
from storage import group_seats, group_sessions, groups, timers
from storage.group_seats import Seat
from storage.group_sessions import Session
from storage.work import Work

PLANNED: Final = "group.session.planned"
REMIND: Final = "group.session.remind"
CANCELLED: Final = "group.session.cancelled"
MINUTES: Final = "group.session.minutes"
"""Timers: the subject is a session's id, with what else makes it one."""


def plan(work: Work, service: Service, session: Session) -> None:
    """Let the others hear of a new session, and everybody be reminded of it."""
    _later(work, service, PLANNED, f"{session.id} {session.by}")
    for hours, due in reminders(session.at, work.seconds).items():
        timers.set_timer(work, REMIND, f"{session.id} {hours}", due)


def cancel(work: Work, service: Service, session: Session, by: str) -> None:
    """Let the others hear that a session is called off."""
    _later(work, service, CANCELLED, f"{session.id} {by}")


def keep_minutes(work: Work, service: Service, session: Session) -> None:
    """Let the others read the newest minutes."""
    _later(work, service, MINUTES, f"{session.id} {len(session.minutes)}")


def planned(work: Work, service: Service, subject: str) -> None:
    """Ask the members whether they come, but not whoever proposed the session."""
    session, by = _session(work, subject)
    if session.state is not SessionState.PLANNED or session.at <= work.seconds:
        return
    group = groups.load(work, session.group)
    if group.stage in ENDED:
        return
    text = words.planned(
        group.number, group.topic.title, session.number, session.at, session.agenda
    )
    others = [seat for seat in _seats(work, session) if seat.id != by]
    here = f"/session {group.number} {session.number}"
    buttons = ((words.COME_BUTTON, f"{here} yes"), (words.STAY_BUTTON, f"{here} no"))
    seat_notices.tell(work, service, others, text, cause=f"{PLANNED}:{session.id}", buttons=buttons)


def remind(work: Work, service: Service, subject: str) -> None:
    """Remind everybody who did not say that they stay away; never at or after the beginning."""
    session, hours = _session(work, subject)
    group = groups.load(work, session.group)
    over = session.state is not SessionState.PLANNED or session.at <= work.seconds
    if over or group.stage in ENDED:
        return
    if not is_safe(work.now):
        timers.set_timer(work, REMIND, subject, next_safe(work.seconds))
        return
    text = words.reminder(
        group.number, group.topic.title, session.number, session.at, session.agenda
    )
    staying = {seat for seat, said in session.coming.items() if said is Coming.NO}
    expected = [seat for seat in _seats(work, session) if seat.id not in staying]
    look = ((words.LOOK_BUTTON, f"/session {group.number} {session.number}"),)
    cause = f"{REMIND}:{session.id}:{hours}"
    seat_notices.tell(work, service, expected, text, cause=cause, buttons=look)


def cancelled(work: Work, service: Service, subject: str) -> None:
    """Tell the members that a session is called off."""
    session, by = _session(work, subject)
    group = groups.load(work, session.group)
    text = words.called_off(group.number, group.topic.title, session.number, session.at)
    others = [seat for seat in _seats(work, session) if seat.id != by]
    look = ((words.LOOK_BUTTON, f"/session {group.number}"),)
    cause = f"{CANCELLED}:{session.id}"
    seat_notices.tell(work, service, others, text, cause=cause, buttons=look)


def minutes(work: Work, service: Service, subject: str) -> None:
    """Show the newest minutes to every member but their author."""
    session, count = _session(work, subject)
    if str(len(session.minutes)) != count:
        return
    group = groups.load(work, session.group)
    shown = words.minutes(session.text, group_sessions.present(work, session))
    text = words.minutes_kept(
        group.number, group.topic.title, session.number, shown, again=count != "1"
    )
    others = [seat for seat in _seats(work, session) if seat.id != session.minutes[-1].seat]
    look = ((words.LOOK_BUTTON, f"/session {group.number} {session.number}"),)
    cause = f"{MINUTES}:{session.id}:{count}"
    seat_notices.tell(work, service, others, text, cause=cause, buttons=look)


def _later(work: Work, service: Service, kind: str, subject: str) -> None:
    timers.set_timer(work, kind, subject, next_safe(work.seconds))
    work.afterwards.append(partial(service.clock_waiting))


def _session(work: Work, subject: str) -> tuple[Session, str]:
    """Return the session of a timer, and what else its subject says."""
    session_id, _space, more = subject.partition(" ")
    return group_sessions.load(work, session_id), more


def _seats(work: Work, session: Session) -> list[Seat]:
    return group_seats.of_group(work, session.group)
