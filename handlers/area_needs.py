"""What an office asks about the needs of its area: lists, and how much is open and overdue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.asking import read_filter
from civic.mandates import Mandate
from civic.need_filters import NeedFilter
from civic.needs import Severity, Status
from civic.refusals import Refusal
from conversations import area_lists, receipts
from conversations.filter_codes import decode, encode
from conversations.filter_refusals import why_not
from conversations.messages import Button, Role
from conversations.office_commands import OfficeCommand
from conversations.wording import PlaceName, Text, _, lines
from handlers import area_figures, need_card, people_figures
from handlers.visit import Visit, going_on
from storage import area_needs
from storage.area_needs import AreaNeed, Cursor
from storage.people import Person

PAGE: Final = 8

Query = Callable[[Visit, Person, Mandate, str], None]


def show_list(visit: Visit, _person: Person, mandate: Mandate, argument: str) -> None:
    """List what a line or a button asks for, the most urgent first."""
    coded = decode(argument)
    if coded is not None:
        wanted, after = coded
    else:
        try:
            wanted, after = read_filter(argument, visit.service.places, visit.service.home), ""
        except Refusal as refusal:
            visit.say(why_not(refusal), _all(visit), *going_on(visit))
            return
    _list(visit, mandate, wanted, after)


def show_overdue(visit: Visit, person: Person, mandate: Mandate, argument: str) -> None:
    """List what should have been looked at by now."""
    del person, argument
    found = area_needs.overdue(visit.work, mandate.area, most=PAGE)
    if not found:
        visit.say(area_lists.NOTHING_OVERDUE, _all(visit), *going_on(visit))
        return
    rows = [_row(each) for each in found]
    visit.say(lines(area_lists.OVERDUE, *rows), *_opening(visit, found), *going_on(visit))


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
        _all(visit),
        visit.command(area_lists.OVERDUE_BUTTON, "/overdue"),
        *going_on(visit),
    )


def _list(visit: Visit, mandate: Mandate, wanted: NeedFilter, after: str) -> None:
    area = mandate.area
    outside = wanted.place and wanted.place not in area
    last = area_needs.numbered(visit.work, area, after) if after else None
    cursor = Cursor(last.priority, last.number) if last else None
    found = area_needs.page(visit.work, area, wanted, most=0 if outside else PAGE + 1, after=cursor)
    unread = _("Not understood: {words}", words=wanted.words) if wanted.words else None
    if not found:
        nothing = lines(area_lists.NOTHING_MEANT, unread)
        visit.say(nothing, _all(visit), *going_on(visit))
        return
    shown = found[:PAGE]
    heading = area_lists.heading(area_needs.count(visit.work, area, wanted))
    rows = [_row(each) for each in shown]
    more = [_next(visit, wanted, shown[-1])] if len(found) > PAGE else []
    visit.say(lines(heading, unread, *rows), *_opening(visit, shown), *more, *_narrowing(visit))


def _count(visit: Visit, mandate: Mandate, wanted: NeedFilter) -> str:
    return str(area_needs.count(visit.work, mandate.area, wanted))


def _row(need: AreaNeed) -> Text:
    return area_lists.row(
        need.number, need.place, need.sector, need.problem, need.severity, need.status
    )


def _opening(visit: Visit, found: list[AreaNeed]) -> list[Button]:
    """Return a button for each need that is shown."""
    return [
        visit.command(
            _(
                "{problem}, {place}",
                problem=receipts.what(need.sector, need.problem),
                place=PlaceName(need.place),
            ),
            f"/need {need.number}",
        )
        for need in found
    ]


def _next(visit: Visit, wanted: NeedFilter, last: AreaNeed) -> Button:
    return visit.command(
        area_lists.NEXT_PAGE, f"/needs {encode(wanted, last.number)}", Role.CONTROL
    )


def _narrowing(visit: Visit) -> tuple[Button, ...]:
    dangers = encode(NeedFilter(severity=Severity.EXTREME))
    return (
        visit.command(area_lists.URGENT, f"/needs {dangers}", Role.CONTROL),
        visit.command(area_lists.OVERDUE_BUTTON, "/overdue", Role.CONTROL),
    )


def _all(visit: Visit) -> Button:
    return visit.command(area_lists.ALL_NEEDS, "/needs")


QUERIES: Final[Mapping[OfficeCommand, Query]] = MappingProxyType(
    {
        OfficeCommand.NEEDS: show_list,
        OfficeCommand.NEED: need_card.show,
        OfficeCommand.AREA: show_area,
        OfficeCommand.OVERDUE: show_overdue,
        OfficeCommand.STATS: area_figures.show,
        OfficeCommand.PEOPLE: people_figures.show,
    }
)
"""What an open office can ask about its area."""
