"""What people hear of a ballot of residents: by day, a page at a time, neutral on shared pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from civic.ballots import DAY, State
from civic.hours import is_safe, next_safe
from conversations import ballot_news as words
from conversations.wording import Text, lines
from handlers.ballot_notices import owe
from handlers.service import Service
from storage import (
    ballot_counting,
    ballot_seats,
    ballots,
    outbox,
    residents,
    timers,
)
from storage.ballots import Ballot
from storage.people import owner_of
from storage.work import Work

TELL: Final = "ballot.tell"
"""Timer: the next people are to hear something; the subject says what, of which, after whom."""

ANNOUNCED, OPENED, REMINDER, EXTENDED, RESULT = (
    *("announced", "opened", "reminder"),
    *("extended", "result"),
)


def plan(work: Work, service: Service, found: Ballot) -> None:
    """Let everybody on the roll hear of a ballot now, at its opening and a day before its close."""
    timers.set_timer(work, TELL, _subject(ANNOUNCED, found.id), next_safe(work.seconds))
    timers.set_timer(work, TELL, _subject(OPENED, found.id), found.window.opens)
    if found.window.closes - found.window.opens > DAY:
        _remind_before(work, found)
    work.afterwards.append(service.clock_waiting)


def tell_result(work: Work, ballot_id: str) -> None:
    """Let the result be told as soon as it is day."""
    timers.set_timer(work, TELL, _subject(RESULT, ballot_id), next_safe(work.seconds))


def tell(work: Work, service: Service, subject: str) -> None:
    """Tell the next people."""
    what, ballot_id, last = subject.split(" ")
    found = ballots.load(work, ballot_id)
    text = _NEWS[what](work, service, found)
    if text is None:
        return
    if not is_safe(work.now):
        timers.set_timer(work, TELL, subject, next_safe(work.seconds))
        return
    page = residents.after(work, service.places.area(found.place), last)
    work.keys.load(owner_of(person) for person in page)
    causes = {each: f"{TELL}:{found.id}:{what}:{found.window.closes}:{each}" for each in page}
    # Two outages in a row begin to tell people twice; nobody hears it twice, or never, for that.
    known = outbox.known(work, causes.values())
    for person, cause in causes.items():
        has_key = work.keys.has(owner_of(person))
        if has_key and cause not in known and _concerns(work, found, person):
            owe(work, service, found, person, text, cause)
    if len(page) == residents.PAGE:
        timers.set_timer(work, TELL, f"{what} {ballot_id} {page[-1]}", work.seconds)


def put_off(work: Work, found: Ballot) -> None:
    """Say that a ballot is open longer, and remind people later."""
    timers.set_timer(work, TELL, _subject(EXTENDED, found.id), next_safe(work.seconds))
    if timers.get(work, TELL, _subject(REMINDER, found.id)):
        _remind_before(work, found)


def _remind_before(work: Work, found: Ballot) -> None:
    """Let everybody on the roll be reminded a day before the close."""
    due = next_safe(found.window.closes - DAY)
    timers.set_timer(work, TELL, _subject(REMINDER, found.id), due)


def _subject(what: str, ballot_id: str) -> str:
    return f"{what} {ballot_id} "


def _concerns(work: Work, found: Ballot, person: str) -> bool:
    """Tell whether somebody hears of it; of the result everybody does, since no roll is left."""
    if found.state is State.CLOSED:
        return True
    return ballot_seats.seat_of(work, found, person) is not None


def _announced(work: Work, _service: Service, found: Ballot) -> Text | None:
    if work.seconds >= found.window.opens:
        return None
    when = found.window.opens, found.window.closes
    return words.announced(
        *(found.number, found.place, found.question, found.options),
        when,
        *(found.voters, found.roll),
    )


def _opened(work: Work, _service: Service, found: Ballot) -> Text | None:
    if not found.is_open(work.seconds):
        return None
    return words.opened(found.number, found.place, found.question, found.window.closes)


def _reminder(work: Work, _service: Service, found: Ballot) -> Text | None:
    if not found.is_open(work.seconds):
        return None
    return words.reminder(found.number, found.place, found.question, found.window.closes)


def _extended(work: Work, _service: Service, found: Ballot) -> Text | None:
    if work.seconds >= found.window.closes:
        return None
    return words.extended(found.number, found.place, found.window.closes)


def _result(work: Work, service: Service, found: Ballot) -> Text | None:
    if found.state is not State.CLOSED:
        return None
    return lines(
        words.result(
            *(found.number, found.place, found.question, found.options),
            ballot_counting.told(work, found),
            *(found.voters, found.result or b""),
        ),
        words.check(found.number, service.ballot_link(str(found.number))),
    )


_NEWS: Final[Mapping[str, Callable[[Work, Service, Ballot], Text | None]]] = MappingProxyType(
    {
        ANNOUNCED: _announced,
        OPENED: _opened,
        REMINDER: _reminder,
        EXTENDED: _extended,
        RESULT: _result,
    }
)
"""What is told of a ballot; None where it is no longer so."""
