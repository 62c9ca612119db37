"""The journals of open and kept conversations, sealed under the person's key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Delete, Row, Update, bindparam, delete, insert, select, update

from conversations.engine.journal import Journal, load_journal
from storage.people import Person
from storage.tables import journal as table
from storage.tables import person as person_table
from storage.work import Conflict, Work

OPEN, KEPT = "open", "kept"


@dataclass(frozen=True, slots=True)
class Stored:
    """A journal with its row: `revision` grows whenever a question is settled.

    `sealed` is the body as it was read. No two sealings are alike, so it is the row's version.
    """

    id: str
    revision: int
    journal: Journal
    sealed: bytes = field(repr=False)


_OPEN = select(table.c.id, table.c.revision, table.c.body).where(
    table.c.person == bindparam("person"), table.c.state == OPEN
)
_KEPT = (
    select(table.c.id, table.c.revision, table.c.body)
    .where(table.c.person == bindparam("person"), table.c.state == KEPT)
    .order_by(table.c.touched.desc(), table.c.id)
    .limit(1)
)
_ALL = select(table.c.id, table.c.revision, table.c.body).where(
    table.c.person == bindparam("person")
)
_SAVE = (
    update(table)
    .where(table.c.id == bindparam("row"), table.c.body == bindparam("read"))
    .values(revision=bindparam("now"), touched=bindparam("at"), body=bindparam("sealed"))
)

_ANY = select(table.c.id).where(table.c.person == bindparam("person")).limit(1)
_ONE_AT_A_TIME = (  # on PostgreSQL, where a person's second channel may be at another worker
    select(person_table.c.id)
    .where(person_table.c.id == bindparam("person"))
    .with_for_update(key_share=True)
)
_BEGIN = insert(table)
_PUT_ASIDE = (
    update(table)
    .where(table.c.person == bindparam("whose"), table.c.state == OPEN)
    .values(state=KEPT, touched=bindparam("at"))
)
_DROP = delete(table).where(table.c.id == bindparam("row"), table.c.body == bindparam("read"))


def open_one(work: Work, person: Person) -> Stored | None:
    """Return the conversation that is open with a person."""
    return _found(work, person, _OPEN)


def kept_one(work: Work, person: Person) -> Stored | None:
    """Return the conversation that was put aside last."""
    return _found(work, person, _KEPT)


def waits(work: Work, person: Person) -> bool:
    """Tell whether any conversation of a person is unfinished, open or put aside."""
    return work.connection.execute(_ANY, {"person": person.id}).first() is not None


def people_with_open_ones(work: Work, since: int) -> list[str]:
    """Return who has an open conversation that was gone on with since then."""
    query = select(table.c.person).where(table.c.state == OPEN, table.c.touched >= since)
    return [row.person for row in work.connection.execute(query.order_by(table.c.person))]


def begin(work: Work, person: Person, journal: Journal) -> Stored:
    """Open a conversation; one that was open is put aside, never dropped."""
    work.connection.execute(_ONE_AT_A_TIME, {"person": person.id}).first()
    put_aside(work, person)
    row = work.dice.token()
    stored = Stored(row, 0, journal, _sealed(work, person, row, journal))
    work.connection.execute(
        _BEGIN,
        {
            "id": stored.id,
            "person": person.id,
            "state": OPEN,
            "revision": 0,
            "touched": work.seconds,
            "body": stored.sealed,
        },
    )
    return stored


def save(work: Work, person: Person, stored: Stored, journal: Journal, *, settled: bool) -> Stored:
    """Store the journal; `settled` kills the buttons of the question shown before.

    Raises Conflict when it is no longer as it was read: one person may write from two channels.
    """
    revision = stored.revision + 1 if settled else stored.revision
    sealed = _sealed(work, person, stored.id, journal)
    row = {"row": stored.id, "read": stored.sealed}
    _change(work, _SAVE, {**row, "now": revision, "at": work.seconds, "sealed": sealed})
    return Stored(stored.id, revision, journal, sealed)


def put_aside(work: Work, person: Person) -> None:
    """Keep the open conversation for later."""
    work.connection.execute(_PUT_ASIDE, {"whose": person.id, "at": work.seconds})


def take_up(work: Work, person: Person, stored: Stored) -> None:
    """Open a conversation that was put aside; one that is open takes its place."""
    put_aside(work, person)
    work.connection.execute(
        update(table).where(table.c.id == stored.id).values(state=OPEN, touched=work.seconds)
    )


def drop(work: Work, stored: Stored) -> None:
    """Delete a conversation that has ended or is no longer wanted; raises Conflict as `save`."""
    _change(work, _DROP, {"row": stored.id, "read": stored.sealed})


def drop_script(work: Work, person: Person, script: str) -> None:
    """Delete a person's conversations of one kind, open and put aside, with what they hold."""
    rows = work.connection.execute(_ALL, {"person": person.id}).all()
    for row in rows:
        if _opened(work, person, row).journal.script == script:
            work.connection.execute(delete(table).where(table.c.id == row.id))


def drop_untouched(work: Work, before: int) -> int:
    """Delete conversations that nobody has gone on with since; returns how many."""
    return work.connection.execute(delete(table).where(table.c.touched < before)).rowcount


def _found(work: Work, person: Person, statement: object) -> Stored | None:
    row = work.connection.execute(statement, {"person": person.id}).first()  # type: ignore[call-overload]
    return _opened(work, person, row) if row else None


def _opened(work: Work, person: Person, row: Row[*tuple[Any, ...]]) -> Stored:
    body = work.keys.cipher(person.owner).open(row.body, f"journal|body|{row.id}")
    return Stored(row.id, row.revision, load_journal(body), row.body)


def _change(work: Work, statement: Update | Delete, values: dict[str, object]) -> None:
    if work.connection.execute(statement, values).rowcount != 1:
        raise Conflict


def _sealed(work: Work, person: Person, row: str, journal: Journal) -> bytes:
    return work.keys.cipher(person.owner).seal(journal.dumps(), f"journal|body|{row}")
