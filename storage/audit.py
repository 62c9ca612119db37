"""The audit trail: noted in the turn that did something, chained soon after by one sealer."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from civic.audit import GENESIS, Entry, follow, is_whole, link
from civic.refusals import Refusal
from storage.tables import audit, standing
from storage.work import Work

_HEAD: Final = "audit.head"
_PAGE: Final = 1000
_OUT_OF_ORDER: Final = 20
"""So many entries at the cut of a part of the trail may be chained to others outside it."""

_NOTE = insert(audit)
_SEAL = (
    update(audit)
    .where(audit.c.sequence == bindparam("of"), audit.c.digest.is_(None))
    .values(previous=bindparam("before"), digest=bindparam("sealed"))
)


class Head(NamedTuple):
    """The end of the chain, which goes daily to the administrators."""

    sequence: int = 0
    digest: str = GENESIS.hex()

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Reads what `str` wrote; raises Refusal("audit.bad-head")."""
        sequence, _, digest = text.strip().partition(":")
        if not (sequence.isascii() and sequence.isdigit() and len(digest) == len(cls().digest)):
            raise Refusal("audit.bad-head")
        return cls(int(sequence), digest.lower())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found; `broken` is the first sequence that does not fit.

    `missing` is a head that was kept or announced and is not in the chain: its end was cut
    off, or the head kept beside it was altered.
    """

    sealed: int
    unsealed: int
    head: Head
    broken: int | None = None
    missing: Head | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, removed or moved."""
        return self.broken is None and self.missing is None


class Noted(NamedTuple):
    """One entry as it was noted, chained or not."""

    at: int
    actor: str
    action: str
    subject: str


def note(work: Work, actor: str, action: str, subject: str) -> None:
    """Writes down, in this turn, who did what to what; codes and ids, never words."""
    work.connection.execute(
        _NOTE, {"at": work.seconds, "actor": actor, "action": action, "subject": subject}
    )


def seal_pending(work: Work, limit: int = 500) -> int:
    """Chains the entries that are not chained yet, oldest first; returns how many."""
    last = _locked_head(work.connection)
    pending = select(audit).where(audit.c.digest.is_(None)).order_by(audit.c.sequence).limit(limit)
    seals = []
    for row in work.connection.execute(pending):
        digest = _digest(bytes.fromhex(last.digest), row)
        seals.append({"of": row.sequence, "before": bytes.fromhex(last.digest), "sealed": digest})
        last = Head(row.sequence, digest.hex())
    if seals:
        work.connection.execute(_SEAL, seals)
        _move_head(work.connection, last)
    return len(seals)


def head(work: Work) -> Head:
    """The end of the chain as of this turn."""
    return _head(work.connection)


def latest(work: Work, most: int) -> list[Noted]:
    """The newest entries, the newest first."""
    rows = work.connection.execute(select(audit).order_by(audit.c.sequence.desc()).limit(most))
    return [Noted(row.at, row.actor, row.action, row.subject) for row in rows]


def check_end(work: Work, most: int) -> tuple[int, int | None]:
    """How many of the newest chained entries were checked, and the first that does not fit.

    For a turn, which must not read the whole trail; `verify` does.
    """
    query = select(audit).where(audit.c.digest.is_not(None)).order_by(audit.c.sequence.desc())
    rows = work.connection.execute(query.limit(most)).all()
    entries = {row.digest: _entry(row) for row in rows}
    altered = [entry.sequence for entry in entries.values() if not is_whole(entry)]
    if altered:
        return len(rows), min(altered)
    at, oldest = bytes.fromhex(head(work).digest), max((row.sequence for row in rows), default=0)
    while entry := entries.pop(at, None):
        at, oldest = entry.previous, entry.sequence
    whole_trail = len(rows) < most
    if len(entries) > (0 if whole_trail else _OUT_OF_ORDER) or (whole_trail and at != GENESIS):
        return len(rows), oldest
    return len(rows), None


def verify(connection: Connection, announced: Head | None = None) -> Verdict:
    """Reads the whole trail and says whether anything was altered, removed or moved.

    Give the head an administrator was sent earlier as `announced`: whoever can cut off
    the end of the trail can rewrite the head kept beside it, but not that message.
    """
    expected = {_head(connection)}
    if announced and announced.sequence:
        expected.add(announced)
    unsealed = connection.scalar(select(func.count()).where(audit.c.digest.is_(None))) or 0
    sealed, last = 0, Head()
    try:
        with closing(entries(connection)) as sealed_entries:
            for entry in follow(sealed_entries):
                sealed, last = sealed + 1, Head(entry.sequence, entry.digest.hex())
                expected.discard(last)
    except Refusal as refusal:
        broken = int(str(refusal.facts["sequence"]))
        return Verdict(sealed, unsealed, last, broken=broken)
    if not sealed:
        expected.discard(last)
    return Verdict(sealed, unsealed, last, missing=min(expected, default=None))


def entries(connection: Connection) -> Generator[Entry, None, None]:
    """Every chained entry, in order of their sequence."""
    # One statement, so that the sealer moving on meanwhile does not look like damage.
    statement = select(audit).where(audit.c.digest.is_not(None)).order_by(audit.c.sequence)
    with connection.execute(statement.execution_options(yield_per=_PAGE)) as rows:
        for row in rows:
            yield _entry(row)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    previous = row.previous or b""
    return Entry(row.sequence, row.at, row.actor, row.action, row.subject, previous, row.digest)


def _digest(previous: bytes, row: Row[tuple[object, ...]]) -> bytes:
    return link(
        previous,
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
    )


def _head(connection: Connection) -> Head:
    value = connection.scalar(select(standing.c.value).where(standing.c.name == _HEAD))
    return Head() if value is None else Head.read(value)


def _locked_head(connection: Connection) -> Head:
    # The lock keeps a second sealer from chaining after the same head on PostgreSQL.
    statement = select(standing.c.value).where(standing.c.name == _HEAD).with_for_update()
    value = connection.scalar(statement)
    if value is None:
        connection.execute(insert(standing).values(name=_HEAD, value=str(Head())))
        return Head()
    return Head.read(value)


def _move_head(connection: Connection, last: Head) -> None:
    connection.execute(update(standing).where(standing.c.name == _HEAD).values(value=str(last)))
