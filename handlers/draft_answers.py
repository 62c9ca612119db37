"""What is answered when a draft was read from a file, or could not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from civic.draft_files import Trouble
from civic.drafts import differences, digest
from conversations import draft_files as words
from conversations import group_texts as texts
from conversations.messages import Button, Message, Role
from conversations.wording import Text
from handlers.draft_files import FILE
from handlers.service import Service
from storage import group_drafts, groups, outbox, people
from storage.draft_files import Body, DraftFile
from storage.groups import Group
from storage.people import owner_of
from storage.work import Work

FIRST: Final = 3
"""So many paragraphs are shown at once, for a look."""

BEGINNING: Final = 200
"""Characters of each of them."""

Offer = tuple[Text, str, Role]
"""A button's label, the command that it is, and its role."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is answered about a file: a text, and commands under it."""

    text: Text
    offers: Sequence[Offer]


def told(work: Work, file: DraftFile, body: Body) -> Told:
    """Return what is answered once a file is read."""
    group = groups.load(work, file.group)
    newest = group_drafts.newest(work, group.id)
    found = differences(newest.paragraphs, body.paragraphs) if newest else None
    first = [
        texts.paragraph(number, _beginning(each))
        for number, each in enumerate(body.paragraphs[:FIRST], 1)
    ]
    text = words.was_read(group.number, body.paragraphs, first, body.doubts, found)
    return Told(text, offers(group, body, compared=bool(found)))


def refused(work: Work, file: DraftFile, trouble: Trouble) -> Told:
    """Return what is answered when a file cannot be read."""
    group = groups.load(work, file.group)
    again = (words.AGAIN_BUTTON, f"/draft {group.number} new", Role.MAIN)
    return Told(words.unread(group.number, trouble), [again])


def answer(
    work: Work, service: Service, person_id: str, channel: str, told: Told, *, cause: str
) -> None:
    """Owe the answer to every chat of a person in the channel that a file came from."""
    if not work.keys.has(owner_of(person_id)):
        return
    language = people.language_of(work, person_id)
    wording = service.wording
    message = Message(
        text=wording.say(told.text, language),
        buttons=tuple(
            Button(wording.label(label, language), to, role) for label, to, role in told.offers
        ),
        language=language,
    )
    for address in people.addresses(work, person_id):
        if address.channel == channel:
            row = outbox.owe(work, address, message, cause=f"{cause}:{address.lane.hex()}")
            work.afterwards.append(partial(service.owed, row))


def mark(body: Body) -> str:
    """Return what a button carries of the text that it keeps, so that it keeps no other."""
    return digest(body.paragraphs).hex()[:8]


def offers(group: Group, body: Body, *, compared: bool) -> list[Offer]:
    """Return what can be done with a file that was read; reading all of it comes first."""
    to = f"/draft {group.number} {FILE}"
    found = [
        (words.READ_BUTTON, to, Role.OPTION),
        (words.KEEP_BUTTON, f"{to} keep {mark(body)}", Role.MAIN),
        (words.DROP_BUTTON, f"{to} drop {mark(body)}", Role.OPTION),
    ]
    if compared:
        found.insert(1, (words.DIFFERENCE_BUTTON, f"{to} diff {mark(body)}", Role.OPTION))
    return found


def _beginning(paragraph: str) -> str:
    if len(paragraph) <= BEGINNING:
        return paragraph
    return paragraph[:BEGINNING].rsplit(" ", 1)[0] + " …"
