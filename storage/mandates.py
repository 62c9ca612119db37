"""Who sits in which office, since and until when, and in which chat an office is open now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from civic.areas import Area
from civic.escalation import Office
from civic.mandates import Body, Mandate
from civic.places import Places
from storage.office_tables import mandate, office, unlock
from storage.tables import identity
from storage.work import Work

UNLOCKED_SECONDS = 600
"""How long an office stays open in a chat; using it does not prolong it."""

OPERATOR = "operator"
"""Who appointed, where it was done from the command line."""


def _runs(now: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell whether a mandate and its office are valid."""
    return and_(
        mandate.c.since <= now,
        or_(mandate.c.until.is_(None), mandate.c.until > now),
        or_(office.c.valid_to.is_(None), office.c.valid_to > now),
    )


_NOW: ColumnElement[int] = bindparam("now")
_SEATS = (
    select(
        mandate.c.id,
        mandate.c.person,
        mandate.c.gender,
        mandate.c.since,
        office.c.id.label("office"),
        office.c.kind,
        office.c.place,
        office.c.name_ar,
        office.c.name_en,
    )
    .join_from(mandate, office, mandate.c.office == office.c.id)
    .where(_runs(_NOW), mandate.c.person.is_not(None))
)
_HELD = _SEATS.where(mandate.c.person == bindparam("holder")).order_by(
    mandate.c.since, mandate.c.id
)
_UNLOCKED = (
    _SEATS.join(unlock, unlock.c.mandate == mandate.c.id)
    .join(identity, identity.c.mark == unlock.c.mark)
    .where(
        unlock.c.mark == bindparam("chat"),
        unlock.c.until > _NOW,
        # The account may have been unlinked, and be somebody else's by now.
        identity.c.person == mandate.c.person,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A seat that is taken now, whoever looks at it; `person` is None once they are forgotten."""

    id: str
    person: str | None
    office: Office
    body: Body
    gender: str
    since: int


def unlocked(work: Work, mark: bytes, places: Places) -> Mandate | None:
    """Return the mandate that is open in the chat of this identity; None while it is locked."""
    row = work.connection.execute(_UNLOCKED, {"chat": mark, "now": work.seconds}).first()
    return _mandate(row, places) if row else None


def held_by(work: Work, person_id: str, places: Places) -> list[Mandate]:
    """Return a person's valid mandates, open or not, the oldest first."""
    rows = work.connection.execute(_HELD, {"holder": person_id, "now": work.seconds})
    return [_mandate(row, places) for row in rows]


def holders(work: Work, office_id: str) -> list[str]:
    """Return the ids of the people who sit in an office now."""
    return _people(work, _SEATS.where(office.c.id == office_id))


def administrators(work: Work) -> list[str]:
    """Return the ids of the people who administer the service now."""
    return _people(work, _SEATS.where(office.c.kind == Body.ADMINISTRATION.value))


def of_person(work: Work, person_id: str) -> list[Held]:
    """Return the seats that a person has now."""
    return _held(work, _SEATS.where(mandate.c.person == person_id))


def of_office(work: Work, office_id: str) -> list[Held]:
    """Return the seats that are taken in an office."""
    return _held(work, _SEATS.where(office.c.id == office_id))


def all_held(work: Work, places: frozenset[str] | None, most: int) -> list[Held]:
    """Return the seats that are taken now, those for these places if any are given."""
    query = _SEATS.limit(most)
    return _held(work, query if places is None else query.where(office.c.place.in_(sorted(places))))


def get(work: Work, mandate_id: str) -> Held | None:
    """Return a mandate that runs."""
    found = _held(work, _SEATS.where(mandate.c.id == mandate_id))
    return found[0] if found else None


def whose(work: Work, mandate_id: str) -> str | None:
    """Return who has or had a mandate; None once they are forgotten."""
    query = select(mandate.c.person).where(mandate.c.id == mandate_id)
    return work.connection.execute(query).scalar_one_or_none()


def appoint(work: Work, office_id: str, person_id: str, gender: str, appointed_by: str) -> str:
    """Give somebody a seat in an office from now on; returns the mandate's id."""
    new = work.dice.token()
    work.connection.execute(
        insert(mandate).values(
            id=new,
            office=office_id,
            person=person_id,
            gender=gender,
            since=work.seconds,
            appointed_by=appointed_by,
        )
    )
    return new


def end(work: Work, mandate_id: str) -> bool:
    """End a mandate and lock it wherever it is open; false when it had ended already."""
    work.connection.execute(delete(unlock).where(unlock.c.mandate == mandate_id))
    done = work.connection.execute(
        update(mandate)
        .where(mandate.c.id == mandate_id, mandate.c.until.is_(None))
        .values(until=work.seconds)
    )
    return done.rowcount == 1


def open_in(work: Work, mark: bytes, mandate_id: str) -> int:
    """Open a mandate in one chat, in place of another one there; returns until when."""
    until = work.seconds + UNLOCKED_SECONDS
    lock(work, mark)
    work.connection.execute(insert(unlock).values(mark=mark, mandate=mandate_id, until=until))
    return until


def lock(work: Work, mark: bytes) -> bool:
    """Lock whatever is open in a chat; false when nothing is."""
    here = unlock.c.mark == mark
    still = select(unlock.c.mark).where(here, unlock.c.until > work.seconds)
    was_open = work.connection.execute(still).first() is not None
    work.connection.execute(delete(unlock).where(here))
    return was_open


def drop_old(work: Work) -> None:
    """Delete what is no longer open."""
    work.connection.execute(delete(unlock).where(unlock.c.until <= work.seconds))


def _people(work: Work, query: Select[Any]) -> list[str]:
    rows = work.connection.execute(query, {"now": work.seconds})
    return sorted({row.person for row in rows})


def _held(work: Work, query: Select[Any]) -> list[Held]:
    ordered = query.order_by(mandate.c.since, mandate.c.id)
    return [
        Held(
            id=row.id,
            person=row.person,
            office=Office(row.office, row.place, row.name_ar, row.name_en),
            body=Body(row.kind),
            gender=row.gender,
            since=row.since,
        )
        for row in work.connection.execute(ordered, {"now": work.seconds})
    ]


def _mandate(row: Row[*tuple[Any, ...]], places: Places) -> Mandate:
    area: Area = places.area(row.place)
    return Mandate(
        id=row.id,
        person=row.person,
        office=Office(row.office, row.place, row.name_ar, row.name_en),
        body=Body(row.kind),
        area=area,
    )
