"""An office asks how requests are ordered."""

from __future__ import annotations

from civic.mandates import Mandate
from conversations import area_lists
from conversations.priority_formula import formula
from handlers.visit import Visit, going_on
from storage.people import Person


def show(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Say the formula, with its weights."""
    del person, mandate, argument
    visit.say(formula(), visit.command(area_lists.ALL_NEEDS, "/needs"), *going_on(visit))
