"""How needs of an area are shown in a list: a line and a button for each, and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence

from civic.need_filters import NeedFilter
from civic.needs import Severity
from conversations import area_lists, receipts
from conversations.filter_codes import encode
from conversations.messages import Button, Role
from conversations.wording import PlaceName, Text, _
from handlers.visit import Visit
from storage.area_needs import AreaNeed


def row(need: AreaNeed) -> Text:
    """Return the line of a need."""
    line = area_lists.row(
        need.number, need.place, need.sector, need.problem, need.severity, need.status
    )
    return area_lists.alike(line) if need.flagged else line


def opening(visit: Visit, found: Sequence[AreaNeed]) -> list[Button]:
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


def narrowing(visit: Visit) -> tuple[Button, ...]:
    """Return what narrows a list to what is most urgent."""
    dangers = encode(NeedFilter(severity=Severity.EXTREME))
    return (
        visit.command(area_lists.URGENT, f"/needs {dangers}", Role.CONTROL),
        visit.command(area_lists.OVERDUE_BUTTON, "/overdue", Role.CONTROL),
    )


def everything(visit: Visit) -> Button:
    """Return the way to all that is open in the area."""
    return visit.command(area_lists.ALL_NEEDS, "/needs")
