"""A household's own answer about going back: shown, confirmed, changed, made quiet, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from civic.returns import (
    ANSWER_DAYS,
    CONSENT_VERSION,
    PURPOSE,
    State,
)
from conversations import return_words as words
from conversations.scripts.return_again import answers_of
from conversations.wording import lines
from handlers import conversing, return_news
from handlers.conversing import Talk
from handlers.returns import DAY, set_clocks
from handlers.visit import Visit, menu_after
from storage import journals, people, return_changes, return_polls, returns, timers
from storage.people import Person
from storage.returns import ASK, EXPIRE, ReturnRecord

SCRIPT: Final = "return"

Wish = Callable[[Visit, Person, ReturnRecord], None]


def answer(visit: Visit, person: Person, talk: Talk | None, argument: str) -> None:
    """Begin the conversation, show the answer that there is, or do what a button is for."""
    record = returns.of_person(visit.work, person.id)
    wish = _WISHES.get(argument.strip())
    if talk is not None and talk.journal.script == SCRIPT and not argument:
        conversing.show_again(talk)
    elif record is None and argument:
        visit.say(words.NONE_YET, *menu_after(visit))
    elif record is None:
        conversing.begin(visit, person, SCRIPT)
    else:
        (wish or show)(visit, person, record)


def show(visit: Visit, _person: Person, record: ReturnRecord) -> None:
    """Show what a household says now, with what it can do about it."""
    said = words.answer(record.origin, record.intention, record.horizon, record.month)
    buttons = [
        visit.command(words.SAME, "/return same"),
        visit.command(words.CHANGE, "/return change"),
        visit.command(words.WITHDRAW, "/return withdraw"),
    ]
    if record.contact.topics:
        buttons.append(visit.command(words.QUIET, "/return quiet"))
    visit.say(lines(said, None if record.fresh else words.stale()), *buttons)


def _confirm(visit: Visit, _person: Person, record: ReturnRecord) -> None:
    returns.confirm(visit.work, record.id)
    if not record.fresh:  # what changed while it was stale is no news any more
        returns.mark_seen(visit.work, record.id, return_changes.last(visit.work))
    set_clocks(visit.work, record)
    visit.say(words.CONFIRMED, *menu_after(visit))


def _change(visit: Visit, person: Person, record: ReturnRecord) -> None:
    """Begin at the review, with everything that was said; nothing is asked twice."""
    conversing.begin(visit, person, SCRIPT, {}, _answers(visit, record))


def _answers(visit: Visit, record: ReturnRecord) -> dict[str, Any]:
    return answers_of(
        record.origin,
        record.current,
        record.intention,
        record.horizon,
        record.details,
        agreed=people.agreed_to(visit.work, record.person, PURPOSE) == CONSENT_VERSION,
    )


def _stop_asking(visit: Visit, _person: Person, record: ReturnRecord) -> None:
    timers.drop(visit.work, ASK, record.id)
    if record.state is State.LIVE:
        due = visit.work.seconds + ANSWER_DAYS * DAY
        timers.set_timer(visit.work, EXPIRE, record.id, due)
    visit.say(words.ASKS_NO_MORE, *menu_after(visit))


def _quiet(visit: Visit, _person: Person, record: ReturnRecord) -> None:
    quiet = msgspec.structs.replace(record.contact, topics=())
    returns.set_contact(visit.work, record, quiet)
    visit.say(words.IS_QUIET, *menu_after(visit))


def _withdraw(visit: Visit, _person: Person, _record: ReturnRecord) -> None:
    visit.say(
        words.SURE,
        visit.command(words.YES_WITHDRAW, "/return withdraw yes"),
        visit.command(words.NO_KEEP, "/return show"),
    )


def _withdraw_surely(visit: Visit, person: Person, _record: ReturnRecord) -> None:
    returns.withdraw(visit.work, person.id)
    return_polls.let_go(visit.work, person.id)
    journals.drop_script(visit.work, person, SCRIPT)
    people.take_back(visit.work, person.id, PURPOSE)
    visit.say(words.WITHDRAWN, *menu_after(visit))


_WISHES: Final[Mapping[str, Wish]] = MappingProxyType(
    {
        "same": _confirm,
        "change": _change,
        "stop": _stop_asking,
        "quiet": _quiet,
        "withdraw": _withdraw,
        "withdraw yes": _withdraw_surely,
        "news": return_news.show_again,
        "show": show,
    }
)
"""What may follow the command, in buttons."""
