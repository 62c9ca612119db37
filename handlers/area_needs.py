"""What an office asks about the needs of its area: lists, and how much is open and overdue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.mandates import Mandate
from civic.need_filters import NeedFilter
from civic.needs import Status
from civic.refusals import Refusal
from conversations import area_lists
from conversations.behalf import BEGIN_BUTTON
from conversations.exports import ORDER as ORDER_EXPORT
from conversations.filter_codes import decode, encode
from conversations.filter_refusals import why_not
from conversations.messages import Button, Role
from conversations.office_commands import OfficeCommand
from conversations.priority_formula import FORMULA_BUTTON
from conversations.search import HOW as HOW_TO_SEARCH
from conversations.wording import PlaceName, _, lines
from handlers import (
    area_figures,
    area_pictures,
    need_card,
    people_figures,
    priority_formula,
    search,
)
from handlers.area_rows import everything, narrowing, opening, row
from handlers.visit import Visit, going_on
from storage import area_needs
from storage.area_needs import AreaNeed, Cursor
from storage.people import Person
from storage.search_asked import Asked

PAGE: Final = 8

Query = Callable[[Visit, Person, Mandate, str], None]


def show_list(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """List what a line or a button asks for, the most urgent first; words in it are searched."""
    coded = decode(argument)
    if coded is not None:
        _list(visit, mandate, *coded)
    else:
        _asked(visit, person, mandate, Asked(argument, subjects=True))


def show_search(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Search what people said for everything in a line that is no place and no narrowing."""
    if search.turn_page(visit, person, mandate, argument):
        return
    if argument:
        _asked(visit, person, mandate, Asked(argument))
    else:
        visit.say(HOW_TO_SEARCH, everything(visit), *going_on(visit))


def show_overdue(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """List what should have been looked at by now."""
    del person, argument
    found = area_needs.overdue(visit.work, mandate.area, most=PAGE)
    if not found:
        visit.say(area_lists.NOTHING_OVERDUE, everything(visit), *going_on(visit))
        return
    text = lines(area_lists.OVERDUE, *map(row, found))
    visit.say(text, *opening(visit, found), *going_on(visit))


def show_area(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """Say what the office stands for, and how much is open, unseen and overdue there."""
    del person, argument
    area = mandate.area
    unseen = NeedFilter(status=Status.RECEIVED)
    visit.say(
        lines(
            _("Your area: {place}.", place=PlaceName(area.place, within=True)),
            _("Open: {count}.", count=_count(visit, mandate, NeedFilter())),
            _("Not looked at yet: {count}.", count=_count(visit, mandate, unseen)),
            _("Overdue: {count}.", count=_count(visit, mandate, NeedFilter(overdue=True))),
        ),
        everything(visit),
        visit.command(area_lists.OVERDUE_BUTTON, "/overdue"),
        visit.command(ORDER_EXPORT, "/export"),
        visit.command(FORMULA_BUTTON, "/formula"),
        visit.command(BEGIN_BUTTON, "/onbehalf"),
        *going_on(visit),
    )


def _asked(visit: Visit, person: Person, mandate: Mandate, asked: Asked) -> None:
    try:
        wanted = search.read(visit, asked)
    except Refusal as refusal:
        visit.say(why_not(refusal), everything(visit), *going_on(visit))
        return
    if wanted.words:
        search.begin(visit, person, mandate, asked, wanted)
    else:
        _list(visit, mandate, wanted)


def _list(visit: Visit, mandate: Mandate, wanted: NeedFilter, after: str = "") -> None:
    area = mandate.area
    outside = wanted.place and wanted.place not in area
    last = area_needs.numbered(visit.work, area, after) if after else None
    cursor = Cursor(last.priority, last.number) if last else None
    meant = 0 if outside else area_needs.count(visit.work, area, wanted)
    most = PAGE + 1 if meant else 0
    found = area_needs.page(visit.work, area, wanted, most=most, after=cursor, meant=meant)
    if not found:
        visit.say(area_lists.NOTHING_MEANT, everything(visit), *going_on(visit))
        return
    shown = found[:PAGE]
    heading = area_lists.heading(meant)
    more = [_next(visit, wanted, shown[-1])] if len(found) > PAGE else []
    visit.say(lines(heading, *map(row, shown)), *opening(visit, shown), *more, *narrowing(visit))


def _count(visit: Visit, mandate: Mandate, wanted: NeedFilter) -> str:
    return str(area_needs.count(visit.work, mandate.area, wanted))


def _next(visit: Visit, wanted: NeedFilter, last: AreaNeed) -> Button:
    return visit.command(
        area_lists.NEXT_PAGE, f"/needs {encode(wanted, last.number)}", Role.CONTROL
    )


QUERIES: Final[Mapping[OfficeCommand, Query]] = MappingProxyType(
    {
        OfficeCommand.NEEDS: show_list,
        OfficeCommand.SEARCH: show_search,
        OfficeCommand.NEED: need_card.show,
        OfficeCommand.AREA: show_area,
        OfficeCommand.OVERDUE: show_overdue,
        OfficeCommand.STATS: area_figures.show,
        OfficeCommand.PEOPLE: people_figures.show,
        OfficeCommand.FORMULA: priority_formula.show,
        OfficeCommand.CHART: area_pictures.show_chart,
        OfficeCommand.MAP: area_pictures.show_map,
    }
)
"""What an open office can ask about its area."""
