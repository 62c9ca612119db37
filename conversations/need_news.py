"""What the people whom a need concerns are told when something happens to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.need_events import Event
from conversations.wording import Code, Text, _, lines

OLD_BUTTON: Text = _("This button is old; the request has moved on since.")

DELICATE: Final = frozenset({"people"})
"""Groups of sectors of whose needs a notice says the number and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One event as it is told: `office` has the need or acted, `before` had it before.

    `until` is by when it should be looked at, `day` the day that was announced, `words` what
    the office said, `other` the number of the need that it was merged into; `last` tells that
    nobody can object any more, `passed_on` that an office said it for somebody without a phone.
    """

    kind: Event
    number: str
    office: str = ""
    before: str = ""
    until: date | None = None
    day: date | None = None
    words: str = ""
    other: str = ""
    photo: bool = False
    last: bool = False
    passed_on: bool = False


def neutral(number: str) -> Text:
    """Say that there is something new and nothing else, for a phone that others look at."""
    return _("There is news about request {number}.", number=Code(number))


def told(news: News) -> Text:
    """Say what happened."""
    return _TOLD[news.kind](news)


def _assigned(news: News) -> Text:
    return lines(
        _("Request {number} is with {office} now.", number=Code(news.number), office=news.office),
        _until(news),
    )


def _acknowledged(news: News) -> Text:
    return _("{office} has seen request {number}.", number=Code(news.number), office=news.office)


def _taken_on(news: News) -> Text:
    return _(
        "{office} has begun to follow up request {number}.",
        number=Code(news.number),
        office=news.office,
    )


def _planned(news: News) -> Text:
    return _(
        "The date announced for request {number} is {date}. It may change, and we will tell you.",
        number=Code(news.number),
        date=news.day,
    )


def _asked(news: News) -> Text:
    return lines(
        _("{office} asks about request {number}:", number=Code(news.number), office=news.office),
        news.words or None,
        _("Your account is not shown to them, nor theirs to you."),
    )


def _handed_over(news: News) -> Text:
    return lines(
        _(
            "{before} handed request {number} over to {office}.",
            number=Code(news.number),
            office=news.office,
            before=news.before,
        ),
        _reason(news),
        _until(news),
    )


def _passed_up(news: News) -> Text:
    return lines(
        _(
            "{before} passed request {number} up to {office}.",
            number=Code(news.number),
            office=news.office,
            before=news.before,
        ),
        _reason(news),
        _until(news),
    )


def _overdue(news: News) -> Text:
    return lines(
        _(
            "No answer came in time. Request {number} was passed on to {office}.",
            number=Code(news.number),
            office=news.office,
        ),
        _until(news),
    )


def _unfulfilled(news: News) -> Text:
    return lines(
        _(
            "The announced date went by without a result. Request {number} was passed on to "
            "{office}.",
            number=Code(news.number),
            office=news.office,
        ),
        _until(news),
    )


def _neglected(news: News) -> Text:
    return lines(
        _(
            "Nothing followed in time after it was seen. Request {number} was passed on to "
            "{office}.",
            number=Code(news.number),
            office=news.office,
        ),
        _until(news),
    )


def _vacated(news: News) -> Text:
    return lines(
        _(
            "Nobody sits in {before} any more. Request {number} was passed on to {office}.",
            number=Code(news.number),
            office=news.office,
            before=news.before,
        ),
        _until(news),
    )


def _stuck(news: News) -> Text:
    return lines(
        _(
            "No answer came in time. Request {number} stays with {office}, above which there is no "
            "office here.",
            number=Code(news.number),
            office=news.office,
        ),
        _("Those who run this service were told."),
    )


def _resolved(news: News) -> Text:
    return lines(
        _("About request {number}:", number=Code(news.number)),
        _(
            "{office} tells us that the problem was solved: {what}",
            office=news.office,
            what=news.words,
        )
        if news.words
        else _("{office} tells us that the problem was solved.", office=news.office),
        _("A photo of it is kept.") if news.photo else None,
        _("Is it solved for you?"),
    )


def _asked_again(news: News) -> Text:
    return lines(
        _("About request {number}:", number=Code(news.number)),
        _("Four weeks ago we heard that it was solved. Does that still hold?"),
    )


def _declined(news: News) -> Text:
    return lines(
        _("Request {number} could not be carried out.", number=Code(news.number)),
        _reason(news),
        _("If the need remains, it can be reported anew.") if news.last else _("You may object."),
    )


def _reopened(news: News) -> Text:
    if not news.office:
        return lines(
            _("Request {number} was opened again.", number=Code(news.number)),
            _("Nobody has been appointed for this area here yet."),
        )
    return lines(
        _(
            "Request {number} was opened again and is with {office}.",
            number=Code(news.number),
            office=news.office,
        ),
        _until(news),
    )


def _merged(news: News) -> Text:
    return lines(
        _(
            "Request {number} was joined with a like one, {other}.",
            number=Code(news.number),
            other=Code(news.other),
        ),
        _("Nothing of it is lost. From now on you will hear of it under that number."),
    )


def _joined(news: News) -> Text:
    return _("A like request was joined with request {number}.", number=Code(news.number))


def _unmerged(news: News) -> Text:
    return _("Request {number} stands by itself again.", number=Code(news.number))


def _parted(news: News) -> Text:
    return _(
        "A request that was joined with request {number} stands by itself again.",
        number=Code(news.number),
    )


def _until(news: News) -> Text | None:
    if news.until is None:
        return None
    return _("It should be looked at by {date}; if not, it goes one level up.", date=news.until)


def _reason(news: News) -> Text | None:
    return _("The reason as given: {reason}", reason=news.words) if news.words else None


_TOLD: Final[Mapping[Event, Callable[[News], Text]]] = MappingProxyType(
    {
        Event.ASSIGNED: _assigned,
        Event.ACKNOWLEDGED: _acknowledged,
        Event.TAKEN_ON: _taken_on,
        Event.PLANNED: _planned,
        Event.ASKED: _asked,
        Event.HANDED_OVER: _handed_over,
        Event.PASSED_UP: _passed_up,
        Event.OVERDUE: _overdue,
        Event.UNFULFILLED: _unfulfilled,
        Event.NEGLECTED: _neglected,
        Event.VACATED: _vacated,
        Event.STUCK: _stuck,
        Event.RESOLVED: _resolved,
        Event.ASKED_AGAIN: _asked_again,
        Event.DECLINED: _declined,
        Event.REOPENED: _reopened,
        Event.UNSOLVED: _reopened,
        Event.OBJECTED: _reopened,
        Event.MERGED: _merged,
        Event.JOINED: _joined,
        Event.UNMERGED: _unmerged,
        Event.PARTED: _parted,
    }
)
