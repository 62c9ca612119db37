"""The offices that stand for places, and which of their seats are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, insert, or_, select, update

from civic.escalation import Office, responsible
from civic.mandates import Body
from storage.office_tables import mandate, nomination, office
from storage.work import Work

SEATS: Final = 2
"""How many seats a new office has, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """An office with its seats and those who sit in them now, counted by what they told."""

    office: Office
    body: Body
    seats: int
    women: int
    men: int
    untold: int

    @property
    def taken(self) -> int:
        """How many seats are taken."""
        return self.women + self.men + self.untold

    @property
    def vacant(self) -> int:
        """How many seats are free; none where more were taken than there are."""
        return max(0, self.seats - self.taken)


_FILLED = (
    select(office.c.id, office.c.place, office.c.name_ar, office.c.name_en)
    .join_from(office, mandate, mandate.c.office == office.c.id)
    .where(
        office.c.place.in_(bindparam("chain", expanding=True)),
        office.c.kind == Body.REPRESENTATIVE.value,
        or_(office.c.valid_to.is_(None), office.c.valid_to > bindparam("now")),
        mandate.c.person.is_not(None),
        mandate.c.since <= bindparam("now"),
        or_(mandate.c.until.is_(None), mandate.c.until > bindparam("now")),
    )
    .distinct()
)


def who_has(work: Work, chain: tuple[str, ...]) -> Office | None:
    """Return the filled office nearest to a place; None while nobody is appointed."""
    rows = work.connection.execute(_FILLED, {"chain": chain, "now": work.seconds})
    found = {row.place: _office(row) for row in rows}
    return responsible(chain, found)


def named(work: Work, office_id: str | None) -> Office | None:
    """Return an office by its id."""
    row = work.connection.execute(select(office).where(office.c.id == office_id)).first()
    return _office(row) if row else None


def about(work: Work, subject: str) -> Office | None:
    """Return the office that an id is of, or belongs to: an office, a mandate, a nomination."""
    if found := named(work, subject):
        return found
    for table in (mandate, nomination):
        row = work.connection.execute(select(table.c.office).where(table.c.id == subject)).first()
        if row:
            return named(work, row.office)
    return None


def add(work: Work, place: str, body: Body, name_ar: str, name_en: str, seats: int = SEATS) -> str:
    """Make an office that stands for a place from now on; returns its id."""
    new = work.dice.token()
    work.connection.execute(
        insert(office).values(
            id=new,
            place=place,
            kind=body.value,
            name_ar=name_ar,
            name_en=name_en,
            seats=seats,
            valid_from=work.seconds,
        )
    )
    return new


def close(work: Work, office_id: str) -> bool:
    """End an office, and with it every mandate in it; false when it had ended already."""
    done = work.connection.execute(
        update(office)
        .where(office.c.id == office_id, office.c.valid_to.is_(None))
        .values(valid_to=work.seconds)
    )
    return done.rowcount == 1


def at(work: Work, place: str, body: Body) -> list[Office]:
    """Return the valid offices of a kind that stand for a place, the oldest first."""
    rows = work.connection.execute(
        select(office)
        .where(office.c.place == place, office.c.kind == body.value, _valid(work))
        .order_by(office.c.valid_from, office.c.id)
    )
    return [_office(row) for row in rows]


def seats_of(work: Work, office_id: str) -> Seats | None:
    """Return a valid office with its seats."""
    found = _seats(work, office.c.id == office_id)
    return found[0] if found else None


def seats_in(work: Work, places: Iterable[str]) -> list[Seats]:
    """Return the valid offices of representatives that stand for these places, by name."""
    return _seats(
        work, office.c.place.in_(list(places)), office.c.kind == Body.REPRESENTATIVE.value
    )


def all_seats(work: Work) -> list[Seats]:
    """Return every valid office with its seats, those of the administration included."""
    return _seats(work)


def _seats(work: Work, *which: ColumnElement[bool]) -> list[Seats]:
    sits = and_(
        mandate.c.office == office.c.id,
        mandate.c.person.is_not(None),
        mandate.c.since <= work.seconds,
        or_(mandate.c.until.is_(None), mandate.c.until > work.seconds),
    )
    rows = work.connection.execute(
        select(
            office,
            _told("f").label("women"),
            _told("m").label("men"),
            func.count(mandate.c.id).label("taken"),
        )
        .outerjoin(mandate, sits)
        .where(_valid(work), *which)
        .group_by(*office.c)
        .order_by(office.c.kind, office.c.place, office.c.name_ar, office.c.id)
    )
    return [
        Seats(
            office=_office(row),
            body=Body(row.kind),
            seats=row.seats,
            women=row.women,
            men=row.men,
            untold=row.taken - row.women - row.men,
        )
        for row in rows
    ]


def _told(gender: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((mandate.c.gender == gender, 1), else_=0)), 0)


def _valid(work: Work) -> ColumnElement[bool]:
    return or_(office.c.valid_to.is_(None), office.c.valid_to > work.seconds)


def _office(row: Row[*tuple[Any, ...]]) -> Office:
    return Office(row.id, row.place, row.name_ar, row.name_en)
