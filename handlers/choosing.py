"""What comes of proposals for an office: they open, close, are supported, decided and told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from civic.choosing import State
from civic.hours import next_safe, today
from civic.mandates import Mandate
from conversations import nominations as words
from conversations import office_lists
from conversations.engine.journal import Journal
from conversations.scripts.decide import Decide
from conversations.scripts.nominate import Propose
from conversations.scripts.voice import GiveVoice
from handlers import appointing, officials
from handlers.keeping import keep_until_unlocked
from handlers.service import Service
from handlers.visit import Visit, going_on, menu_after
from storage import audit, mandates, nominations, timers
from storage.nominations import Body, Nomination, Voice
from storage.people import Person
from storage.work import Work

CLOSE: Final = "nomination.close"
TELL: Final = "nomination.tell"
FADE: Final = "nomination.fade"
"""Timers: the days are over, people are to be told what was decided, their words may go."""

RESIDENT: Final = "resident"
"""Who made an office, where somebody was proposed for one that did not exist yet."""

MOST_FOR_AN_OFFICE: Final = 10


def carry_out(
    visit: Visit, person: Person, journal: Journal, order: Propose | GiveVoice | Decide
) -> None:
    """Do what a conversation about a proposal came to; kept if an office was locked meanwhile."""
    if isinstance(order, GiveVoice):
        _hear(visit, person, order)
        return
    by = appointing.administering(visit, person)
    needs_office = isinstance(order, Decide) or bool(order.by)
    if needs_office and by is None:
        keep_until_unlocked(visit, person, journal)
    elif isinstance(order, Propose):
        _propose(visit, person, by if order.by else None, order)
    elif by is not None:
        _decide(visit, by, order)


def closed(found: Nomination, now: int) -> bool:
    """Tell whether the days for support and objection are over."""
    return found.closes <= now


def closing_day(found: Nomination) -> datetime:
    """Return the instant at which a proposal closes."""
    return datetime.fromtimestamp(found.closes, UTC)


def close(work: Work, service: Service, nomination_id: str) -> None:
    """Tell the administrators that a proposal can be decided."""
    found = nominations.get(work, nomination_id)
    if found is None or found.state is not State.OPEN:
        return
    look = ((words.LOOK_BUTTON, f"/nominations {found.id}"),)
    text = words.due(found.office.place)
    people = mandates.administrators(work)
    officials.tell(work, service, people, text, cause=f"{CLOSE}:{found.id}", buttons=look)


def tell(work: Work, service: Service, subject: str) -> None:
    """Tell the next people what became of a proposal; `subject` names whoever was told last."""
    nomination_id, _, after = subject.partition(" ")
    found = nominations.get(work, nomination_id)
    if found is None:
        return
    people = nominations.who_spoke(work, found.id, after)
    body = nominations.body_of(work, found)
    text = words.decided(found.office.place, found.state, body.support, body.objection, body.why)
    officials.tell(work, service, people, text, cause=f"{TELL}:{found.id}")
    if len(people) == nominations.PAGE:
        timers.set_timer(work, TELL, f"{found.id} {people[-1]}", work.seconds)


def fade(work: Work, _service: Service, nomination_id: str) -> None:
    """Let go of what people said to a proposal that was decided long ago."""
    nominations.drop_voices(work, nomination_id)


def withdraw(visit: Visit, found: Nomination) -> None:
    """Take one's own proposal back."""
    nominations.settle(visit.work, found, State.WITHDRAWN)
    _end(visit, found)
    visit.say(words.TAKEN_BACK, *menu_after(visit))


def _propose(visit: Visit, person: Person, by: Mandate | None, order: Propose) -> None:
    work = visit.work
    if not visit.service.places.within(order.place, visit.service.home):
        visit.say(office_lists.NO_SUCH_PLACE, *menu_after(visit))
        return
    office = appointing.office_for(work, visit.service, order.place, by.id if by else RESIDENT)
    others = nominations.open_for(work, office.id)
    nominee = None if by else person.id
    if len(others) >= MOST_FOR_AN_OFFICE or (nominee and nominee in {n.person for n in others}):
        visit.say(words.ONE_IS_OPEN if nominee else words.ENOUGH, *menu_after(visit))
        return
    body = Body(order.statement, order.competence)
    new = nominations.propose(work, office.id, nominee, order.gender, body)
    timers.set_timer(work, CLOSE, new.id, next_safe(new.closes))
    nominations.announce(work, new)
    work.afterwards.append(visit.service.clock_waiting)
    if by is not None:
        audit.note(work, by.id, "nomination.opened", new.id)
    visit.say(words.proposed(order.place, today(closing_day(new))), *menu_after(visit))


def _hear(visit: Visit, person: Person, order: GiveVoice) -> None:
    found = nominations.get(visit.work, order.nomination)
    if found is None or found.state is not State.OPEN or closed(found, visit.work.seconds):
        visit.say(words.UNKNOWN, *menu_after(visit))
        return
    nominations.say(visit.work, found.id, person.id, Voice(order.stance, order.reason))
    visit.say(words.HEARD, *menu_after(visit))


def _decide(visit: Visit, by: Mandate, order: Decide) -> None:
    found = nominations.get(visit.work, order.nomination)
    if found is None or found.state is not State.OPEN:
        visit.say(words.UNKNOWN, *going_on(visit))
    elif not closed(found, visit.work.seconds):
        visit.say(words.NOT_YET, *going_on(visit))
    else:
        _settle(visit, by, found, order)


def _settle(visit: Visit, by: Mandate, found: Nomination, order: Decide) -> None:
    work, token = visit.work, None
    if order.state is State.APPOINTED:
        token = appointing.invite(work, found.office.id, found.gender, by.id)
        if token is None:
            visit.say(words.NO_SEAT, *going_on(visit))
            return
    body = nominations.settle(work, found, order.state, order.reason)
    counts = f"{body.support}:{body.objection}"
    audit.note(work, by.id, f"nomination.{order.state.value} {counts}", found.id)
    _tell_nominee(visit, found, order, body, token)
    _end(visit, found)
    if token and found.person is None:
        links = visit.service.links_for(token)
        name = found.office.name(visit.language)
        visit.say(office_lists.link_made(name, links, token), *going_on(visit))
    else:
        visit.say(words.GONE_ON, *going_on(visit))


def _tell_nominee(
    visit: Visit, found: Nomination, order: Decide, body: Body, token: str | None
) -> None:
    if found.person is None:
        return
    text, place = words.accept(found.office.place), found.office.place
    buttons = ((words.ACCEPT_BUTTON, f"/activate {token}"),) if token else ()
    if token is None:
        text = words.decided(place, order.state, body.support, body.objection, order.reason)
    cause = f"nomination:{found.id}"
    officials.tell(visit.work, visit.service, [found.person], text, cause=cause, buttons=buttons)


def _end(visit: Visit, found: Nomination) -> None:
    """Stop the clock of a proposal, and let those who spoke be told in the day's safe hours."""
    work = visit.work
    timers.drop(work, CLOSE, found.id)
    timers.set_timer(work, TELL, f"{found.id} ", next_safe(work.seconds))
    timers.set_timer(work, FADE, found.id, work.seconds + nominations.VOICE_DAYS * 86_400)
    work.afterwards.append(visit.service.clock_waiting)
