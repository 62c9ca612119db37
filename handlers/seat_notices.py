"""Telling the members of a group something; on shared phones only that there is something new."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from conversations.messages import Button, Message
from conversations.wording import Text, _
from handlers.service import Service
from storage import outbox, people
from storage.group_seats import Seat
from storage.office_chats import addresses
from storage.outbox import Priority
from storage.people import owner_of
from storage.work import Work

SOMETHING_NEW: Final[Text] = _("There is something new for you.")

Offer = tuple[Text, str]
"""A button's label and the command that it is."""


def tell(
    work: Work,
    service: Service,
    seats: Iterable[Seat],
    text: Text,
    *,
    cause: str,
    buttons: tuple[Offer, ...] = (),
) -> None:
    """Owe a notice to everybody who sits there; `cause` keeps it from being owed twice."""
    people_there = [seat.person for seat in seats if seat.person]
    tell_people(work, service, people_there, text, cause=cause, buttons=buttons)


def tell_people(
    work: Work,
    service: Service,
    person_ids: Iterable[str],
    text: Text,
    *,
    cause: str,
    buttons: tuple[Offer, ...] = (),
) -> None:
    """Owe a notice to each of these people who is still there, in their language."""
    for person_id in dict.fromkeys(person_ids):
        if work.keys.has(owner_of(person_id)):
            _tell(work, service, person_id, text, f"{cause}:{person_id}", buttons)


def _tell(
    work: Work, service: Service, person_id: str, text: Text, cause: str, buttons: tuple[Offer, ...]
) -> None:
    language, wording = people.language_of(work, person_id), service.wording
    for ordinal, address in enumerate(addresses(work, person_id)):
        said = SOMETHING_NEW if address.channel in service.returning else text
        message = Message(
            text=wording.say(said, language),
            buttons=tuple(Button(wording.label(label, language), data) for label, data in buttons),
            language=language,
        )
        row = outbox.owe(
            work, address, message, cause=cause, ordinal=ordinal, priority=Priority.NOTICE
        )
        work.afterwards.append(partial(service.owed, row))
