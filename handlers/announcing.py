"""What everybody may know is posted where all can read it, with the end of the audit chain."""

from __future__ import annotations

from functools import partial

from conversations import publications as words
from conversations.messages import Message
from conversations.wording import Text, lines
from handlers.service import Service
from storage import audit, outbox, people
from storage.outbox import Priority
from storage.work import Work


def post(work: Work, service: Service, text: Text, *, cause: str) -> int:
    """Owe a text to every public place of the operator's; returns to how many.

    Each post ends with the head of the audit chain, so that nobody can shorten the chain later
    without its readers seeing it. A `cause` is posted once, however often it is tried.
    """
    if outbox.series(work, cause).count:
        return 0
    for ordinal, (channel, chat) in enumerate(service.public_chats):
        message = Message(
            text=service.wording.say(lines(text, _head(work)), service.language),
            language=service.language,
        )
        to = people.stranger_at(work, channel, chat)
        row = outbox.owe(work, to, message, cause=cause, ordinal=ordinal, priority=Priority.NOTICE)
        work.afterwards.append(partial(service.owed, row))
    return len(service.public_chats)


def _head(work: Work) -> Text | None:
    head = audit.head(work)
    return words.head(str(head)) if head.sequence else None
