"""People who agreed, the accounts by which they are reached, and what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from storage.keys import Keys
from storage.tables import consent, identity, person
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where messages to somebody go; `owner` names the key under which they are sealed.

    `person` is empty for someone who has not agreed yet, of whom nothing is kept.
    """

    channel: str
    chat: str
    lane: bytes
    owner: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who agreed, as met in one channel."""

    id: str
    language: str
    address: Address
    mark: bytes

    @property
    def owner(self) -> str:
        """The name of this person's key."""
        return owner_of(self.id)


class Account(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body of an identity holds."""

    account: str
    chat: str


def owner_of(person_id: str) -> str:
    """Return the name of a person's key."""
    return f"person:{person_id}"


def mark_of(keys: Keys, channel: str, account: str) -> bytes:
    """Return the blind index of an account: equal for equal accounts, nothing else."""
    return keys.digest("index", f"account|{channel}|{account}".encode())


def lane_of(keys: Keys, channel: str, chat: str) -> bytes:
    """Return the blind index of a chat, in which messages keep their order."""
    return keys.digest("index", f"chat|{channel}|{chat}".encode())


_FIND = (
    select(person.c.id, person.c.language, identity.c.reachable)
    .select_from(identity.join(person, identity.c.person == person.c.id))
    .where(identity.c.mark == bindparam("mark"), person.c.forgotten.is_(False))
)


def find(work: Work, channel: str, account: str, chat: str) -> Person | None:
    """Find who writes from this account, or None for someone who has not agreed."""
    mark = mark_of(work.keys, channel, account)
    row = work.connection.execute(_FIND, {"mark": mark}).first()
    if row is None or not work.keys.has(owner_of(row.id)):
        # Without a key it is somebody forgotten whom a restored backup brought back.
        return None
    if not row.reachable:
        set_reachable(work, mark, row.id, reachable=True)
    lane = lane_of(work.keys, channel, chat)
    address = Address(channel=channel, chat=chat, lane=lane, owner=owner_of(row.id), person=row.id)
    return Person(id=row.id, language=row.language, address=address, mark=mark)


def stranger_at(work: Work, channel: str, chat: str) -> Address:
    """Return where to answer someone who has not agreed, under the system's key of the day."""
    day = work.now.date()
    work.keys.day_cipher(day)
    lane = lane_of(work.keys, channel, chat)
    return Address(channel=channel, chat=chat, lane=lane, owner=f"system:{day.isoformat()}")


def admit(work: Work, channel: str, account: str, chat: str, language: str) -> Person:
    """Make the person and their key; only ever after an explicit yes."""
    new = work.dice.token()
    work.keys.create(owner_of(new), work.now.date())
    known = mark_of(work.keys, channel, account)
    work.connection.execute(delete(identity).where(identity.c.mark == known))
    work.connection.execute(
        insert(person).values(id=new, language=language, joined=work.month, forgotten=False)
    )
    return add_identity(work, new, language, channel, account, chat)


def admit_without_account(work: Work, language: str) -> Person:
    """Make a person whom nobody can reach here yet, and their key; only ever after their yes."""
    new = work.dice.token()
    work.keys.create(owner_of(new), work.now.date())
    work.connection.execute(
        insert(person).values(id=new, language=language, joined=work.month, forgotten=False)
    )
    nowhere = Address(channel="", chat="", lane=b"", owner=owner_of(new), person=new)
    return Person(id=new, language=language, address=nowhere, mark=b"")


def add_identity(
    work: Work, person_id: str, language: str, channel: str, account: str, chat: str
) -> Person:
    """Let a person be met through one more account."""
    mark = mark_of(work.keys, channel, account)
    body = msgspec.json.encode(Account(account, chat))
    sealed = work.keys.cipher(owner_of(person_id)).seal(body, f"identity|body|{mark.hex()}")
    work.connection.execute(
        insert(identity).values(
            mark=mark, person=person_id, channel=channel, reachable=True, body=sealed
        )
    )
    address = Address(
        channel=channel,
        chat=chat,
        lane=lane_of(work.keys, channel, chat),
        owner=owner_of(person_id),
        person=person_id,
    )
    return Person(id=person_id, language=language, address=address, mark=mark)


def addresses(work: Work, person_id: str) -> list[Address]:
    """Return where a person can be reached now, the first account first."""
    rows = work.connection.execute(
        select(identity).where(identity.c.person == person_id, identity.c.reachable.is_(True))
    ).all()
    cipher = work.keys.cipher(owner_of(person_id))
    found = []
    for row in rows:
        body = cipher.open(row.body, f"identity|body|{row.mark.hex()}")
        account = msgspec.json.decode(body, type=Account)
        lane = lane_of(work.keys, row.channel, account.chat)
        found.append(
            Address(
                channel=row.channel,
                chat=account.chat,
                lane=lane,
                owner=owner_of(person_id),
                person=person_id,
            )
        )
    return found


def agree(work: Work, person_id: str, purpose: str, version: int) -> None:
    """Record an explicit yes: to what, to which version of the words, and when."""
    known = consent.c.person == person_id, consent.c.purpose == purpose
    done = work.connection.execute(
        update(consent).where(*known).values(version=version, given=work.seconds)
    )
    if done.rowcount == 0:
        work.connection.execute(
            insert(consent).values(
                person=person_id, purpose=purpose, version=version, given=work.seconds
            )
        )


def agreed_to(work: Work, person_id: str, purpose: str) -> int:
    """Return the version of the words that a person agreed to for a purpose; 0 for none."""
    query = select(consent.c.version).where(
        consent.c.person == person_id, consent.c.purpose == purpose
    )
    return int(work.connection.execute(query).scalar() or 0)


def take_back(work: Work, person_id: str, purpose: str) -> None:
    """Forget that a person agreed to a purpose, when what was kept for it is gone."""
    work.connection.execute(
        delete(consent).where(consent.c.person == person_id, consent.c.purpose == purpose)
    )


def language_of(work: Work, person_id: str) -> str:
    """Return the language in which a person wishes to be answered."""
    query = select(person.c.language).where(person.c.id == person_id)
    return str(work.connection.execute(query).scalar_one())


def without_row(work: Work, owners: Iterable[str]) -> list[str]:
    """Return which of these owners of keys are people of whom there is no row, not even a tomb."""
    named = [owner for owner in owners if owner == owner_of(owner.partition(":")[2])]
    ids = [owner.partition(":")[2] for owner in named]
    found = work.connection.scalars(select(person.c.id).where(person.c.id.in_(ids)))
    there = {owner_of(each) for each in found}
    return [owner for owner in named if owner not in there]


def set_language(work: Work, person_id: str, language: str) -> None:
    """Remember the language in which a person wishes to be answered."""
    work.connection.execute(
        update(person).where(person.c.id == person_id).values(language=language)
    )


def set_reachable(work: Work, mark_or_lane: bytes, person_id: str, *, reachable: bool) -> None:
    """Note that an account can or cannot be reached; its data stay."""
    work.connection.execute(
        update(identity)
        .where(identity.c.mark == mark_or_lane, identity.c.person == person_id)
        .values(reachable=reachable)
    )
