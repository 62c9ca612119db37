"""How sessions of a working group are shown: all of them, or one with what can be done."""

from __future__ import annotations

from civic.group_sessions import Coming, SessionState
from civic.groups import ENDED, SEATED
from conversations import group_sessions as words
from conversations.messages import Button, Role
from conversations.wording import Text, lines
from handlers import group_access
from handlers.group_access import Asked
from handlers.visit import Visit, going_on
from storage import group_seats, group_sessions
from storage.group_sessions import Session

NEW, MINUTES, CANCEL, SURE = "new", "minutes", "cancel", "sure"
"""What can follow the number of a group or of a session."""


def offered(visit: Visit, asked: Asked) -> list[Button]:
    """Return the button on a group's card that leads to its sessions."""
    if not asked.inside or asked.group.stage not in SEATED | ENDED:
        return []
    return [look(visit, asked)]


def show_list(visit: Visit, asked: Asked, notice: Text | None = None) -> None:
    """Show every session of a group."""
    group, now = asked.group, visit.work.seconds
    found = group_sessions.of_group(visit.work, group.id)
    rows = [words.line(each.number, each.at, each.state, over=each.at <= now) for each in found]
    buttons = [
        visit.command(row, f"/session {group.number} {each.number}")
        for row, each in zip(rows, found, strict=True)
    ]
    if group.stage in SEATED:
        buttons.append(
            visit.command(words.PLAN_BUTTON, f"/session {group.number} {NEW}", Role.MAIN)
        )
    text = lines(notice, *(rows or [words.NONE]))
    visit.say(text, *buttons, group_access.to_group(visit, group), *going_on(visit))


def show(visit: Visit, asked: Asked, session: Session, notice: Text | None = None) -> None:
    """Show a session and what whoever looks can do with it."""
    over = session.at <= visit.work.seconds
    text = lines(
        notice,
        words.line(session.number, session.at, session.state, over=over),
        words.agenda(session.agenda),
        _told(visit, session),
    )
    buttons = [*_offers(visit, asked, session, over=over), *ways_on(visit, asked)]
    visit.say(text, *buttons, *going_on(visit))


def ways_on(visit: Visit, asked: Asked) -> list[Button]:
    """Return the buttons that lead from a session back to all of them and to the group."""
    return [look(visit, asked), group_access.to_group(visit, asked.group)]


def look(visit: Visit, asked: Asked) -> Button:
    """Return the button that lists a group's sessions."""
    return visit.command(words.LOOK_BUTTON, f"/session {asked.group.number}")


def _told(visit: Visit, session: Session) -> Text | None:
    """Say what a session came to, or who comes."""
    if session.text:
        return words.minutes(session.text, group_sessions.present(visit.work, session))
    if session.state is SessionState.CANCELLED:
        return None
    seats = group_seats.of_group(visit.work, session.group)
    said = {seat.id: session.coming.get(seat.id) for seat in seats}
    names = [words.seat(seat.number, seat.name) for seat in seats if said[seat.id] is Coming.YES]
    return words.comers(names, sum(each is None for each in said.values()))


def _offers(visit: Visit, asked: Asked, session: Session, *, over: bool) -> list[Button]:
    """Return what whoever looks can do with a session."""
    here = f"/session {asked.group.number} {session.number}"
    if session.state is SessionState.CANCELLED or asked.group.stage in ENDED:
        return []
    if over and asked.seat is not None:
        label = words.AGAIN_BUTTON if session.text else words.MINUTES_BUTTON
        return [visit.command(label, f"{here} {MINUTES}", Role.MAIN)]
    if over:
        return []
    said = session.coming.get(asked.seat.id) if asked.seat else None
    answers = {Coming.YES: words.COME_BUTTON, Coming.NO: words.STAY_BUTTON} if asked.seat else {}
    buttons = [
        visit.command(label, f"{here} {each}", Role.CHOSEN if each is said else Role.OPTION)
        for each, label in answers.items()
    ]
    return [*buttons, visit.command(words.CANCEL_BUTTON, f"{here} {CANCEL}", Role.CONTROL)]
