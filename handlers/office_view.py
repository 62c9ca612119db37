"""Who stands for a place: its chain of offices for anybody, an area's seats for office-holders."""

from __future__ import annotations

from civic.mandates import Body, Mandate
from conversations import office_lists as words
from conversations.wording import Text, lines
from handlers.visit import Visit, going_on
from storage import mandates, needs, offices
from storage.offices import Seats
from storage.people import Person

MOST = 20
"""How many offices one message lists."""


def show(visit: Visit, person: Person, argument: str) -> bool:
    """Show the offices of a place that is named, else of what one stands for or wrote about."""
    found = visit.service.places.exact(argument, visit.service.home) if argument else ()
    opened = mandates.unlocked(visit.work, person.mark, visit.service.places)
    if found:
        _chain(visit, found[0])
    elif argument:
        visit.say(words.NO_SUCH_PLACE, *going_on(visit))
    elif opened is not None:
        _area(visit, opened)
    elif mine := needs.of_person(visit.work, person):
        _chain(visit, mine[0].place)
    else:
        visit.say(words.WHERE_TO_LOOK, *going_on(visit))
    return True


def _chain(visit: Visit, place: str) -> None:
    """List the offices from a place upwards, nearest first, and offer to propose somebody."""
    chain = (place, *visit.service.places.ancestors(place))
    found = sorted(
        offices.seats_in(visit.work, chain), key=lambda each: chain.index(each.office.place)
    )
    rows = [_row(visit, each) for each in found] or [words.NO_OFFICES]
    propose = visit.command(words.NOMINATE_BUTTON, f"/nominate {place}")
    visit.say(lines(*rows), propose, *going_on(visit))


def _area(visit: Visit, mandate: Mandate) -> None:
    """Sum up the offices of an area, and list those in which nobody sits."""
    administers = mandate.body is Body.ADMINISTRATION
    found = (
        [each for each in offices.all_seats(visit.work) if each.body is Body.REPRESENTATIVE]
        if administers
        else offices.seats_in(visit.work, mandate.area.places)
    )
    vacant = [each for each in found if not each.taken]
    summary = words.counts(
        len(found),
        len(vacant),
        sum(each.women for each in found),
        sum(each.men for each in found),
        sum(each.untold for each in found),
    )
    rows = [_row(visit, each) for each in vacant[:MOST]]
    visit.say(lines(summary, *rows), *going_on(visit))


def _row(visit: Visit, seats: Seats) -> Text:
    return words.state(seats.office.name(visit.language), seats.seats, seats.taken)
