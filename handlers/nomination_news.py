"""Telling the people of a place that a proposal for its office is open: once, and if they want."""

from __future__ import annotations

from functools import partial
from typing import Final

from civic.choosing import State
from civic.hours import is_safe, next_safe, today
from conversations import nominations as words
from conversations.messages import Button, Message
from handlers.choosing import closed, closing_day
from handlers.service import Service
from storage import nominations, outbox, people, residents, timers, unwanted
from storage.nominations import Nomination
from storage.outbox import Priority
from storage.people import owner_of
from storage.unwanted import Notice
from storage.work import Work

QUIET: Final = "quiet"


def announce(work: Work, service: Service, subject: str) -> None:
    """Tell the next people of a place; `subject` is the proposal's id and whoever was told last."""
    nomination_id, _, last = subject.partition(" ")
    found = nominations.get(work, nomination_id)
    if found is None or found.state is not State.OPEN or closed(found, work.seconds):
        return
    if not is_safe(work.now):
        timers.set_timer(work, nominations.OPENED, subject, next_safe(work.seconds))
        return
    page = residents.after(work, service.places.area(found.office.place), last)
    work.keys.load(owner_of(person) for person in page)
    spared = unwanted.by(work, Notice.NOMINATIONS, page) | {found.person}
    for person in page:
        if person not in spared and work.keys.has(owner_of(person)):
            _tell(work, service, found, person)
    if len(page) == residents.PAGE:
        timers.set_timer(work, nominations.OPENED, f"{found.id} {page[-1]}", work.seconds)


def _tell(work: Work, service: Service, found: Nomination, person: str) -> None:
    wording, language = service.wording, people.language_of(work, person)
    look = Button(wording.label(words.LOOK_BUTTON, language), f"/nominations {found.id}")
    stop = Button(wording.label(words.QUIET_BUTTON, language), f"/nominations {QUIET}")
    for ordinal, address in enumerate(people.addresses(work, person)):
        # Nothing of where somebody is from on a page that others may look at.
        shared = address.channel in service.returning
        text = (
            words.SOMETHING_NEW
            if shared
            else words.opened(found.office.place, today(closing_day(found)))
        )
        message = Message(text=wording.say(text, language), buttons=(look, stop), language=language)
        cause = f"{nominations.OPENED}:{found.id}:{person}"
        row = outbox.owe(
            work, address, message, cause=cause, ordinal=ordinal, priority=Priority.BROADCAST
        )
        work.afterwards.append(partial(service.owed, row))
