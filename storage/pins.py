"""Secret numbers of office-holders: kept stretched by Argon2id under the person's own key."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import delete, insert, select, update

from civic.pins import wait_after
from storage.office_tables import pin
from storage.people import Person, owner_of
from storage.work import Work

_HASH_BYTES: Final = 32


class Cost(msgspec.Struct, frozen=True, array_like=True):
    """What one guess costs; kept beside each number, so that it can be raised later."""

    iterations: int
    lanes: int
    kibibytes: int


STRONG: Final = Cost(iterations=3, lanes=4, kibibytes=65_536)
"""RFC 9106, section 4, second choice: about a third of a second and 64 MB for each guess."""


class Stretched(msgspec.Struct, frozen=True, array_like=True):
    """A secret number after stretching."""

    cost: Cost
    salt: bytes
    hash: bytes

    def __repr__(self) -> str:
        return "Stretched(***)"


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """A number that was stretched, with what it was before that."""

    peppered: bytes
    stretched: Stretched

    def __repr__(self) -> str:
        return "Done(***)"


@dataclass(frozen=True, slots=True, repr=False)
class Stretching:
    """The slow part of checking a number, for a thread beside the turns; holds no digits."""

    cost: Cost
    salt: bytes
    peppered: bytes

    def run(self) -> Done:
        """Stretch the number; takes a third of a second at STRONG."""
        slow = Argon2id(
            salt=self.salt,
            length=_HASH_BYTES,
            iterations=self.cost.iterations,
            lanes=self.cost.lanes,
            memory_cost=self.cost.kibibytes,
        )
        stretched = Stretched(self.cost, self.salt, slow.derive(self.peppered))
        return Done(self.peppered, stretched)

    def is_done_by(self, done: Done) -> bool:
        """Tell whether that was the same number; others may have been entered meanwhile."""
        return hmac.compare_digest(self.peppered, done.peppered)

    def __repr__(self) -> str:
        return "Stretching(***)"


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds.

    `round` grows with every try, so that each keypad counts once; `mark` is the chat in which
    the number was chosen and alone counts: an office does not follow into a linked one.
    """

    round: int
    mark: bytes
    stretched: Stretched


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's secret number as it is kept."""

    body: Body
    failures: int
    blocked_until: int

    def minutes_blocked(self, seconds: int) -> int:
        """Return for how many minutes more nothing can be tried at this time."""
        return max(0, -(-(self.blocked_until - seconds) // 60))

    def opens_in(self, mark: bytes) -> bool:
        """Tell whether the number counts in the chat of this identity."""
        return hmac.compare_digest(self.body.mark, mark)

    def equals(self, stretched: Stretched) -> bool:
        """Compare in constant time."""
        mine = self.body.stretched
        return mine.salt == stretched.salt and hmac.compare_digest(mine.hash, stretched.hash)


def of(work: Work, person_id: str) -> Pin | None:
    """Return a person's number, if they have chosen one."""
    row = work.connection.execute(select(pin).where(pin.c.person == person_id)).first()
    if row is None:
        return None
    plain = work.keys.cipher(owner_of(person_id)).open(row.body, f"pin|body|{person_id}")
    body = msgspec.msgpack.decode(plain, type=Body)
    return Pin(body=body, failures=row.failures, blocked_until=row.blocked_until)


def choose(work: Work, person: Person, stretched: Stretched) -> None:
    """Keep a new number, which opens offices in this chat only."""
    earlier = of(work, person.id)
    body = Body(earlier.body.round + 1 if earlier else 1, person.mark, stretched)
    drop_for(work, person.id)
    work.connection.execute(
        insert(pin).values(
            person=person.id, failures=0, blocked_until=0, body=_sealed(work, person.id, body)
        )
    )


def stretching(work: Work, person_id: str, digits: str, cost: Cost) -> Stretching:
    """Return the work of stretching somebody's new number."""
    return Stretching(cost, work.dice.token().encode(), _peppered(work, person_id, digits))


def checking(work: Work, person_id: str, digits: str, kept: Pin) -> Stretching:
    """Return the work of stretching what was tried as the kept number was."""
    mine = kept.body.stretched
    return Stretching(mine.cost, mine.salt, _peppered(work, person_id, digits))


def note_try(work: Work, person_id: str, kept: Pin, *, fits: bool) -> Pin:
    """Count a try, which ends the keypads of its round; returns the number as it is kept now."""
    failures = 0 if fits else kept.failures + 1
    wait = int(wait_after(failures).total_seconds())
    now = Pin(
        body=msgspec.structs.replace(kept.body, round=kept.body.round + 1),
        failures=failures,
        blocked_until=work.seconds + wait if wait else 0,
    )
    work.connection.execute(
        update(pin)
        .where(pin.c.person == person_id)
        .values(
            failures=now.failures,
            blocked_until=now.blocked_until,
            body=_sealed(work, person_id, now.body),
        )
    )
    return now


def drop_for(work: Work, person_id: str) -> None:
    """Delete the number of somebody who holds no office any more."""
    work.connection.execute(delete(pin).where(pin.c.person == person_id))


def _peppered(work: Work, person_id: str, digits: str) -> bytes:
    """Mix in a key that lies elsewhere, so that the disk alone allows no guessing."""
    return work.keys.digest("pin", f"{person_id}|{digits}".encode())


def _sealed(work: Work, person_id: str, body: Body) -> bytes:
    plain = msgspec.msgpack.encode(body)
    return work.keys.cipher(owner_of(person_id)).seal(plain, f"pin|body|{person_id}")
