"""Who represents which place now."""

from __future__ import annotations

from sqlalchemy import or_, select

from civic.escalation import Office, responsible
from storage.tables import office
from storage.work import Work


def who_has(work: Work, chain: tuple[str, ...]) -> Office | None:
    """Return the appointed office nearest to a place; None while nobody is appointed."""
    rows = work.connection.execute(
        select(office).where(
            office.c.place.in_(chain),
            office.c.person.is_not(None),
            office.c.since <= work.seconds,
            or_(office.c.until.is_(None), office.c.until > work.seconds),
        )
    )
    found = {row.place: Office(row.id, row.place, row.name_ar, row.name_en) for row in rows}
    return responsible(chain, found)


def named(work: Work, office_id: str | None) -> Office | None:
    """Return an office by its id."""
    row = work.connection.execute(select(office).where(office.c.id == office_id)).first()
    return Office(row.id, row.place, row.name_ar, row.name_en) if row else None
