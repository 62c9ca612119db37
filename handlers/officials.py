"""Telling office-holders something, in the chat of their office and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from conversations.messages import Button, Message
from conversations.wording import Text
from handlers.service import Service
from storage import outbox, people, pins
from storage.outbox import Priority
from storage.people import Address, mark_of
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


def addresses(work: Work, person_id: str) -> list[Address]:
    """Return where an office-holder is told: the chat of the office, else every chat of theirs."""
    kept = pins.of(work, person_id)
    found = people.addresses(work, person_id)
    if kept is None:
        return found
    # An account and its private chat have one id on every channel that we know.
    return [each for each in found if kept.opens_in(mark_of(work.keys, each.channel, each.chat))]
