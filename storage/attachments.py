"""Photos, voice notes and documents, sealed under the key of the person who sent them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, insert, select, update

from storage.group_file_tables import draft_file, recording
from storage.group_tables import group_comment, group_source
from storage.people import owner_of
from storage.tables import attachment, journal
from storage.work import Work

WANTED, KEPT, REFUSED = "wanted", "kept", "refused"


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds: the channel and its name for the file, then its bytes."""

    channel: str
    reference: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with what it holds."""

    id: str
    person: str
    kind: str
    state: str
    body: Body


def want(work: Work, person: str, kind: str, body: Body) -> str:
    """Note a file that was sent; it is fetched and cleaned by a job. Returns its id."""
    row = work.dice.token()
    work.connection.execute(
        insert(attachment).values(
            id=row, person=person, kind=kind, state=WANTED, body=_sealed(work, person, row, body)
        )
    )
    return row


def get(work: Work, attachment_id: str) -> Attachment | None:
    """Open a file; None when it is gone."""
    row = work.connection.execute(
        select(attachment).where(attachment.c.id == attachment_id)
    ).first()
    if row is None or not work.keys.has(owner_of(row.person)):
        return None
    plain = work.keys.cipher(owner_of(row.person)).open(row.body, f"attachment|body|{row.id}")
    body = msgspec.msgpack.decode(plain, type=Body)
    return Attachment(row.id, row.person, row.kind, row.state, body)


def keep(work: Work, found: Attachment, content: bytes) -> None:
    """Store the cleaned file in place of what was sent."""
    _replace(work, found, KEPT, Body(found.body.channel, "", content))


def refuse(work: Work, found: Attachment) -> None:
    """Note that the file could not be read; nothing of it is kept."""
    _replace(work, found, REFUSED, Body(found.body.channel, "", b""))


def give(work: Work, attachment_ids: Iterable[str], person: str) -> None:
    """Let files belong to somebody else, under whose key they are from now on."""
    for attachment_id in attachment_ids:
        found = get(work, attachment_id)
        if found is not None:
            sealed = _sealed(work, person, found.id, found.body)
            work.connection.execute(
                update(attachment)
                .where(attachment.c.id == found.id)
                .values(person=person, body=sealed)
            )


def all_of(work: Work, person: str) -> list[str]:
    """Return the ids of every file of a person."""
    rows = work.connection.execute(select(attachment.c.id).where(attachment.c.person == person))
    return [row.id for row in rows]


def of_person(work: Work, person: str) -> list[tuple[str, str]]:
    """Return kind and state of every file of a person."""
    rows = work.connection.execute(
        select(attachment.c.kind, attachment.c.state).where(attachment.c.person == person)
    )
    return [(row.kind, row.state) for row in rows]


def drop_unused(work: Work) -> None:
    """Delete files that nothing holds and whose sender has no unfinished conversation."""
    unfinished = select(journal.c.person)
    used = [
        select(table.c.attachment).where(table.c.attachment.is_not(None))
        for table in (group_comment, group_source, draft_file, recording)
    ]
    work.connection.execute(
        delete(attachment).where(
            attachment.c.need.is_(None),
            attachment.c.person.not_in(unfinished),
            *(attachment.c.id.not_in(each) for each in used),
        )
    )


def drop(work: Work, attachment_id: str) -> None:
    """Delete a file that nothing holds any more."""
    work.connection.execute(delete(attachment).where(attachment.c.id == attachment_id))


def drop_for(work: Work, person: str) -> None:
    """Delete every file of a person who is being forgotten."""
    work.connection.execute(delete(attachment).where(attachment.c.person == person))


def _replace(work: Work, found: Attachment, state: str, body: Body) -> None:
    # It may have been given to somebody else while it was cleaned.
    query = select(attachment.c.person).where(attachment.c.id == found.id)
    row = work.connection.execute(query).first()
    if row is None:
        return
    sealed = _sealed(work, row.person, found.id, body)
    work.connection.execute(
        update(attachment).where(attachment.c.id == found.id).values(state=state, body=sealed)
    )


def _sealed(work: Work, person: str, row: str, body: Body) -> bytes:
    plain = msgspec.msgpack.encode(body)
    return work.keys.cipher(owner_of(person)).seal(plain, f"attachment|body|{row}")
