"""Everybody who takes part is asked about a draft: a page of people in each turn, nobody twice."""

from __future__ import annotations

from functools import partial
from typing import Final

from conversations import group_texts as texts
from conversations import groups as words
from conversations.messages import Button, Message
from conversations.wording import Text
from handlers.service import Service
from storage import broadcasts, group_comments, group_members, outbox, people
from storage.group_drafts import Draft
from storage.groups import Group
from storage.outbox import OutboxRow, Priority
from storage.people import owner_of
from storage.work import Work

_ASKING: Final = (
    (texts.READ_BUTTON, "/draft {number}"),
    (texts.COMMENT_BUTTON, "/comment {number}"),
    (texts.DECLINE_BUTTON, "/comment {number} decline"),
)
_TELLING: Final = ((words.GROUP_BUTTON, "/group {number}"),)


def cause_of(about: str, draft_id: str) -> str:
    """Return how the causes of what is owed to the members about a draft begin."""
    return f"group:{about}:{draft_id}:"


def tell_members(
    work: Work,
    service: Service,
    group: Group,
    draft: Draft,
    last: str,
    text: Text,
    about: str,
    *,
    undecided: bool,
) -> str:
    """Tell a page of the members of a consultation; returns who was last, "" at the end.

    `undecided` spares those who have commented; who declined is always spared.
    """
    page = group_members.after(work, group.id, group.place, last)
    work.keys.load(owner_of(person) for person in page)
    spared = group_comments.spared(work, draft.id, page)
    if undecided:
        spared |= group_comments.commented(work, draft.id, page)
    cause, rows = cause_of(about, draft.id), list[OutboxRow]()
    # Two outages in a row begin to tell people twice; nobody hears it twice, or never, for that.
    known = outbox.known(work, (f"{cause}{each}" for each in page))
    spared |= {each for each in page if f"{cause}{each}" in known}
    told = [each for each in page if each not in spared and work.keys.has(owner_of(each))]
    for person in told:
        rows += owe(work, service, group, person, text, f"{cause}{person}", asking=True)
    whole = len(page) < group_members.PAGE
    broadcasts.count(work, cause, len(told), rows, last=whole)
    return "" if whole else page[-1]


def owe(
    work: Work,
    service: Service,
    group: Group,
    person: str,
    text: Text,
    cause: str,
    *,
    asking: bool = False,
) -> list[OutboxRow]:
    """Owe a notice in each chat of a person; with what can be done about a draft if it asks."""
    wording, language = service.wording, people.language_of(work, person)
    buttons = tuple(
        Button(wording.label(label, language), command.format(number=group.number))
        for label, command in (_ASKING if asking else _TELLING)
    )
    rows = []
    for ordinal, address in enumerate(people.addresses(work, person)):
        # Nothing of what somebody takes part in on a page that others may look at.
        shown = texts.YOU_HAVE_NEWS if address.channel in service.returning else text
        row = outbox.owe(
            work,
            address,
            Message(text=wording.say(shown, language), buttons=buttons, language=language),
            cause=cause,
            ordinal=ordinal,
            priority=Priority.BROADCAST if asking else Priority.NOTICE,
        )
        work.afterwards.append(partial(service.owed, row))
        rows.append(row)
    return rows
