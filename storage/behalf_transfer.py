"""Giving what was written down for somebody to the person who takes it over, under their key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, union, update

from storage import attachments, needs, return_codes
from storage.need_tables import need, need_event, need_supporter
from storage.people import Person, owner_of
from storage.work import Work


def transfer(work: Work, need_id: str, before: str, person: Person) -> None:
    """Let a need with all words and files that one person has there belong to another one."""
    _give_words(work, need_id, before, person)
    _give_replies(work, before, person)
    _give_support(work, need_id, before, person)
    attachments.give(work, attachments.all_of(work, before), person.id)
    return_codes.drop_for(work, before)


def _give_words(work: Work, need_id: str, before: str, person: Person) -> None:
    query = select(need.c.body).where(need.c.id == need_id)
    sealed = work.connection.execute(query).scalar_one()
    body = _sealed_anew(work, sealed, before, person, f"need|body|{need_id}")
    work.connection.execute(
        update(need).where(need.c.id == need_id).values(person=person.id, body=body)
    )


def _give_replies(work: Work, before: str, person: Person) -> None:
    said = need_event.c.owner == owner_of(before)
    query = select(need_event.c.id, need_event.c.body).where(said)
    for row in work.connection.execute(query).all():
        values: dict[str, Any] = {"owner": person.owner}
        if row.body:
            at = f"need_event|body|{row.id}"
            values["body"] = _sealed_anew(work, row.body, before, person, at)
        work.connection.execute(
            update(need_event).where(need_event.c.id == row.id).values(**values)
        )


def _give_support(work: Work, need_id: str, before: str, person: Person) -> None:
    """Let them hear of what it was merged into; nobody supports their own request."""
    theirs = need_supporter.c.person == person.id
    own = select(need.c.id).where(need.c.person == person.id)
    known = union(own, select(need_supporter.c.need).where(theirs))
    came = need_supporter.c.person == before
    work.connection.execute(
        update(need_supporter)
        .where(came, need_supporter.c.need.not_in(known))
        .values(person=person.id)
    )
    work.connection.execute(delete(need_supporter).where(came))
    work.connection.execute(delete(need_supporter).where(theirs, need_supporter.c.need == need_id))
    stands_for = select(need.c.merged_into).where(need.c.id == need_id)
    for counted in filter(None, (need_id, work.connection.execute(stands_for).scalar_one())):
        needs.count_support(work, counted)


def _sealed_anew(work: Work, sealed: bytes, before: str, person: Person, at: str) -> bytes:
    plain = work.keys.cipher(owner_of(before)).open(sealed, at)
    return work.keys.cipher(person.owner).seal(plain, at)
