"""Everything that is owed to somebody's chat, written in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import msgspec
from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, insert, select, update

from civic.refusals import Refusal
from conversations.messages import Message
from storage.people import Address
from storage.tables import outbox
from storage.work import Work

OWED, HELD, SENT, FAILED, ECHO = "owed", "held", "sent", "failed", "echo"
FAREWELL = "farewell"
"""What is owed only once a person's key is gone; an operator neither holds nor releases it."""

BODY_SECONDS = 24 * 3600
ROW_SECONDS = 48 * 3600
"""The Bot API deletes messages of the last 48 hours only, so their ids are kept as long."""


class Priority(IntEnum):
    """Replies go before notices, and notices before broadcasts."""

    REPLY = 0
    NOTICE = 1
    BROADCAST = 2


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds."""

    chat: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One row that is owed, opened."""

    id: int
    channel: str
    lane: bytes
    person: str
    priority: int
    due: int
    attempts: int
    chat: str
    message: Message


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a row: its new state, the channel's id, or when to try again."""

    id: int
    state: str
    reference: str = ""
    due: int = 0
    attempts: int = 0


_PUT = insert(outbox)
_OWED = select(outbox.c.id).where(outbox.c.state == OWED).order_by(outbox.c.id)
_STATES = select(outbox.c.id, outbox.c.state).where(
    outbox.c.id.in_(bindparam("rows", expanding=True))
)
_RECENT = (
    select(outbox)
    .where(outbox.c.lane == bindparam("chat_lane"), outbox.c.body.is_not(None))
    .order_by(outbox.c.id.desc())
    .limit(bindparam("most"))
)
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state != SENT)
    .values(
        state=bindparam("new_state"),
        reference=bindparam("new_reference"),
        due=bindparam("new_due"),
        attempts=bindparam("new_attempts"),
        settled=bindparam("at"),
    )
)


def owe(
    work: Work,
    to: Address,
    message: Message,
    *,
    cause: str,
    ordinal: int = 0,
    priority: Priority = Priority.REPLY,
    state: str = OWED,
) -> OutboxRow:
    """Write a message that is owed; the key (cause, ordinal) keeps it from being owed twice."""
    sealed = work.keys.cipher(to.owner).seal(
        msgspec.json.encode(Body(to.chat, message)), _at(cause, ordinal)
    )
    done = work.connection.execute(
        _PUT,
        {
            "cause": cause,
            "ordinal": ordinal,
            "channel": to.channel,
            "lane": to.lane,
            "person": to.person or None,
            "owner": to.owner,
            "priority": int(priority),
            "due": work.seconds,
            "attempts": 0,
            "state": state,
            "body": sealed,
        },
    )
    assert done.inserted_primary_key is not None  # noqa: S101 - for the type checker
    return OutboxRow(
        id=done.inserted_primary_key[0],
        channel=to.channel,
        lane=to.lane,
        person=to.person,
        priority=int(priority),
        due=work.seconds,
        attempts=0,
        chat=to.chat,
        message=message,
    )


def echo(work: Work, to: Address, text: str, cause: str) -> None:
    """Keep a person's own words beside the answers, for a page that shows the chat."""
    owe(work, to, Message(text=text), cause=f"{cause}:said", state=ECHO)


def owed(
    work: Work, most: int = 500, *, channel: str = "", known: Container[int] = ()
) -> list[OutboxRow]:
    """Return what is owed, oldest first, also what is due later: a chat keeps its order.

    Of one channel if it is named, and without the rows that are known already. Rows whose
    key is forgotten are dropped; those that cannot be opened are noted as failed.
    """
    query = _OWED.where(outbox.c.channel == channel) if channel else _OWED
    ids = [row.id for row in work.connection.execute(query) if row.id not in known][:most]
    rows = work.connection.execute(
        select(outbox).where(outbox.c.id.in_(ids)).order_by(outbox.c.id)
    ).all()
    work.keys.load(row.owner for row in rows)
    gone = {row.id for row in rows if not work.keys.has(row.owner)}
    if gone:
        work.connection.execute(delete(outbox).where(outbox.c.id.in_(gone)))
    return [
        opened for row in rows if row.id not in gone and (opened := _opened_or_failed(work, row))
    ]


def states_of(work: Work, ids: Sequence[int]) -> dict[int, str]:
    """Return the states of rows by their ids, without those that are gone."""
    rows = work.connection.execute(_STATES, {"rows": ids})
    return {row.id: row.state for row in rows}


def settle(work: Work, settlements: Sequence[Settlement]) -> None:
    """Note what became of messages, all in one statement; what is sent stays sent."""
    work.connection.execute(
        _SETTLE,
        [
            {
                "row": each.id,
                "new_state": each.state,
                "new_reference": each.reference or None,
                "new_due": each.due,
                "new_attempts": each.attempts,
                "at": work.seconds if each.state != OWED else None,
            }
            for each in settlements
        ],
    )


def tried(row: OutboxRow, due: int) -> OutboxRow:
    """Return a row with one more attempt behind it."""
    return replace(row, attempts=row.attempts + 1, due=due)


def moved(row: OutboxRow, chat: str) -> OutboxRow:
    """Return a row that goes to another chat."""
    return replace(row, chat=chat)


def recent(work: Work, lane: bytes, most: int = 20) -> list[tuple[OutboxRow, bool]]:
    """Return the last messages of a chat, oldest first, each with whether the person said it."""
    rows = work.connection.execute(_RECENT, {"chat_lane": lane, "most": most}).all()
    found = [row for row in rows if work.keys.has(row.owner)]
    return [(_opened(work, row), row.state == ECHO) for row in reversed(found)]


def last_message(work: Work, lane: bytes) -> Message | None:
    """Return what was shown last in a chat, as long as it is kept."""
    shown = [row.message for row, mine in recent(work, lane, 2) if not mine]
    return shown[-1] if shown else None


def message(work: Work, lane: bytes, row_id: int) -> Message | None:
    """Return one message of a chat, as long as it is kept."""
    row = work.connection.execute(
        select(outbox).where(outbox.c.id == row_id, outbox.c.lane == lane)
    ).first()
    kept = row is not None and row.body is not None and work.keys.has(row.owner)
    return _opened(work, row).message if row is not None and kept else None


def newest_of(work: Work, lane: bytes, cause: str) -> Message | None:
    """Return the newest message of a chat whose cause holds this, as long as it is kept."""
    row = work.connection.execute(
        select(outbox)
        .where(outbox.c.lane == lane, outbox.c.cause.contains(cause))
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).first()
    kept = row is not None and row.body is not None and work.keys.has(row.owner)
    return _opened(work, row).message if row is not None and kept else None


def references(work: Work, lane: bytes) -> list[str]:
    """Return the channel's ids of the bot's messages of the last 48 hours in a chat."""
    rows = work.connection.execute(
        select(outbox.c.reference).where(
            outbox.c.lane == lane,
            outbox.c.reference.is_not(None),
            outbox.c.settled >= work.seconds - ROW_SECONDS,
        )
    )
    return [row.reference for row in rows]


@dataclass(frozen=True, slots=True)
class Series:
    """Messages of one cause: how many, the last one's id on the channel, whether one is owed."""

    count: int
    reference: str
    owed: bool


def series(work: Work, cause: str) -> Series:
    """Return how far messages of which each takes the place of the one before have come."""
    rows = work.connection.execute(
        select(outbox.c.state, outbox.c.reference)
        .where(outbox.c.cause == cause)
        .order_by(outbox.c.ordinal)
    ).all()
    shown = [row.reference for row in rows if row.reference]
    return Series(len(rows), shown[-1] if shown else "", any(row.state == OWED for row in rows))


def known(work: Work, causes: Iterable[str]) -> frozenset[str]:
    """Return those of these causes of which something is noted already."""
    query = select(outbox.c.cause).where(outbox.c.cause.in_(list(causes)))
    return frozenset(work.connection.scalars(query))


def supersede(work: Work, cause: str) -> None:
    """Drop what is still owed of a cause, because something newer takes its place."""
    which = outbox.c.cause == cause, outbox.c.state == OWED
    work.connection.execute(update(outbox).where(*which).values(state=FAILED, body=None))


def count_since(work: Work, lane: bytes, since: int) -> int:
    """Return how many messages a chat was owed from that instant on."""
    query = select(func.count()).select_from(outbox)
    newer = query.where(outbox.c.lane == lane, outbox.c.due > since)
    return int(work.connection.execute(newer).scalar_one())


def ids_in(work: Work, lane: bytes) -> list[int]:
    """Return the ids of everything that was said in a chat and is still noted."""
    rows = work.connection.execute(select(outbox.c.id).where(outbox.c.lane == lane))
    return [row.id for row in rows]


def take_back(work: Work, row_id: int) -> tuple[str, str, str] | None:
    """Forget what a message said, sent or not; returns its channel, chat and channel's id.

    None when nothing is left to take out of a chat.
    """
    row = work.connection.execute(select(outbox).where(outbox.c.id == row_id)).first()
    opened = _opened_or_failed(work, row) if row is not None and row.body else None
    state = {"state": FAILED} if row is not None and row.state == OWED else {}
    work.connection.execute(update(outbox).where(outbox.c.id == row_id).values(body=None, **state))
    if opened is None or row is None or not row.reference:
        return None
    return opened.channel, opened.chat, row.reference


def drop_bodies(work: Work, lane: bytes) -> None:
    """Forget at once what was said in a chat; what is still owed stays."""
    work.connection.execute(
        update(outbox).where(outbox.c.lane == lane, outbox.c.state != OWED).values(body=None)
    )


def drop_lane(work: Work, lane: bytes) -> None:
    """Delete everything that was said in a chat."""
    work.connection.execute(delete(outbox).where(outbox.c.lane == lane))


def drop_for(work: Work, person: str) -> None:
    """Delete every message to a person who is being forgotten."""
    work.connection.execute(delete(outbox).where(outbox.c.person == person))


def drop_old(work: Work) -> None:
    """Blank bodies a day after they were settled and delete the rows a day later."""
    done = outbox.c.state.in_((SENT, FAILED, ECHO))
    work.connection.execute(
        update(outbox)
        .where(done, outbox.c.body.is_not(None), outbox.c.due < work.seconds - BODY_SECONDS)
        .values(body=None)
    )
    work.connection.execute(delete(outbox).where(done, outbox.c.due < work.seconds - ROW_SECONDS))


def count_owed(work: Work) -> int:
    """Return how many messages wait to be sent."""
    query = select(func.count()).select_from(outbox).where(outbox.c.state == OWED)
    return int(work.connection.execute(query).scalar_one())


def hold_all(work: Work) -> int:
    """Put everything that is owed on hold, as after a restored backup; returns how many."""
    return work.connection.execute(
        update(outbox).where(outbox.c.state == OWED).values(state=HELD)
    ).rowcount


def release(work: Work) -> int:
    """Let everything be sent that is on hold; returns how many."""
    return _owe_again(work, outbox.c.state == HELD)


def bid_farewell(work: Work, ids: Iterable[int]) -> None:
    """Let these farewells be sent."""
    _owe_again(work, and_(outbox.c.state == FAREWELL, outbox.c.id.in_(list(ids))))


def _owe_again(work: Work, which: ColumnElement[bool]) -> int:
    query = update(outbox).where(which).values(state=OWED, due=work.seconds)
    return work.connection.execute(query).rowcount


def _opened_or_failed(work: Work, row: Row[tuple[object, ...]]) -> OutboxRow | None:
    """Open a row; one that cannot be opened would else hold up all the others."""
    try:
        return _opened(work, row)
    except (Refusal, msgspec.DecodeError, TypeError):
        settle(work, [Settlement(row.id, FAILED, due=row.due, attempts=row.attempts)])
        return None


def _opened(work: Work, row: Row[tuple[object, ...]]) -> OutboxRow:
    plain = work.keys.cipher(row.owner).open(row.body, _at(row.cause, row.ordinal))
    body = msgspec.json.decode(plain, type=Body)
    return OutboxRow(
        id=row.id,
        channel=row.channel,
        lane=row.lane,
        person=row.person or "",
        priority=row.priority,
        due=row.due,
        attempts=row.attempts,
        chat=body.chat,
        message=body.message,
    )


def _at(cause: str, ordinal: int) -> str:
    return f"outbox|body|{cause}|{ordinal}"
