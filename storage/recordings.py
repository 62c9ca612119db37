"""What was said by voice in a working group, until it is written down and whoever spoke agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from civic.recordings import WAITING, State, Subject
from storage import attachments
from storage.group_file_tables import recording as table
from storage.group_seals import opened, sealed
from storage.work import Conflict, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording; `words` are empty until somebody wrote them down."""

    id: str
    group: str
    number: int
    subject: Subject
    about: str
    part: int
    person: str
    attachment: str | None
    state: State
    writer: str | None
    words: str


def add(
    work: Work, group_id: str, subject: Subject, about: str, part: int, person: str, voice: str
) -> Recording:
    """Keep a recording under the next number of its group; `voice` is an attachment's id."""
    row = work.dice.token()
    last = select(func.max(table.c.number)).where(table.c.group == group_id)
    work.connection.execute(
        insert(table).values(
            id=row,
            group=group_id,
            number=(work.connection.execute(last).scalar() or 0) + 1,
            subject=subject.value,
            about=about,
            part=part,
            person=person,
            attachment=voice,
            state=State.SPOKEN.value,
            at=work.seconds,
        )
    )
    return _found(work, table.c.id == row)[0]


def waiting(work: Work, group_id: str) -> list[Recording]:
    """Return what of a group is not settled, the first first."""
    return _found(work, table.c.group == group_id, _WAITS)


def numbered(work: Work, group_id: str, number: int) -> Recording | None:
    """Return a recording by its number in its group."""
    found = _found(work, table.c.group == group_id, table.c.number == number)
    return found[0] if found else None


def of_vote(work: Work, vote_id: str, person: str) -> dict[int, Recording]:
    """Return what somebody said by voice in a vote and what still stands, by the part."""
    found = _found(work, table.c.about == vote_id, table.c.person == person)
    return {each.part: each for each in found if each.state is not State.DROPPED}


def of_person(work: Work, person: str) -> list[Recording]:
    """Return what somebody said by voice and what is not settled, for them."""
    return _found(work, table.c.person == person, _WAITS)


def write(work: Work, found: Recording, seat_id: str, words: str) -> None:
    """Note what a member wrote down; raises Conflict when another did meanwhile."""
    body = sealed(work, found.group, words.encode(), _at(found.id))
    _change(work, found, state=State.WRITTEN.value, writer=seat_id, body=body)


def reject(work: Work, found: Recording) -> None:
    """Let it be written down anew: whoever spoke said something else."""
    _change(work, found, state=State.SPOKEN.value, writer=None, body=None)


def agree(work: Work, found: Recording, *, keep_voice: bool) -> None:
    """Take what was written for what was said; the voice goes unless it is kept elsewhere."""
    _change(work, found, state=State.AGREED.value, attachment=None)
    if found.attachment and not keep_voice:
        attachments.drop(work, found.attachment)


def drop(work: Work, found: Iterable[Recording]) -> None:
    """Let recordings go with their voice, because they are for nothing any more."""
    for each in found:
        values = {"state": State.DROPPED.value, "attachment": None, "body": None}
        work.connection.execute(update(table).where(table.c.id == each.id).values(**values))
        if each.attachment and each.subject is Subject.VOTE:
            attachments.drop(work, each.attachment)


def of_file(work: Work, attachment_id: str) -> Recording | None:
    """Return the recording that a voice note is."""
    found = _found(work, table.c.attachment == attachment_id)
    return found[0] if found else None


def let_go(work: Work, person: str) -> None:
    """Let go of what a forgotten person said by voice; what they agreed to is words by now."""
    theirs = _found(work, table.c.person == person)
    drop(work, (each for each in theirs if each.state in WAITING))
    values = {"person": None, "attachment": None}
    work.connection.execute(update(table).where(table.c.person == person).values(**values))


_WAITS: ColumnElement[bool] = table.c.state.in_([each.value for each in WAITING])


def _change(work: Work, found: Recording, **values: object) -> None:
    as_read = table.c.id == found.id, table.c.state == found.state.value
    if work.connection.execute(update(table).where(*as_read).values(**values)).rowcount != 1:
        raise Conflict


def _found(work: Work, *which: ColumnElement[bool]) -> list[Recording]:
    rows = work.connection.execute(select(table).where(*which).order_by(table.c.number))
    return [_read(work, row) for row in rows]


def _read(work: Work, row: Row[Any]) -> Recording:
    words = opened(work, row.group, row.body, _at(row.id)).decode() if row.body else ""
    return Recording(
        id=row.id,
        group=row.group,
        number=row.number,
        subject=Subject(row.subject),
        about=row.about,
        part=row.part,
        person=row.person or "",
        attachment=row.attachment,
        state=State(row.state),
        writer=row.writer,
        words=words,
    )


def _at(row: str) -> str:
    return f"recording|body|{row}"
