"""Keeping what an office-holder wrote when the office was locked before it was sent."""

from __future__ import annotations

from conversations.engine.journal import Journal
from conversations.keypad import UNLOCK_BUTTON
from conversations.office_actions import LOCKED_MEANWHILE, NO_OFFICE_ANY_MORE
from handlers.visit import RESUME_BUTTON, Visit, menu_after
from storage import journals, mandates
from storage.people import Person


def keep_until_unlocked(visit: Visit, person: Person, journal: Journal) -> None:
    """Put a conversation that has ended aside as it is; taken up again it ends once more.

    Of somebody who holds no office any more nothing is put aside: there is none to open.
    """
    if not mandates.held_by(visit.work, person.id, visit.service.places):
        visit.say(NO_OFFICE_ANY_MORE, *menu_after(visit))
        return
    journals.begin(visit.work, person, journal)
    journals.put_aside(visit.work, person)
    visit.say(
        LOCKED_MEANWHILE,
        visit.command(UNLOCK_BUTTON, "/unlock"),
        visit.command(RESUME_BUTTON, "/resume"),
    )
