"""Getting into an office: the link that gives it, the number that opens it, the way to lock it."""

from __future__ import annotations

from civic.mandates import Mandate
from civic.numbers import read_count
from conversations import keypad
from conversations import offices as words
from handlers import conversing, secret_keys, tenure
from handlers.visit import Visit, going_on
from storage import invitations, mandates, offices, pins
from storage.people import Person


def held_here(visit: Visit, person: Person) -> list[Mandate]:
    """Return the mandates that can be opened in this chat: an office follows into no other."""
    kept = pins.of(visit.work, person.id)
    if kept is None or not kept.opens_in(person.mark):
        return []
    return mandates.held_by(visit.work, person.id, visit.service.places)


def activate(visit: Visit, person: Person, argument: str) -> bool:
    """Begin to take up what a link is for."""
    found = invitations.find(visit.work, argument.strip())
    seats = offices.seats_of(visit.work, found.office) if found else None
    if found is None or seats is None:
        visit.say(words.LINK_OVER, *going_on(visit))
    elif problem := tenure.obstacle(visit.work, person, found):
        visit.say(problem, *going_on(visit))
    else:
        opening = {
            "invitation": found.mark.hex(),
            "place": seats.office.place,
            "body": seats.body.value,
            "gender": found.gender,
        }
        conversing.begin(visit, person, "activate", opening)
    return True


def unlock(visit: Visit, person: Person, argument: str) -> bool:
    """Ask for the secret number, of several offices after asking which."""
    held, kept = held_here(visit, person), pins.of(visit.work, person.id)
    if not held or kept is None:
        return False
    if minutes := kept.minutes_blocked(visit.work.seconds):
        visit.say(keypad.blocked(minutes), *going_on(visit))
        return True
    number = read_count(argument) or 0
    if len(held) == 1:
        number = 1
    if 1 <= number <= len(held):
        secret_keys.ask_to_unlock(visit, person, held[number - 1].id)
        return True
    buttons = [
        visit.command(each.office.name(visit.language), f"/unlock {count}")
        for count, each in enumerate(held, 1)
    ]
    visit.say(keypad.WHICH, *buttons, *going_on(visit))
    return True


def lock(visit: Visit, person: Person, _argument: str) -> bool:
    """Lock the office that is open in this chat."""
    held = held_here(visit, person)
    if not held:
        return False
    locked = mandates.lock(visit.work, person.mark)
    button = visit.command(keypad.UNLOCK_BUTTON, "/unlock")
    visit.say(keypad.LOCKED if locked else keypad.NOT_OPEN, button, *going_on(visit))
    return True


def change_pin(visit: Visit, person: Person, _mandate: Mandate, _argument: str) -> None:
    """Ask for another secret number."""
    secret_keys.ask_to_choose(visit, person)
