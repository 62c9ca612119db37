"""What office-holders command: who may command it, and whether their office is open here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from civic.mandates import Body, Mandate
from conversations.office_commands import OfficeCommand, read
from conversations.wording import Text, _
from handlers.conversing import Talk
from handlers.visit import Visit, going_on
from storage import mandates
from storage.people import Person

Command = Callable[[Visit, Person, Mandate, str], None]
"""Carries out a command for the mandate that is open in this chat, with what followed it."""

REPRESENTATIVES: Final = frozenset({Body.REPRESENTATIVE})
ADMINISTRATORS: Final = frozenset({Body.ADMINISTRATION})
EVERYBODY: Final = REPRESENTATIVES | ADMINISTRATORS

LOCKED: Text = _("Your office is locked. It opens for ten minutes with your secret number.")
ANOTHER_OFFICE: Text = _(
    "This belongs to another of your offices. Please open that one first: it locks this one."
)
UNLOCK_BUTTON: Text = _("Open the office")


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of an open office: which bodies have it, and what carries it out."""

    bodies: frozenset[Body]
    command: Command


def carry_out(visit: Visit, person: Person, talk: Talk | None, text: str) -> bool:
    """Carry out an office-holder's command; false when for this person it is none.

    For somebody without such an office the words are as unknown as any other.
    """
    if talk is not None and not text.startswith("/"):
        return False
    found = read(text)
    entry = _COMMANDS.get(found[0]) if found else None
    if found is None or entry is None:
        return False
    held = mandates.held_by(visit.work, person.id, visit.service.places)
    if not any(each.body in entry.bodies for each in held):
        return False
    opened = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if opened is None or opened.body not in entry.bodies:
        _say_how(visit, LOCKED if opened is None else ANOTHER_OFFICE)
    else:
        entry.command(visit, person, opened, found[1])
    return True


def _say_how(visit: Visit, text: Text) -> None:
    visit.say(text, visit.command(UNLOCK_BUTTON, "/unlock"), *going_on(visit))


_COMMANDS: Mapping[OfficeCommand, Entry] = MappingProxyType({})
"""What an open office can do; each subject has a file of its own in this room."""
