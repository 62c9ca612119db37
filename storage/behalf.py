"""What was written down for people without a phone: under a key of theirs, until taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, exists, func, select, update

from civic.areas import Area
from civic.behalf import Claim
from civic.escalation import Office
from civic.mandates import Mandate
from civic.need_events import Event
from civic.needs import OPEN, NeedReport
from storage import (
    attachments,
    audit,
    behalf_transfer,
    mandates,
    need_events,
    need_rows,
    needs,
    people,
    return_codes,
)
from storage.need_tables import need
from storage.need_tables import need_behalf as table
from storage.needs import Need
from storage.people import Person
from storage.tables import place_above
from storage.work import Conflict, Work

PURPOSE: Final = "behalf"
VERSION: Final = 1
"""What the person agreed to, and to which version of the words that were read out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A need that an office wrote down; `person` is whom it is for, None once forgotten."""

    need: str
    number: str
    office: str
    mandate: str
    person: str | None
    claim: Claim

    @property
    def waits(self) -> bool:
        """Whether its office still stands in for the person, who is not forgotten."""
        return self.claim is Claim.WAITING and self.person is not None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open needs of an area were written down for others, and how far they came."""

    entered: int
    claimed: int
    confirmed: int


_SEEN = select(
    table.c.need, need.c.number, need.c.entered_by, table.c.mandate, need.c.person, table.c.state
).join_from(table, need, need.c.id == table.c.need)
_WAITS = table.c.state == Claim.WAITING.value


def enter(
    work: Work, report: NeedReport, office: Office | None, by: Mandate, language: str
) -> tuple[Need, str]:
    """Store what somebody without a phone said, under their own new key.

    Returns the need and the secret that with its number gives it to whoever it is for.
    """
    person = people.admit_without_account(work, language)
    people.agree(work, person.id, PURPOSE, VERSION)
    attachments.give(work, report.files, person.id)
    stored = needs.store(work, person, report, office, entered_by=by.office.id)
    values = {"need": stored.id, "mandate": by.id, "state": Claim.WAITING.value}
    work.connection.execute(table.insert().values(**values))
    audit.note(work, by.id, "need.entered-for", stored.number)
    return stored, return_codes.issue(work, person.id, stored.number)


def of(work: Work, need_id: str) -> Entered | None:
    """Return what is known of a need that was written down for somebody; None of any other."""
    return _first(work, table.c.need == need_id)


def waiting_among(work: Work, person_ids: Iterable[str]) -> dict[str, Entered]:
    """Return by person what still waits to be taken over by them."""
    rows = work.connection.execute(_SEEN.where(_WAITS, need.c.person.in_(list(person_ids))))
    return {row.person: _entered(row) for row in rows}


def stand_ins(work: Work, entered: Entered) -> list[str]:
    """Return who hears of it for the person: whoever wrote it down, else who sits there now."""
    seat = mandates.get(work, entered.mandate)
    if seat is not None and seat.person is not None:
        return [seat.person]
    return mandates.holders(work, entered.office)


def claimable(work: Work, number: str, secret: str) -> Entered | None:
    """Return what still waits for whoever has this number and secret."""
    person = return_codes.person_of(work, number, secret)
    return _first(work, _WAITS, need.c.number == number, need.c.person == person)


def is_of_office(work: Work, entered: Entered, person_id: str) -> bool:
    """Tell whether somebody sits in the office that wrote it down, and so may not take it over.

    Nor may whoever wrote it down, though they have left: they have seen both numbers.
    """
    by = mandates.whose(work, entered.mandate)
    return person_id == by or person_id in mandates.holders(work, entered.office)


def renew(work: Work, entered: Entered, by: Mandate) -> str:
    """Return a new secret in place of one that was lost; the old one is dead."""
    person = entered.person or ""
    return_codes.drop_for(work, person)
    audit.note(work, by.id, "need.paper-renewed", entered.number)
    return return_codes.issue(work, person, entered.number)


def take_over(work: Work, entered: Entered, person: Person) -> str:
    """Give a need to somebody who has its two numbers; returns the person to be dissolved now.

    Their words are from then on under the key of whoever took it over. Raises Conflict when
    somebody else was faster.
    """
    before = entered.person or ""
    _claimed(work, entered)
    behalf_transfer.transfer(work, entered.need, before, person)
    return before


def opened_by(work: Work, person_id: str) -> Entered | None:
    """Note that the person themselves is here now, with a chat of their own; None if no news."""
    entered = waiting_among(work, [person_id]).get(person_id)
    if entered is not None:
        _claimed(work, entered)
    return entered


def confirm(work: Work, need_id: str) -> bool:
    """Note that whoever it is for says it is right; false when that is no question any more."""
    done = work.connection.execute(
        update(table)
        .where(table.c.need == need_id, table.c.state == Claim.CLAIMED.value)
        .values(state=Claim.CONFIRMED.value)
    )
    row = need_rows.get(work, need_id)
    if done.rowcount == 1 and row is not None:
        need_events.happen(work, row, Event.AFFIRMED, office=row.office)
    return done.rowcount == 1


def nobodys(work: Work, need_id: str) -> str | None:
    """Return whom a closed need was for that nobody took over, since nobody else can forget it."""
    entered = of(work, need_id)
    row = need_rows.get(work, need_id)
    if entered is None or row is None or row.status in OPEN or not entered.waits:
        return None
    return entered.person


def counts(work: Work, area: Area) -> Counts:
    """Count the open needs of an area that were written down for others."""
    within = select(place_above.c.place).where(place_above.c.above == area.place)
    # Asked of each of the few, since a join would begin with all open needs.
    here = exists().where(need.c.id == table.c.need, need.c.open, need.c.place.in_(within))
    few = select(table.c.state, func.count().label("needs")).where(here).group_by(table.c.state)
    rows = work.connection.execute(few)
    found = {Claim(row.state): row.needs for row in rows}
    confirmed = found.get(Claim.CONFIRMED, 0)
    return Counts(sum(found.values()), found.get(Claim.CLAIMED, 0) + confirmed, confirmed)


def _claimed(work: Work, entered: Entered) -> None:
    claimed = update(table).where(table.c.need == entered.need, _WAITS)
    if work.connection.execute(claimed.values(state=Claim.CLAIMED.value)).rowcount != 1:
        raise Conflict
    row = need_rows.get(work, entered.need)
    if row is None:
        return
    new = need_events.happen(work, row, Event.CLAIMED, office=row.office)
    need_events.inform(work, entered.office, new)


def _first(work: Work, *which: ColumnElement[bool]) -> Entered | None:
    row = work.connection.execute(_SEEN.where(*which)).first()
    return _entered(row) if row else None


def _entered(row: Row[*tuple[Any, ...]]) -> Entered:
    return Entered(
        need=row.need,
        number=row.number,
        office=row.entered_by,
        mandate=row.mandate,
        person=row.person,
        claim=Claim(row.state),
    )
