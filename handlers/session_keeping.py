"""A session that was proposed, and minutes that were written, are kept and told."""

from __future__ import annotations

from civic.group_sessions import (
    Coming,
    PlanSession,
    WriteMinutes,
    check_minutes,
    check_planned,
    check_time,
)
from civic.groups import SEATED
from civic.refusals import Refusal
from conversations import group_sessions as words
from handlers import group_access, session_cards, session_news
from handlers.group_access import Asked
from handlers.visit import Visit, menu_after
from storage import audit, group_seats, group_sessions
from storage.group_sessions import Minutes


def plan(visit: Visit, asked: Asked, act: PlanSession) -> None:
    """Keep a session, unless its time has come meanwhile or enough are ahead."""
    work, group = visit.work, asked.group
    again = visit.command(words.PLAN_BUTTON, f"/session {group.number} {session_cards.NEW}")
    try:
        check_time(act.at, work.seconds)
        check_planned(group_sessions.ahead(work, group.id), work.seconds)
    except Refusal as refusal:
        visit.say(words.why_not(refusal), again, group_access.to_group(visit, group))
        return
    if group.stage not in SEATED:
        visit.say(words.NOT_NOW, group_access.to_group(visit, group), *menu_after(visit))
        return
    by = asked.seat.id if asked.seat else asked.actor
    session = group_sessions.plan(work, group.id, act.at, act.agenda, by)
    if asked.seat:
        group_sessions.coming(work, session.id, asked.seat.id, Coming.YES)
    if asked.by is not None:
        audit.note(work, asked.by.id, "group.session", session.id)
    session_news.plan(work, visit.service, session)
    visit.say(
        words.kept(session.number, session.at),
        *session_cards.ways_on(visit, asked),
        *menu_after(visit),
    )


def write(visit: Visit, asked: Asked, act: WriteMinutes) -> None:
    """Keep minutes and let every member read them."""
    session = group_sessions.numbered(visit.work, asked.group.id, act.session)
    if session is None or asked.seat is None:
        visit.say(words.ONLY_SEATS, group_access.to_group(visit, asked.group))
        return
    work, now = visit.work, visit.work.seconds
    try:
        check_minutes(session.state, session.at, now)
    except Refusal as refusal:
        session_cards.show(visit, asked, session, words.why_not(refusal))
        return
    seats = group_seats.of_group(work, asked.group.id)
    came = [seat.id for seat in seats if seat.number in act.came]
    written = Minutes(asked.seat.id, now, act.text)
    group_sessions.hold(work, session, written, came, [seat.id for seat in seats])
    kept = group_sessions.load(work, session.id)
    session_news.keep_minutes(work, visit.service, kept)
    shown = words.minutes(kept.text, group_sessions.present(work, kept))
    title, again = asked.group.topic.title, len(kept.minutes) > 1
    text = words.minutes_kept(asked.group.number, title, kept.number, shown, again=again)
    visit.say(text, *session_cards.ways_on(visit, asked), *menu_after(visit))
