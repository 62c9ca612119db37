"""What time brings to return intentions: does it still hold, and what changed of what was named."""

from __future__ import annotations

from functools import partial
from typing import Final

import msgspec

from civic.hours import is_safe, next_safe, today
from civic.places import Level, Places
from civic.return_matching import touches
from civic.returns import ANSWER_DAYS, STALE_DAYS, State, Topic
from conversations import return_words as words
from conversations.messages import Button, Message
from conversations.wording import Lines, Text
from handlers.service import Service
from handlers.visit import Visit, menu_after
from storage import outbox, people, return_changes, returns, timers
from storage.outbox import Priority
from storage.people import Person
from storage.return_changes import Change, Kind
from storage.returns import ASK, EXPIRE, FADE, LOOK, ReturnRecord
from storage.work import Work

DAY: Final = 86_400

Offer = tuple[Text, str]
"""A button's label and its command."""

_STILL_SO: Final[tuple[Offer, ...]] = (
    (words.SAME, "/return same"),
    (words.CHANGED, "/return change"),
    (words.NO_MORE_QUESTIONS, "/return stop"),
)
_AFTER_NEWS: Final[tuple[Offer, ...]] = (
    (words.SHOW, "/return show"),
    (words.QUIET, "/return quiet"),
)


def ask(work: Work, service: Service, record_id: str) -> None:
    """Ask whether an answer still holds, in neutral words and safe hours."""
    record = returns.get(work, record_id)
    if record is None or record.state is not State.LIVE:
        return
    if not is_safe(work.now):
        timers.set_timer(work, ASK, record_id, next_safe(work.seconds))
        return
    cause = f"return-ask:{record_id}:{work.seconds}"
    _write(work, service, record, cause, words.STILL_SO, _STILL_SO)
    timers.set_timer(work, EXPIRE, record_id, work.seconds + ANSWER_DAYS * DAY)


def expire(work: Work, _service: Service, record_id: str) -> None:
    """Let an answer that nobody confirmed be stale: counted apart, told of nothing."""
    returns.expire(work, record_id)
    timers.drop_of(work, record_id, (ASK, LOOK))
    timers.set_timer(work, FADE, record_id, work.seconds + STALE_DAYS * DAY)


def fade(work: Work, _service: Service, record_id: str) -> None:
    """Let a stale answer be history, which counts no more."""
    record = returns.get(work, record_id)
    if record is not None and record.state is State.EXPIRED:
        returns.supersede(work, record_id)


def look(work: Work, service: Service, record_id: str) -> None:
    """Hold a record against what changed at its place, and tell of it if that was agreed to.

    Every live record is looked at every week, so that who is looked at says nothing.
    """
    record = returns.get(work, record_id)
    if record is None or record.state is not State.LIVE:
        return
    if not is_safe(work.now):
        timers.set_timer(work, LOOK, record_id, next_safe(work.seconds))
        return
    changed = return_changes.since(work, record.seen, _around(service.places, record.origin))
    named = [each for each in changed if touches(record.details, each.sector, each.problem)]
    day = today(work.now).toordinal()
    waits = 0
    if named and Topic.NEWS in record.contact.topics:
        if record.contact.may_be_told(Topic.NEWS, day):
            _tell(work, service, record, named)
        else:
            waits = returns.WEEK - (day - record.contact.told)
    if not waits:
        full = len(changed) == return_changes.MOST
        returns.mark_seen(work, record_id, changed[-1].id if full else return_changes.last(work))
    due = next_safe(work.seconds + (waits or returns.WEEK) * DAY)
    timers.set_timer(work, LOOK, record_id, due)


def show_again(visit: Visit, _person: Person, record: ReturnRecord) -> None:
    """Show the news of the last message to somebody who was told only that there is one."""
    changed = return_changes.these(visit.work, record.contact.news)
    if not changed:
        visit.say(words.NO_NEWS, *menu_after(visit))
        return
    visit.say(_digest(record, changed), *(visit.command(*each) for each in _AFTER_NEWS))


def _tell(work: Work, service: Service, record: ReturnRecord, named: list[Change]) -> None:
    day = today(work.now).toordinal()
    news = tuple(each.id for each in named)
    told = msgspec.structs.replace(record.contact, told=day, news=news)
    returns.set_contact(work, record, told)
    cause = f"return-news:{record.id}:{named[-1].id}"
    _write(work, service, record, cause, _digest(record, named), _AFTER_NEWS)


def _digest(record: ReturnRecord, named: list[Change]) -> Text:
    kinds = {
        kind: [(each.sector, each.problem) for each in named if each.kind is kind] for kind in Kind
    }
    return words.digest(record.origin, kinds[Kind.SOLVED], kinds[Kind.REPORTED])


def _around(places: Places, origin: str) -> list[str]:
    """Return the place of origin with its parts, and the sub-district that it lies in."""
    above = (code for code in places.ancestors(origin) if _is_subdistrict(places, code))
    return [*sorted(places.area(origin).places), *above]


def _is_subdistrict(places: Places, code: str) -> bool:
    place = places.get(code)
    return place is not None and place.level is Level.SUBDISTRICT


def _write(
    work: Work,
    service: Service,
    record: ReturnRecord,
    cause: str,
    text: Text | Lines,
    offers: tuple[Offer, ...],
) -> None:
    """Owe a message to each account; where others may look on, only that there is one."""
    language = people.language_of(work, record.person)
    for ordinal, address in enumerate(people.addresses(work, record.person)):
        shown, offered = text, offers
        if address.channel in service.returning and offers is _AFTER_NEWS:
            shown, offered = words.NEUTRAL, ((words.READ, "/return news"),)
        wording = service.wording
        buttons = tuple(Button(wording.label(label, language), data) for label, data in offered)
        message = Message(text=wording.say(shown, language), buttons=buttons, language=language)
        row = outbox.owe(
            work, address, message, cause=cause, ordinal=ordinal, priority=Priority.NOTICE
        )
        work.afterwards.append(partial(service.owed, row))
