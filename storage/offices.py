"""Who represents which place now."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from civic.escalation import Office, responsible
from civic.mandates import Body
from storage.tables import mandate, office
from storage.work import Work

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
    found = {row.place: Office(row.id, row.place, row.name_ar, row.name_en) for row in rows}
    return responsible(chain, found)


def named(work: Work, office_id: str | None) -> Office | None:
    """Return an office by its id."""
    row = work.connection.execute(select(office).where(office.c.id == office_id)).first()
    return Office(row.id, row.place, row.name_ar, row.name_en) if row else None
