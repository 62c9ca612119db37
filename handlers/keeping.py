"""Keeping what an office-holder wrote when the office was locked before it was sent."""

from __future__ import annotations

from conversations.engine.journal import Journal
from conversations.keypad import UNLOCK_BUTTON
from conversations.office_actions import LOCKED_MEANWHILE
from handlers.visit import RESUME_BUTTON, Visit
from storage import journals
from storage.people import Person


def keep_until_unlocked(visit: Visit, person: Person, journal: Journal) -> None:
    """Put a conversation that has ended aside as it is; taken up again it ends once more."""
    journals.begin(visit.work, person, journal)
    journals.put_aside(visit.work, person)
    visit.say(
        LOCKED_MEANWHILE,
        visit.command(UNLOCK_BUTTON, "/unlock"),
        visit.command(RESUME_BUTTON, "/resume"),
    )
