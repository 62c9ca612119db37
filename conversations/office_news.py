"""What the holders of an office are told of its needs: number, place and category, never words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.need_events import ARRIVALS, Event
from conversations import receipts
from conversations.wording import Code, PlaceName, Text, _, counted, lines

MOST_LINES: Final = 10
"""A digest of more says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event as the holders of an office hear of it.

    `came` tells whether the need came to this office by it, rather than going from it.
    """

    kind: Event
    number: str
    place: str
    sector: str
    problem: str
    office: str = ""
    until: date | None = None
    day: date | None = None
    came: bool = False


def digest(items: Sequence[Item]) -> Text:
    """Say everything that has come in since the last time."""
    arrived = [item for item in items if item.came and item.kind in ARRIVALS]
    others = [item for item in items if item not in arrived]
    header = counted(
        "A request has come to your office:",
        "Requests have come to your office: {count}",
        len(arrived),
    )
    shown = [*map(_arrived, arrived), *(_OTHERS[item.kind](item) for item in others)]
    left = len(shown) - MOST_LINES
    more = counted("And {count} more.", "And {count} more.", left) if left > 0 else None
    return lines(header if arrived else None, *shown[:MOST_LINES], more)


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
    }
)
