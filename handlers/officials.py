"""Telling office-holders something, in the chat of their office and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from conversations.messages import Button, Message
from conversations.wording import Text
from handlers.service import Service
from storage import outbox, people
from storage.office_chats import addresses
from storage.outbox import Priority
from storage.work import Work


def tell(
    work: Work,
    service: Service,
    person_ids: Iterable[str],
    text: Text,
    *,
    cause: str,
    buttons: tuple[tuple[Text, str], ...] = (),
) -> int:
    """Owe a notice to each of these people in their language; returns to how many.

    `cause` keeps a notice from being owed twice; `buttons` are labels with their commands.
    """
    told = 0
    for person_id in person_ids:
        language = people.language_of(work, person_id)
        message = Message(
            text=service.wording.say(text, language),
            buttons=tuple(
                Button(service.wording.label(label, language), data) for label, data in buttons
            ),
            language=language,
        )
        for number, address in enumerate(addresses(work, person_id)):
            owing = f"{cause}:{person_id}"
            row = outbox.owe(
                work, address, message, cause=owing, ordinal=number, priority=Priority.NOTICE
            )
            work.afterwards.append(partial(service.owed, row))
            told += number == 0
    return told


def by_language(work: Work, person_ids: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Group people by their language, for what names an office in it."""
    found: dict[str, list[str]] = {}
    for person_id in person_ids:
        found.setdefault(people.language_of(work, person_id), []).append(person_id)
    return sorted(found.items())
