"""Every message about what happens to needs, with made-up numbers, names and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from civic.need_actions import Action, Deed, Hold
from civic.need_events import ARRIVALS, TOLD_TO_ALL, TOLD_TO_REPORTER, Event
from civic.needs import Status
from civic.refusals import Refusal
from conversations import action_refusals, need_history, need_news, office_actions, office_news
from conversations.need_news import News
from conversations.office_news import Item
from conversations.wording import Text

_NUMBER: Final = "123456789"
_OTHER: Final = "201608122"
_PLACE: Final = "x-sy090102-11"
_DAY: Final = date(2026, 12, 1)
_OF_OFFICES: Final = (
    *(Event.OVERDUE, Event.UNFULFILLED, Event.ANSWERED, Event.SAID, Event.WITHDRAWN),
    *(Event.REMINDED, Event.STUCK),
)


def need_messages() -> Iterator[tuple[str, Text]]:
    """Return messages by the name of what makes them in the code."""
    yield "need_news.neutral", need_news.neutral(_NUMBER)
    for kind in sorted(TOLD_TO_ALL | TOLD_TO_REPORTER):
        yield f"need_news.told ({kind})", need_news.told(_news(kind))
    for kind in Event:
        yield f"need_history.line ({kind})", need_history.line(_news(kind), _DAY)
    yield (
        "office_news.digest (arrivals)",
        office_news.digest(
            [_item(kind, arrived=True) for kind in sorted(ARRIVALS)], arrived=2, left=3
        ),
    )
    for kind in _OF_OFFICES:
        yield f"office_news.digest ({kind})", office_news.digest([_item(kind)], arrived=0)
    for action in Action:
        yield f"office_actions.done ({action})", office_actions.done(_deed(action), "Sample office")
    for refusal in _refusals():
        yield f"action_refusals.why_not ({refusal.code})", action_refusals.why_not(refusal)


def _news(kind: Event) -> News:
    return News(
        kind=kind,
        number=_NUMBER,
        office="Sample office",
        before="Another office",
        until=_DAY,
        day=_DAY,
        words="the pump was replaced",
        other=_OTHER,
        photo=True,
    )


def _item(kind: Event, *, arrived: bool = False) -> Item:
    return Item(
        kind=kind,
        number=_NUMBER,
        place=_PLACE,
        sector="water",
        problem="water_station",
        office="Sample office",
        until=_DAY,
        day=_DAY,
        arrived=arrived,
    )


def _deed(action: Action) -> Deed:
    return Deed(action=action, number=_NUMBER, day=_DAY, other=_OTHER)


def _refusals() -> Iterator[Refusal]:
    for code in ("need.closed", "need.done-already", "need.not-so"):
        yield Refusal(code, status=Status.RESOLVED)
    for hold in (Hold.ABOVE, Hold.BELOW):
        yield Refusal("need.with-another", hold=hold)
    yield Refusal("merge.sector", sector="water", other="bread")
    yield Refusal("merge.place", place=_PLACE, other="x-sy090101-01")
    yield Refusal("merge.undo-first", number=_OTHER)
    yield Refusal("merge.too-long-ago", days=7)
    for code in ("day.past", "day.far"):
        yield Refusal(code, day=_DAY)
    for code in ("need.unknown", "need.nobody-to-ask", "office.none-above", "office.vacant"):
        yield Refusal(code)
    for code in ("merge.same", "day.unclear"):
        yield Refusal(code)
