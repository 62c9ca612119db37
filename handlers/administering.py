"""What administrators command: appoint somebody, end a mandate, look at the trail of audit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from civic.hours import today
from civic.mandates import Mandate
from conversations import office_lists as words
from conversations.wording import Text, lines
from handlers import conversing
from handlers.visit import Visit, going_on
from storage import mandates
from storage.mandates import Held
from storage.people import Person

MOST: Final = 12
"""More mandates than this are not listed at once."""


def appoint(visit: Visit, person: Person, _mandate: Mandate, argument: str) -> None:
    """Begin to make a link to a seat; the place may be named with the command."""
    found = visit.service.places.exact(argument, visit.service.home) if argument else ()
    opening = {"place": found[0]} if len(found) == 1 else {}
    notice = words.NO_SUCH_PLACE if argument and not found else None
    conversing.begin(visit, person, "appoint", opening, notice=notice)


def revoke(visit: Visit, person: Person, _mandate: Mandate, argument: str) -> None:
    """List mandates, of one place if it is named, or ask whether one of them shall end."""
    held = mandates.get(visit.work, argument)
    if held is not None:
        opening = {"mandate": held.id, "place": held.office.place}
        conversing.begin(visit, person, "revoke", opening)
        return
    places = visit.service.places
    found = places.exact(argument, visit.service.home) if argument else ()
    if argument and not found:
        visit.say(words.NO_SUCH_PLACE, *going_on(visit))
        return
    area = frozenset(code for each in found for code in places.area(each).places)
    _list(visit, mandates.all_held(visit.work, area if argument else None, MOST + 1))


def _list(visit: Visit, held: list[Held]) -> None:
    if not held or len(held) > MOST:
        visit.say(words.WHICH_PLACE if held else words.NOBODY_TO_REVOKE, *going_on(visit))
        return
    rows = [_row(visit, number, each) for number, each in enumerate(held, 1)]
    buttons = [
        visit.command(each.office.name(visit.language), f"/revoke {each.id}") for each in held
    ]
    visit.say(lines(*rows), *buttons, *going_on(visit))


def _row(visit: Visit, number: int, held: Held) -> Text:
    since = today(datetime.fromtimestamp(held.since, UTC))
    return words.seat(number, held.office.name(visit.language), since, held.gender)
