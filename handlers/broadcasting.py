"""How far a message to many has come, shown to its sender in one message that is edited."""

from __future__ import annotations

from functools import partial
from typing import Final

from conversations import broadcasts as words
from conversations.messages import Message
from conversations.wording import Text
from handlers.service import Service
from storage import (
    broadcasts,
    group_drafts,
    group_seats,
    groups,
    mandates,
    outbox,
    people,
    timers,
)
from storage.broadcasts import LOOK, STEP, Broadcast
from storage.office_chats import addresses
from storage.outbox import Priority
from storage.people import Address, owner_of
from storage.work import Work

LONGEST: Final = 3600
"""As far apart are they where nothing goes on."""

ENOUGH: Final = 200
"""Fewer people are told so soon that only the end is shown."""

GIVEN_UP: Final = 36 * 3600
"""After so many seconds it is said whom it reached, while the outbox still knows."""


def look(work: Work, service: Service, subject: str) -> None:
    """Show the sender how far it has come, and for the last time when it is done.

    `subject` is a broadcast, how many it had reached before, and how long it was waited since.
    """
    broadcast_id, before, waited = subject.split(" ")
    one = broadcasts.get(work, broadcast_id)
    if one is None:
        return
    found = broadcasts.reached(work, one)
    late = work.seconds - one.at > GIVEN_UP
    if late or (one.complete and not found.waiting):
        _end(work, service, one, found.people)
        return
    moved = found.people != int(before)
    if moved and one.complete and one.people > ENOUGH:
        title = _title(work, one)
        _show(work, service, one, words.progress(title, found.people, one.people))
    wait = STEP if moved else min(2 * int(waited), LONGEST)
    timers.set_timer(work, LOOK, f"{one.id} {found.people} {wait}", work.seconds + wait)


def _end(work: Work, service: Service, one: Broadcast, reached: int) -> None:
    broadcasts.drop(work, one.id)
    if reached:
        text = words.ended(_title(work, one), reached, one.people)
        _show(work, service, one, text, last=True)


def _show(work: Work, service: Service, one: Broadcast, text: Text, *, last: bool = False) -> None:
    """Show this in place of what was shown before; not while that waits, unless it is the last."""
    sender = _sender(work, one)
    if not sender or not work.keys.has(owner_of(sender)):
        return
    for to in addresses(work, sender):
        shown = outbox.series(work, _cause(one, to))
        if last:
            outbox.supersede(work, _cause(one, to))
        if last or not shown.owed:
            _owe(work, service, one, to, shown, text)


def _owe(
    work: Work, service: Service, one: Broadcast, to: Address, shown: outbox.Series, text: Text
) -> None:
    language = people.language_of(work, to.person)
    message = Message(
        text=service.wording.say(text, language), replaces=shown.reference, language=language
    )
    cause, ordinal = _cause(one, to), shown.count
    row = outbox.owe(work, to, message, cause=cause, ordinal=ordinal, priority=Priority.NOTICE)
    work.afterwards.append(partial(service.owed, row))


def _cause(one: Broadcast, to: Address) -> str:
    return f"broadcast:{one.id}:{to.lane.hex()}"


def _sender(work: Work, one: Broadcast) -> str | None:
    """Return who sent it, unless they have left or are forgotten."""
    if seat := group_seats.get(work, one.actor):
        return seat.person
    return mandates.whose(work, one.actor)


def _title(work: Work, one: Broadcast) -> str:
    draft = group_drafts.get(work, one.about)
    return groups.load(work, draft.group).topic.title if draft else ""
