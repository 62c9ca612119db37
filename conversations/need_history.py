"""The history of a need in words, one line for each thing that happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.need_events import Event
from conversations.need_news import News
from conversations.wording import Code, Month, Text, Words, _


def line(news: News, when: date | Month) -> Text:
    """Return what happened in a few words after its day, or its month when it is long ago."""
    return _("{date}: {what}", date=when, what=_what(news))


def _what(news: News) -> Text:
    if news.kind is Event.RECEIVED and not news.office:
        return _("it was sent; nobody was appointed yet")
    if news.kind in (Event.UNSOLVED, Event.OBJECTED, Event.REOPENED) and not news.office:
        return _("it was opened again; nobody is appointed")
    if news.kind is Event.TAKEN_ON and news.before:
        return _("{office} took it over from {before}", office=news.office, before=news.before)
    if news.kind is Event.PLANNED:
        return _("{office} announced {day}", office=news.office, day=news.day)
    if news.kind is Event.RESOLVED and news.words:
        return _("{office} closed it as solved: {what}", office=news.office, what=news.words)
    if news.kind is Event.DECLINED and news.words:
        return _("{office} declined it: {reason}", office=news.office, reason=news.words)
    if news.kind is Event.CONFIRMED and news.passed_on:
        return _("{office} passed on whether they find it solved", office=news.office)
    if news.kind in (Event.ANSWERED, Event.SAID) and news.passed_on:
        return _("an office passed on what whoever it is for says")
    if news.kind is Event.MERGED:
        return _("it was joined with request {other}", other=Code(news.other))
    return _filled(_PLAIN[news.kind], news)


def _filled(sentence: Words, news: News) -> Words:
    return Words(sentence.text, {"office": news.office, "before": news.before})


_PLAIN: Final[Mapping[Event, Words]] = MappingProxyType(
    {
        Event.RECEIVED: _("it was sent and came to {office}"),
        Event.ASSIGNED: _("it came to {office}"),
        Event.ACKNOWLEDGED: _("{office} has seen it"),
        Event.TAKEN_ON: _("{office} began to follow it up"),
        Event.ASKED: _("{office} asked whoever reported it"),
        Event.ANSWERED: _("whoever reported it answered"),
        Event.SAID: _("somebody whom it concerns wrote to {office}"),
        Event.HANDED_OVER: _("{before} handed it over to {office}"),
        Event.PASSED_UP: _("{before} passed it up to {office}"),
        Event.OVERDUE: _("no answer came in time; it went to {office}"),
        Event.UNFULFILLED: _("the announced date went by; it went to {office}"),
        Event.VACATED: _("nobody sits in {before} any more; it went to {office}"),
        Event.STUCK: _("no answer came in time, and there is no office above {office}"),
        Event.REMINDED: _("the announced date went by; {office} was reminded"),
        Event.NUDGED: _("nothing followed; {office} was reminded"),
        Event.NEGLECTED: _("nothing followed in time; it went to {office}"),
        Event.RESOLVED: _("{office} closed it as solved"),
        Event.DECLINED: _("{office} declined it"),
        Event.REOPENED: _("{office} opened it again"),
        Event.UNSOLVED: _("somebody told that it is not solved; it is with {office} again"),
        Event.OBJECTED: _("somebody objected; it is with {office}"),
        Event.WITHDRAWN: _("whoever reported it no longer needs it"),
        Event.LEFT: _("whoever reported it no longer needs it; others do"),
        Event.JOINED: _("a like request was joined with it"),
        Event.UNMERGED: _("it stands by itself again"),
        Event.PARTED: _("a like request was taken out of it again"),
        Event.ASKED_AGAIN: _("people were asked once more whether it is solved"),
        Event.CONFIRMED: _("somebody told whether it is solved"),
        Event.CLAIMED: _("whoever it was written down for has it now"),
        Event.AFFIRMED: _("whoever it was written down for says it is right"),
    }
)
