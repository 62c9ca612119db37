"""A notice about a ballot in each chat of a person, with what can be done about it."""

from __future__ import annotations

from functools import partial

from conversations import ballot_news as words
from conversations import ballots as ballot_words
from conversations.messages import Button, Message
from conversations.wording import Text
from handlers.service import Service
from storage import outbox, people
from storage.ballots import Ballot
from storage.outbox import Priority
from storage.work import Work


def owe(work: Work, service: Service, found: Ballot, person: str, text: Text, cause: str) -> None:
    """Owe a notice in each chat of a person; where others may look on, only that there is one."""
    wording, language = service.wording, people.language_of(work, person)
    for ordinal, address in enumerate(people.addresses(work, person)):
        private = address.channel not in service.returning
        shown = text if private else words.YOU_HAVE_NEWS
        buttons = tuple(
            Button(wording.label(label, language), command)
            for label, command in _offered(work, found, private=private)
        )
        row = outbox.owe(
            work,
            address,
            Message(text=wording.say(shown, language), buttons=buttons, language=language),
            cause=cause,
            ordinal=ordinal,
            priority=Priority.BROADCAST,
        )
        work.afterwards.append(partial(service.owed, row))


def _offered(work: Work, found: Ballot, *, private: bool) -> list[tuple[Text, str]]:
    card = f"/ballot {found.number}"
    if not private:
        return [(words.READ_BUTTON, card)]
    about = [(ballot_words.CARD_BUTTON, card)]
    if found.is_open(work.seconds):
        return [(ballot_words.VOTE_BUTTON, f"{card} vote"), *about]
    return about
