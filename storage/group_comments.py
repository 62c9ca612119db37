"""Comments on a frozen draft, and the answers that the group gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, func, insert, select, update

from civic.group_acts import AnswerComments, GiveComment, Stance, Verdict
from storage.group_seals import opened, sealed
from storage.group_tables import group_answer, group_decline
from storage.group_tables import group_comment as table
from storage.people import owner_of
from storage.work import Work


class Body(msgspec.Struct, frozen=True):
    """What a comment's sealed body holds."""

    stance: Stance
    words: str


class AnswerBody(msgspec.Struct, frozen=True):
    """What an answer's sealed body holds; a bundle has a name."""

    bundle: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; `person` and `name` are empty once its author is forgotten or is not named."""

    id: str
    group: str
    number: int
    draft: str
    paragraph: int
    person: str
    at: int
    attachment: str | None
    answer: str | None
    stance: Stance
    words: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a group answered to one comment, or to a bundle of them."""

    id: str
    group: str
    verdict: Verdict
    seat: str
    at: int
    bundle: str
    reason: str


def add(work: Work, person_id: str, act: GiveComment) -> Comment:
    """Keep a comment under the next number of its group."""
    row = work.dice.token()
    last = select(func.max(table.c.number)).where(table.c.group == act.group)
    body = msgspec.json.encode(Body(act.stance, act.words))
    work.connection.execute(
        insert(table).values(
            id=row,
            group=act.group,
            number=(work.connection.execute(last).scalar() or 0) + 1,
            draft=act.draft,
            paragraph=act.paragraph,
            person=person_id,
            at=work.seconds,
            attachment=act.voice or None,
            body=sealed(work, act.group, body, _at(row)),
            name=_named(work, person_id, act.name, row),
        )
    )
    return _found(work, table.c.id == row)[0]


def of_draft(work: Work, draft_id: str) -> list[Comment]:
    """Return the comments on a version, by their numbers."""
    return _found(work, table.c.draft == draft_id)


def of_group(work: Work, group_id: str) -> list[Comment]:
    """Return every comment that a group ever had, by their numbers."""
    return _found(work, table.c.group == group_id)


def get(work: Work, comment_id: str) -> Comment | None:
    """Return a comment by its id."""
    found = _found(work, table.c.id == comment_id)
    return found[0] if found else None


def unanswered(work: Work, group_id: str) -> list[Comment]:
    """Return the comments that no answer was given to."""
    return _found(work, table.c.group == group_id, table.c.answer.is_(None))


def of_person(work: Work, person_id: str) -> list[Comment]:
    """Return what somebody commented anywhere, for them."""
    return _found(work, table.c.person == person_id)


def answered_by(work: Work, answer_id: str) -> list[Comment]:
    """Return the comments to which an answer was given."""
    return _found(work, table.c.answer == answer_id)


def answer(work: Work, seat_id: str, act: AnswerComments, found: Sequence[Comment]) -> Answer:
    """Keep an answer and tie it to these comments."""
    row = work.dice.token()
    body = msgspec.json.encode(AnswerBody(act.bundle, act.reason))
    work.connection.execute(
        insert(group_answer).values(
            id=row,
            group=act.group,
            kind=act.verdict.value,
            seat=seat_id,
            at=work.seconds,
            body=sealed(work, act.group, body, _answer_at(row)),
        )
    )
    ids = [each.id for each in found]
    work.connection.execute(update(table).where(table.c.id.in_(ids)).values(answer=row))
    given = get_answer(work, row)
    assert given is not None  # noqa: S101 - for the type checker
    return given


def get_answer(work: Work, answer_id: str) -> Answer | None:
    """Return an answer by its id."""
    row = work.connection.execute(
        select(group_answer).where(group_answer.c.id == answer_id)
    ).first()
    if row is None:
        return None
    plain = opened(work, row.group, row.body, _answer_at(row.id))
    body = msgspec.json.decode(plain, type=AnswerBody)
    return Answer(
        id=row.id,
        group=row.group,
        verdict=Verdict(row.kind),
        seat=row.seat,
        at=row.at,
        bundle=body.bundle,
        reason=body.reason,
    )


def decline(work: Work, draft_id: str, person_id: str) -> None:
    """Note that somebody wants to hear nothing more of a draft."""
    if not spared(work, draft_id, [person_id]):
        values = {"draft": draft_id, "person": person_id}
        work.connection.execute(insert(group_decline).values(**values))


def spared(work: Work, draft_id: str, people: Sequence[str]) -> set[str]:
    """Return who of these people declined to comment on a draft."""
    query = select(group_decline.c.person).where(
        group_decline.c.draft == draft_id, group_decline.c.person.in_(people)
    )
    return set(work.connection.scalars(query))


def commented(work: Work, draft_id: str, people: Sequence[str]) -> set[str]:
    """Return who of these people commented on a draft."""
    query = select(table.c.person).where(table.c.draft == draft_id, table.c.person.in_(people))
    return {str(each) for each in work.connection.scalars(query)}


def count(work: Work, draft_id: str, person_id: str) -> int:
    """Return how many comments somebody made on a version."""
    query = select(func.count()).where(table.c.draft == draft_id, table.c.person == person_id)
    return int(work.connection.execute(query).scalar_one())


def set_words(work: Work, comment_id: str, words: str) -> None:
    """Put in words what its author said by voice, and agreed to."""
    found = _found(work, table.c.id == comment_id)
    for each in found:
        body = msgspec.json.encode(Body(each.stance, words))
        values = {"body": sealed(work, each.group, body, _at(each.id))}
        work.connection.execute(update(table).where(table.c.id == each.id).values(**values))


def let_go(work: Work, person_id: str) -> None:
    """Take a forgotten person's name and voice off what they said; the words are the group's."""
    mine = update(table).where(table.c.person == person_id)
    work.connection.execute(mine.values(person=None, name=None, attachment=None))
    gone = group_decline.delete().where(group_decline.c.person == person_id)
    work.connection.execute(gone)


def _named(work: Work, person_id: str, name: str, row: str) -> bytes | None:
    if not name:
        return None
    return work.keys.cipher(owner_of(person_id)).seal(name.encode(), _name_at(row))


def _found(work: Work, *which: ColumnElement[bool]) -> list[Comment]:
    rows = work.connection.execute(select(table).where(*which).order_by(table.c.number))
    return [_read(work, row) for row in rows]


def _read(work: Work, row: Row[Any]) -> Comment:
    body = msgspec.json.decode(opened(work, row.group, row.body, _at(row.id)), type=Body)
    there = row.name is not None and row.person and work.keys.has(owner_of(row.person))
    name = work.keys.cipher(owner_of(row.person)).open(row.name, _name_at(row.id)) if there else b""
    return Comment(
        id=row.id,
        group=row.group,
        number=row.number,
        draft=row.draft,
        paragraph=row.paragraph,
        person=row.person or "",
        at=row.at,
        attachment=row.attachment,
        answer=row.answer,
        stance=body.stance,
        words=body.words,
        name=name.decode(),
    )


def _at(row: str) -> str:
    return f"group_comment|body|{row}"


def _name_at(row: str) -> str:
    return f"group_comment|name|{row}"


def _answer_at(row: str) -> str:
    return f"group_answer|body|{row}"
