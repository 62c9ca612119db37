"""What comes of an administrator's decisions: links to seats, and mandates that end."""

from __future__ import annotations

from civic.escalation import Office
from civic.mandates import Body, Mandate
from conversations import office_lists as words
from conversations.keypad import UNLOCK_BUTTON, UNLOCK_FIRST
from conversations.scripts.appoint import AppointSomebody
from conversations.scripts.revoke import RevokeMandate
from handlers import tenure
from handlers.service import Service
from handlers.visit import Visit, going_on
from storage import audit, invitations, mandates, offices
from storage.people import Person
from storage.work import Work


def administering(visit: Visit, person: Person) -> Mandate | None:
    """Return the administrator's mandate that is open here; None when it is no longer."""
    found = mandates.unlocked(visit.work, person.mark, visit.service.places)
    return found if found and found.body is Body.ADMINISTRATION else None


def carry_out(visit: Visit, person: Person, order: AppointSomebody | RevokeMandate) -> None:
    """Do what was decided, if the office in which it was decided is still open here."""
    by = administering(visit, person)
    if by is None:
        visit.say(UNLOCK_FIRST, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))
    elif isinstance(order, AppointSomebody):
        make_link(visit, by, order.place)
    else:
        revoke(visit, by, order.mandate)


def make_link(visit: Visit, by: Mandate, place: str) -> None:
    """Make a link to a seat for a place, and its office if there is none; show it once."""
    office = office_for(visit.work, visit.service, place, by.id)
    token = invite(visit.work, office.id, "", by.id)
    if token is None:
        visit.say(words.FULL, *going_on(visit))
        return
    links = visit.service.links_for(token)
    name = office.name(visit.language)
    visit.say(words.link_made(name, links, token), *going_on(visit))


def invite(work: Work, office_id: str, gender: str, by: str) -> str | None:
    """Return what a new link to a seat carries; None when no seat is left to give."""
    seats = offices.seats_of(work, office_id)
    if seats is None or seats.vacant <= invitations.count(work, office_id):
        return None
    audit.note(work, by, "invitation.made", office_id)
    return invitations.make(work, office_id, gender, by)


def office_for(work: Work, service: Service, place: str, by: str) -> Office:
    """Return the office of representatives for a place, made under its plain name if missing."""
    found = offices.at(work, place, Body.REPRESENTATIVE)
    if found:
        return found[0]
    name_ar, name_en = default_names(service, place)
    new = offices.add(work, place, Body.REPRESENTATIVE, name_ar, name_en)
    audit.note(work, by, "office.added", new)
    return Office(new, place, name_ar, name_en)


def default_names(service: Service, place: str) -> tuple[str, str]:
    """Return what the office for a place is called in Arabic and in English."""
    name = words.default_name(place)
    return service.wording.label(name, "ar"), service.wording.label(name, "en")


def administration(work: Work, service: Service, seats: int, by: str) -> str:
    """Return the id of the office that runs the service, made if there is none yet."""
    found = offices.at(work, service.home, Body.ADMINISTRATION)
    if found:
        return found[0].id
    label = service.wording.label
    names = label(words.ADMINISTRATION, "ar"), label(words.ADMINISTRATION, "en")
    new = offices.add(work, service.home, Body.ADMINISTRATION, *names, seats)
    audit.note(work, by, "office.added", new)
    return new


def revoke(visit: Visit, by: Mandate, mandate_id: str) -> None:
    """End a mandate at once."""
    held = mandates.get(visit.work, mandate_id)
    if held is None:
        visit.say(words.NO_MANDATE, *going_on(visit))
        return
    tenure.end(visit.work, visit.service, held, by.id)
    visit.say(words.ended(held.office.name(visit.language)), *going_on(visit))
