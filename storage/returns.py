"""Return intentions: one that counts for each household, its history, and whom one may tell."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Final

import msgspec
from sqlalchemy import Row, bindparam, delete, insert, select, update

from civic.refusals import Refusal
from civic.returns import (
    CURRENT,
    Details,
    Horizon,
    Intention,
    ReturnIntention,
    State,
    Topic,
)
from storage import return_changes, timers
from storage.keys import Keys
from storage.people import owner_of
from storage.reading import Reader
from storage.return_tables import return_intention
from storage.work import Work

WEEK: Final = 7
"""At most one message in so many days, about all topics together."""

ASK, EXPIRE, FADE, LOOK = "return.ask", "return.expire", "return.fade", "return.look"
"""Timers of a record: does it still hold, nobody said so, it is too old, what changed there."""

REST = "return.rest"
"""Timer of a person who withdrew in the week in which they were written to, until its end."""

AT_ONCE: Final = 2_000
"""Records that one statement reads beside the writer, in well under a second."""


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """About what a household may be written to, and the last day on which it was.

    `told` is a day's ordinal (date.toordinal), 0 for never; it holds the weekly limit that all
    topics share. `news` are the changes that the last digest told of. It is sealed apart from
    the answers, since it changes by itself.
    """

    topics: tuple[Topic, ...] = ()
    told: int = 0
    news: tuple[int, ...] = ()

    def may_be_told(self, topic: Topic, today: int) -> bool:
        """Tell whether a message about this keeps to what was agreed and to the week's limit."""
        return topic in self.topics and today - self.told >= WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRecord:
    """A stored record, opened; `fresh` tells whether it is live rather than expired."""

    id: str
    person: str
    origin: str
    current: str
    intention: Intention
    horizon: Horizon | None
    month: str
    state: State
    confirmed: str
    seen: int
    details: Details
    contact: Contact

    @property
    def fresh(self) -> bool:
        """Whether it was said or confirmed lately; a stale one is counted apart."""
        return self.state is State.LIVE


_CURRENT: Final = [state.value for state in CURRENT]
_OF_PERSON = select(return_intention).where(
    return_intention.c.person == bindparam("whose"), return_intention.c.state.in_(_CURRENT)
)
_PAGE = (
    select(return_intention)
    .where(return_intention.c.state.in_(_CURRENT), return_intention.c.id > bindparam("after"))
    .order_by(return_intention.c.id)
    .limit(bindparam("most"))
)
_ONE = select(return_intention).where(return_intention.c.id == bindparam("row"))


async def live(reader: Reader, keys: Keys, at_once: int = AT_ONCE) -> AsyncIterator[ReturnRecord]:
    """Yield what every household says now, opened in memory, in pages beside the writer.

    Fresh and stale ones alike (`ReturnRecord.fresh`); whoever is forgotten meanwhile is left out.
    """
    async for page in pages(reader, keys, at_once):
        for record in page:
            yield record


async def pages(
    reader: Reader, keys: Keys, at_once: int = AT_ONCE
) -> AsyncIterator[list[ReturnRecord]]:
    """Yield the same page by page; opening one does not hold up the loop."""
    after = ""
    while rows := await reader.rows(_PAGE, after=after, most=at_once):
        yield await asyncio.to_thread(opened, keys, rows)
        after = rows[-1].id


def opened(keys: Keys, rows: Sequence[Row[Any]]) -> list[ReturnRecord]:
    """Open rows of return_intention; those whose key is gone are left out."""
    keys.load(owner_of(row.person) for row in rows)
    found = []
    for row in rows:
        try:
            found.append(_open(keys, row))
        except Refusal as refusal:
            if refusal.code != "keys.forgotten":
                raise
    return found


def register(work: Work, person_id: str, said: ReturnIntention) -> ReturnRecord:
    """Store what a household says now; what it said before becomes history."""
    before = of_person(work, person_id)
    if before is not None:
        supersede(work, before.id)
    row = work.dice.token()
    told = before.contact.told if before else _told_lately(work, person_id)
    contact = Contact(said.details.contact, told)
    work.connection.execute(
        insert(return_intention),
        {
            "id": row,
            "person": person_id,
            "origin": said.origin,
            "current": said.current,
            "intention": said.intention.value,
            "horizon": said.horizon.value if said.horizon else "",
            "month": work.month,
            "state": State.LIVE.value,
            "confirmed": work.month,
            "seen": before.seen
            if before and before.origin == said.origin
            else return_changes.last(work),
            "body": _seal(work, person_id, row, "body", replace(said.details, contact=())),
            "contact": _seal(work, person_id, row, "contact", contact),
        },
    )
    return _one(work, row)


def of_person(work: Work, person_id: str) -> ReturnRecord | None:
    """Return what a household says now."""
    row = work.connection.execute(_OF_PERSON, {"whose": person_id}).first()
    return _open(work.keys, row) if row else None


def get(work: Work, record_id: str) -> ReturnRecord | None:
    """Return a record by its id, whatever its state; None once its household is forgotten."""
    found = opened(work.keys, work.connection.execute(_ONE, {"row": record_id}).all())
    return found[0] if found else None


def confirm(work: Work, record_id: str) -> None:
    """Note that a record still holds; a stale one is fresh again."""
    _set(work, record_id, state=State.LIVE.value, confirmed=work.month)


def supersede(work: Work, record_id: str) -> None:
    """Let a record be history, which counts no more."""
    _set(work, record_id, state=State.SUPERSEDED.value)
    timers.drop_of(work, record_id, (ASK, EXPIRE, FADE, LOOK))


def expire(work: Work, record_id: str) -> None:
    """Note that nobody confirmed a live record when asked."""
    work.connection.execute(
        update(return_intention)
        .where(return_intention.c.id == record_id, return_intention.c.state == State.LIVE.value)
        .values(state=State.EXPIRED.value)
    )


def withdraw(work: Work, person_id: str) -> None:
    """Take what a household said out of everything; its earlier answers go with it.

    For the rest of the week in which it was written to, that much is kept, and nothing else.
    """
    current = of_person(work, person_id)
    let_go(work, person_id)
    if current is not None and current.contact.told > work.now.date().toordinal() - WEEK:
        rests = date.fromordinal(current.contact.told + WEEK)
        timers.set_timer(work, REST, person_id, int(_midnight(rests).timestamp()))


def let_go(work: Work, person_id: str) -> None:
    """Delete every answer of somebody who is being forgotten, and that they were written to."""
    current = of_person(work, person_id)
    if current is not None:
        timers.drop_of(work, current.id, (ASK, EXPIRE, FADE, LOOK))
    timers.drop(work, REST, person_id)
    work.connection.execute(delete(return_intention).where(return_intention.c.person == person_id))


def rested(_work: Work, _person_id: str) -> None:
    """Let the week go in which a household was written to that withdrew: nothing is left of it."""


def mark_seen(work: Work, record_id: str, change: int) -> None:
    """Note up to which change a record was held against what happened."""
    _set(work, record_id, seen=change)


def set_contact(work: Work, record: ReturnRecord, contact: Contact) -> None:
    """Note about what a household may be written to from now on, and when it last was."""
    _set(work, record.id, contact=_seal(work, record.person, record.id, "contact", contact))


def _told_lately(work: Work, person_id: str) -> int:
    """Return the day on which somebody was written to who withdrew since, while that counts."""
    rest = timers.get(work, REST, person_id)
    if rest is None:
        return 0
    timers.drop(work, REST, person_id)
    return datetime.fromtimestamp(rest.due, UTC).toordinal() - WEEK


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _set(work: Work, record_id: str, **values: object) -> None:
    work.connection.execute(
        update(return_intention).where(return_intention.c.id == record_id).values(**values)
    )


def _one(work: Work, record_id: str) -> ReturnRecord:
    return _open(work.keys, work.connection.execute(_ONE, {"row": record_id}).one())


def _seal(work: Work, person_id: str, row: str, column: str, value: object) -> bytes:
    cipher = work.keys.cipher(owner_of(person_id))
    return cipher.seal(msgspec.json.encode(value), f"return_intention|{column}|{row}")


def _open(keys: Keys, row: Row[Any]) -> ReturnRecord:
    cipher = keys.cipher(owner_of(row.person))
    body = cipher.open(row.body, f"return_intention|body|{row.id}")
    contact = cipher.open(row.contact, f"return_intention|contact|{row.id}")
    told = msgspec.json.decode(contact, type=Contact)
    details = msgspec.json.decode(body, type=Details)
    return ReturnRecord(
        id=row.id,
        person=row.person,
        origin=row.origin,
        current=row.current,
        intention=Intention(row.intention),
        horizon=Horizon(row.horizon) if row.horizon else None,
        month=row.month,
        state=State(row.state),
        confirmed=row.confirmed,
        seen=row.seen,
        details=replace(details, contact=told.topics),
        contact=told,
    )
