"""What an office asks about people in numbers: the weekly tables of its area, and nothing live."""

from __future__ import annotations

from typing import Final

from civic.disclosure import LEVELS, Table
from civic.mandates import Mandate
from conversations import people_list
from conversations.messages import Button
from conversations.wording import PlaceName, lines
from handlers.visit import Visit, going_on
from storage import snapshots
from storage.people import Person

MOST_PARTS: Final = 8


def show(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """Show the tables of the area or of a place in it; a place elsewhere is like none."""
    place = _meant(visit, mandate, argument) if argument else mandate.area.place
    if place is None:
        visit.say(people_list.NO_SUCH_PLACE, _counts(visit), *going_on(visit))
        return
    places = visit.service.places
    tables = snapshots.current(visit.work, places.area(place).places, places)
    if not any(table.week for table in tables):
        visit.say(people_list.NOT_YET, _counts(visit), *going_on(visit))
        return
    shown = [people_list.table(table.figure, table.of(place)) for table in tables]
    gaps = [each for table in shown for each in ("", table)]
    visit.say(
        lines(
            people_list.heading(place, tables[0].week),
            *gaps,
            "",
            people_list.how_counted(),
        ),
        *_parts(visit, place, tables),
        _counts(visit),
        *going_on(visit),
    )


def _meant(visit: Visit, mandate: Mandate, argument: str) -> str | None:
    """Return the place in the area that is named or whose code a button carries."""
    named = (argument, *visit.service.places.exact(argument, visit.service.home))
    return next((code for code in named if code in mandate.area), None)


def _parts(visit: Visit, place: str, tables: list[Table]) -> list[Button]:
    """Return a button for each part of which anything is told."""
    parts = visit.service.places.children(place, *LEVELS)
    told = [part for part in parts if any(table.of(part) for table in tables)]
    return [visit.command(PlaceName(part), f"/people {part}") for part in told[:MOST_PARTS]]


def _counts(visit: Visit) -> Button:
    return visit.command(people_list.COUNTS_BUTTON, "/stats")
