"""What the holders of an office are told of its needs: number, place and category, never words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.need_events import Event
from conversations import receipts
from conversations.wording import Code, PlaceName, Text, _, counted, lines

MOST_LINES: Final = 10
"""A digest of more says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event as the holders of an office hear of it.

    `arrived` tells whether the need came to this office by it.
    """

    kind: Event
    number: str
    place: str
    sector: str
    problem: str
    office: str = ""
    until: date | None = None
    day: date | None = None
    arrived: bool = False


def digest(items: Sequence[Item], arrived: int, left: int = 0) -> Text:
    """Say what has come in since the last time: those that came first, then the rest.

    `arrived` is how many came, also of those that are not shown; `left` is how many are not.
    """
    header = counted(
        "A request has come to your office:", "Requests have come to your office: {count}", arrived
    )
    shown = [_arrived(item) if item.arrived else _OTHERS[item.kind](item) for item in items]
    more = counted("And {count} more.", "And {count} more.", left) if left else None
    return lines(header if arrived else None, *shown, more)


def _arrived(item: Item) -> Text:
    what = receipts.what(item.sector, item.problem)
    if item.until is None:
        return _(
            "{number}: {problem}, {place}",
            number=Code(item.number),
            problem=what,
            place=PlaceName(item.place),
        )
    return _(
        "{number}: {problem}, {place}. To be looked at by {date}.",
        number=Code(item.number),
        problem=what,
        place=PlaceName(item.place),
        date=item.until,
    )


def _overdue(item: Item) -> Text:
    return _(
        "{number} was not looked at in time and went to {office}.",
        number=Code(item.number),
        office=item.office,
    )


def _unfulfilled(item: Item) -> Text:
    return _(
        "{number}: the announced date went by, and it went to {office}.",
        number=Code(item.number),
        office=item.office,
    )


def _answered(item: Item) -> Text:
    return _("{number}: your question was answered.", number=Code(item.number))


def _said(item: Item) -> Text:
    return _("{number}: somebody whom it concerns wrote to you.", number=Code(item.number))


def _withdrawn(item: Item) -> Text:
    return _("{number}: it is no longer needed.", number=Code(item.number))


def _reminded(item: Item) -> Text:
    return _(
        "{number}: the date that you announced, {date}, went by. Please tell what came of it; "
        "else it goes one level up.",
        number=Code(item.number),
        date=item.day,
    )


def _nudged(item: Item) -> Text:
    return _(
        "{number}: it was seen, and nothing has followed since. Please take a step, or tell what "
        "holds it up; else it goes one level up in three days.",
        number=Code(item.number),
    )


def _neglected(item: Item) -> Text:
    return _(
        "{number}: nothing followed in time, and it went to {office}.",
        number=Code(item.number),
        office=item.office,
    )


def _claimed(item: Item) -> Text:
    return _(
        "{number}: whoever it was written down for has it now, and hears of it from here on.",
        number=Code(item.number),
    )


def _stuck(item: Item) -> Text:
    return _(
        "{number}: no answer came in time, and there is no office above {office}.",
        number=Code(item.number),
        office=item.office,
    )


_OTHERS: Final[Mapping[Event, Callable[[Item], Text]]] = MappingProxyType(
    {
        Event.OVERDUE: _overdue,
        Event.UNFULFILLED: _unfulfilled,
        Event.ANSWERED: _answered,
        Event.SAID: _said,
        Event.WITHDRAWN: _withdrawn,
        Event.REMINDED: _reminded,
        Event.STUCK: _stuck,
        Event.CLAIMED: _claimed,
        Event.NUDGED: _nudged,
        Event.NEGLECTED: _neglected,
    }
)
