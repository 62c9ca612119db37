"""How a mandate begins and how it ends, wherever that is decided."""

from __future__ import annotations

from conversations import offices as words
from conversations.keypad import UNLOCK_BUTTON
from conversations.wording import Text
from handlers import officials, secret_keys
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import audit, invitations, mandates, need_escalation, offices, pins, situation_clock
from storage.invitations import Invitation
from storage.mandates import Held
from storage.people import Person
from storage.work import Work


def accept(visit: Visit, person: Person, mark: bytes, gender: str) -> None:
    """Take up an invitation (by its blind index); a secret number is asked for if there is none."""
    found = invitations.get(visit.work, mark)
    if found is None:
        visit.say(words.LINK_OVER, *going_on(visit))
        return
    if problem := obstacle(visit.work, person, found):
        visit.say(problem, *going_on(visit))
        return
    invitations.tell_gender(visit.work, mark, found.gender or gender)
    if pins.of(visit.work, person.id) is None:
        secret_keys.ask_to_choose(visit, person, mark)
    else:
        text = take_seat(visit, person, mark)
        visit.say(text, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))


def take_seat(visit: Visit, person: Person, mark: bytes) -> Text:
    """Begin the mandate that an invitation is for, and use the invitation up; returns what to say.

    The person has a secret number by now. The administrators are told.
    """
    work, found = visit.work, invitations.get(visit.work, mark)
    if found is None:
        return words.LINK_OVER
    if problem := obstacle(work, person, found):
        return problem
    invitations.use_up(work, mark)
    new = mandates.appoint(work, found.office, person.id, found.gender, found.made_by)
    audit.note(work, new, "mandate.begun", found.office)
    office = offices.named(work, found.office)
    if office is not None:
        need_escalation.assign_waiting(work, office, visit.service.places.area(office.place))
        situation_clock.expect(work, office.id)
        work.afterwards.append(visit.service.clock_waiting)
    others = [each for each in mandates.administrators(work) if each != person.id]
    for language, told in officials.by_language(work, others):
        name = office.name(language) if office else ""
        officials.tell(work, visit.service, told, words.seat_taken(name), cause=f"begun:{new}")
    return words.seated(office.name(visit.language) if office else "")


def obstacle(work: Work, person: Person, found: Invitation) -> Text | None:
    """Return why somebody cannot take a seat; None when they can."""
    seats, kept = offices.seats_of(work, found.office), pins.of(work, person.id)
    if seats is None:
        return words.LINK_OVER
    if person.id in mandates.holders(work, found.office):
        return words.ALREADY_YOURS
    if kept is not None and not kept.opens_in(person.mark):
        return words.OTHER_CHAT
    return None if seats.vacant else words.FULL


def end(work: Work, service: Service, held: Held, by: str) -> None:
    """End a mandate at once: what it opened is locked, its links die, its holder is told."""
    mandates.end(work, held.id)
    invitations.drop_made_by(work, held.id)
    audit.note(work, by, "mandate.ended", held.id)
    need_escalation.fall_vacant(work, held.office.id)
    work.afterwards.append(service.clock_waiting)
    if held.person is None:
        return
    _tell_of_the_end(work, service, held, held.person)
    if not mandates.of_person(work, held.person):
        pins.drop_for(work, held.person)


def _tell_of_the_end(work: Work, service: Service, held: Held, person: str) -> None:
    for language, told in officials.by_language(work, [person]):
        text = words.ended(held.office.name(language))
        officials.tell(work, service, told, text, cause=f"ended:{held.id}")
