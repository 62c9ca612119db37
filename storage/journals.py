"""The journals of open and kept conversations, sealed under the person's key."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from conversations.engine.journal import Journal, load_journal
from storage.people import Person
from storage.tables import journal as table
from storage.work import Work

OPEN, KEPT = "open", "kept"


@dataclass(frozen=True, slots=True)
class Stored:
    """A journal with its row: `revision` grows whenever a question is settled."""

    id: str
    revision: int
    journal: Journal


_OPEN = select(table.c.id, table.c.revision, table.c.body).where(
    table.c.person == bindparam("person"), table.c.state == OPEN
)
_KEPT = (
    select(table.c.id, table.c.revision, table.c.body)
    .where(table.c.person == bindparam("person"), table.c.state == KEPT)
    .order_by(table.c.touched.desc(), table.c.id)
    .limit(1)
)
_SAVE = (
    update(table)
    .where(table.c.id == bindparam("row"))
    .values(revision=bindparam("now"), touched=bindparam("at"), body=bindparam("sealed"))
)


_ANY = select(table.c.id).where(table.c.person == bindparam("person")).limit(1)
_BEGIN = insert(table)
_PUT_ASIDE = (
    update(table)
    .where(table.c.person == bindparam("whose"), table.c.state == OPEN)
    .values(state=KEPT, touched=bindparam("at"))
)
_DROP = delete(table).where(table.c.id == bindparam("row"))


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
    put_aside(work, person)
    stored = Stored(work.dice.token(), 0, journal)
    work.connection.execute(
        _BEGIN,
        {
            "id": stored.id,
            "person": person.id,
            "state": OPEN,
            "revision": 0,
            "touched": work.seconds,
            "body": _sealed(work, person, stored.id, journal),
        },
    )
    return stored


def save(work: Work, person: Person, stored: Stored, journal: Journal, *, settled: bool) -> Stored:
    """Store the journal; `settled` kills the buttons of the question shown before."""
    revision = stored.revision + 1 if settled else stored.revision
    work.connection.execute(
        _SAVE,
        {
            "row": stored.id,
            "now": revision,
            "at": work.seconds,
            "sealed": _sealed(work, person, stored.id, journal),
        },
    )
    return Stored(stored.id, revision, journal)


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
    """Delete a conversation that has ended or is no longer wanted."""
    work.connection.execute(_DROP, {"row": stored.id})


def drop_untouched(work: Work, before: int) -> int:
    """Delete conversations that nobody has gone on with since; returns how many."""
    return work.connection.execute(delete(table).where(table.c.touched < before)).rowcount


def _found(work: Work, person: Person, statement: object) -> Stored | None:
    row = work.connection.execute(statement, {"person": person.id}).first()  # type: ignore[call-overload]
    if row is None:
        return None
    body = work.keys.cipher(person.owner).open(row.body, f"journal|body|{row.id}")
    return Stored(row.id, row.revision, load_journal(body))


def _sealed(work: Work, person: Person, row: str, journal: Journal) -> bytes:
    return work.keys.cipher(person.owner).seal(journal.dumps(), f"journal|body|{row}")
