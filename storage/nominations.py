"""Proposals of somebody for an office of representatives, and what residents say to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from civic.choosing import Stance, State
from civic.escalation import Office
from civic.hours import next_safe
from storage import standing, timers
from storage.office_tables import nomination, nomination_voice, office
from storage.people import owner_of
from storage.work import Work

DAYS: Final = 7
"""How long residents can support or object before it is decided."""

OPENED: Final = "nomination.opened"
"""Timer: the people of a place are to be told that a proposal is open."""

VOICE_DAYS: Final = 90
"""How long what residents said is kept after the decision; the counts stay."""

PAGE: Final = 200
"""To how many people one turn tells what was decided."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the sealed body holds: the words of whoever made it, and later how it was decided."""

    statement: str = ""
    competence: str = ""
    support: int = 0
    objection: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """A proposal; `person` is None when an administrator made it, or the person is forgotten."""

    id: str
    office: Office
    person: str | None
    gender: str
    state: State
    opened: int
    closes: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many support and how many object."""

    support: int
    objection: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What one resident said, without who."""

    stance: Stance
    reason: str


def propose(work: Work, office_id: str, person: str | None, gender: str, body: Body) -> Nomination:
    """Store a proposal, open from now on; that of an administrator has a key of its own."""
    new = work.dice.token()
    if person is None:
        work.keys.create(_owner(new, None), work.now.date())
    sealed = _sealed(work, new, _owner(new, person), body)
    work.connection.execute(
        insert(nomination).values(
            id=new,
            office=office_id,
            person=person,
            gender=gender,
            state=State.OPEN.value,
            opened=work.seconds,
            closes=work.seconds + DAYS * 86_400,
            body=sealed,
        )
    )
    return _found(work, nomination.c.id == new)[0]


def announce(work: Work, found: Nomination) -> None:
    """Let the people of a place hear of a proposal, of one for an office in so many days."""
    name = f"announced:{found.office.id}"
    last = int(standing.get(work, name) or 0)
    if last <= work.seconds - DAYS * 86_400:
        standing.put(work, name, str(work.seconds))
        timers.set_timer(work, OPENED, f"{found.id} ", next_safe(work.seconds))


def put_off(work: Work, seconds: int) -> None:
    """Give everybody so much longer to speak about what was open before an outage."""
    still = nomination.c.state == State.OPEN.value, nomination.c.closes > work.seconds - seconds
    longer = update(nomination).where(*still).values(closes=nomination.c.closes + seconds)
    work.connection.execute(longer)


def get(work: Work, nomination_id: str) -> Nomination | None:
    """Return a proposal in any state."""
    found = _found(work, nomination.c.id == nomination_id)
    return found[0] if found else None


def open_ones(work: Work, most: int) -> list[Nomination]:
    """Return proposals that are not decided yet, those that close first before the others."""
    return _found(work, nomination.c.state == State.OPEN.value, most=most)


def open_for(work: Work, office_id: str) -> list[Nomination]:
    """Return the proposals for an office that are not decided yet."""
    return _found(work, nomination.c.office == office_id, nomination.c.state == State.OPEN.value)


def of_person(work: Work, person: str) -> list[Nomination]:
    """Return the proposals of a person, in any state."""
    return _found(work, nomination.c.person == person)


def body_of(work: Work, found: Nomination) -> Body:
    """Open the words of a proposal; empty ones when their key is forgotten."""
    owner = _owner(found.id, found.person)
    query = select(nomination.c.body).where(nomination.c.id == found.id)
    sealed = work.connection.execute(query).scalar_one()
    if not sealed or not work.keys.has(owner):
        return Body()
    plain = work.keys.cipher(owner).open(sealed, f"nomination|body|{found.id}")
    return msgspec.msgpack.decode(plain, type=Body)


def settle(work: Work, found: Nomination, state: State, why: str = "") -> Body:
    """Note what became of a proposal, with the counts of that day and the reason given."""
    said, body = counts(work, found.id), body_of(work, found)
    body = msgspec.structs.replace(body, support=said.support, objection=said.objection, why=why)
    owner = _owner(found.id, found.person)
    sealed = b""
    if work.keys.has(owner):
        sealed = _sealed(work, found.id, owner, body)
    work.connection.execute(
        update(nomination).where(nomination.c.id == found.id).values(state=state.value, body=sealed)
    )
    return body


def say(work: Work, nomination_id: str, person: str, voice: Voice) -> None:
    """Note what a resident says; what they said before goes."""
    take_back(work, nomination_id, person)
    at = f"nomination_voice|body|{nomination_id}|{person}"
    work.connection.execute(
        insert(nomination_voice).values(
            nomination=nomination_id,
            person=person,
            stance=voice.stance.value,
            body=work.keys.cipher(owner_of(person)).seal(voice.reason.encode(), at),
        )
    )


def take_back(work: Work, nomination_id: str, person: str) -> None:
    """Delete what a resident said."""
    work.connection.execute(
        delete(nomination_voice).where(
            nomination_voice.c.nomination == nomination_id, nomination_voice.c.person == person
        )
    )


def counts(work: Work, nomination_id: str) -> Counts:
    """Count those who support and those who object."""
    rows = work.connection.execute(
        select(nomination_voice.c.stance, func.count().label("people"))
        .where(nomination_voice.c.nomination == nomination_id)
        .group_by(nomination_voice.c.stance)
    )
    found: dict[str, int] = {row.stance: row.people for row in rows}
    return Counts(found.get(Stance.SUPPORT, 0), found.get(Stance.OBJECT, 0))


def voices(work: Work, nomination_id: str, most: int) -> list[Voice]:
    """Open what residents said with a reason, objections first; their order tells nobody's."""
    rows = work.connection.execute(
        select(nomination_voice)
        .where(nomination_voice.c.nomination == nomination_id)
        .order_by(nomination_voice.c.stance, nomination_voice.c.person)
    ).all()
    work.keys.load(owner_of(row.person) for row in rows)
    opened = [_voice(work, row) for row in rows if work.keys.has(owner_of(row.person))]
    return [voice for voice in opened if voice.reason][:most]


def voices_of(work: Work, person: str) -> list[tuple[Nomination, Voice]]:
    """Return what a person said to which proposals, for the person."""
    rows = work.connection.execute(
        select(nomination_voice).where(nomination_voice.c.person == person)
    ).all()
    return [(found, _voice(work, row)) for row in rows if (found := get(work, row.nomination))]


def drop_voices(work: Work, nomination_id: str) -> None:
    """Delete what was said to a proposal that was decided long ago; the counts stay."""
    work.connection.execute(
        delete(nomination_voice).where(nomination_voice.c.nomination == nomination_id)
    )


def who_spoke(work: Work, nomination_id: str, after: str) -> list[str]:
    """Return the next people who said something, in the order of their ids."""
    rows = work.connection.execute(
        select(nomination_voice.c.person)
        .where(nomination_voice.c.nomination == nomination_id, nomination_voice.c.person > after)
        .order_by(nomination_voice.c.person)
        .limit(PAGE)
    )
    return [row.person for row in rows]


def let_go(work: Work, person: str) -> None:
    """Unlink a forgotten person: their open proposals are withdrawn, their voices go."""
    mine = nomination.c.person == person
    still_open = nomination.c.state == State.OPEN.value
    withdrawn = update(nomination).where(mine, still_open)
    work.connection.execute(withdrawn.values(state=State.WITHDRAWN.value))
    work.connection.execute(update(nomination).where(mine).values(person=None, body=b""))
    work.connection.execute(delete(nomination_voice).where(nomination_voice.c.person == person))


def _found(work: Work, *which: ColumnElement[bool], most: int = 100) -> list[Nomination]:
    rows = work.connection.execute(
        select(nomination, office.c.place, office.c.name_ar, office.c.name_en)
        .join(office, nomination.c.office == office.c.id)
        .where(*which)
        .order_by(nomination.c.closes, nomination.c.id)
        .limit(most)
    )
    return [
        Nomination(
            id=row.id,
            office=Office(row.office, row.place, row.name_ar, row.name_en),
            person=row.person,
            gender=row.gender,
            state=State(row.state),
            opened=row.opened,
            closes=row.closes,
        )
        for row in rows
    ]


def _voice(work: Work, row: Row[*tuple[Any, ...]]) -> Voice:
    at = f"nomination_voice|body|{row.nomination}|{row.person}"
    plain = work.keys.cipher(owner_of(row.person)).open(row.body, at)
    return Voice(Stance(row.stance), plain.decode())


def _sealed(work: Work, nomination_id: str, owner: str, body: Body) -> bytes:
    plain = msgspec.msgpack.encode(body)
    return work.keys.cipher(owner).seal(plain, f"nomination|body|{nomination_id}")


def _owner(nomination_id: str, person: str | None) -> str:
    return owner_of(person) if person else f"nomination:{nomination_id}"
