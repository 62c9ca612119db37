"""The second person without whom no file holds people's words: who it can be, yes and no."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select, update

from civic.mandates import Body, Mandate
from civic.places import Places
from civic.refusals import Refusal
from storage import audit, mandates
from storage.export_orders import SECONDS, moved, seat
from storage.export_rows import ExportOrder, State, change, live, one, opened
from storage.office_tables import export
from storage.work import Work

MOST_ASKED: Final = 50


def who_can(work: Work, places: Places, mandate: Mandate) -> list[str]:
    """Return the people besides this one who sit in this office, or in one whose area covers it.

    Administrators see nobody's words and so agree to nothing.
    """
    chain = frozenset((mandate.office.place, *places.ancestors(mandate.office.place)))
    found = mandates.all_held(work, chain, MOST_ASKED)
    return sorted(
        {
            each.person
            for each in found
            if each.person not in (None, mandate.person) and each.body is Body.REPRESENTATIVE
        }
    )


def asked(work: Work, export_id: str, mandate: Mandate) -> ExportOrder | None:
    """Return an order that waits for somebody who sees the same area; else as if it were none."""
    found = live(work, export.c.id == export_id, export.c.state == State.ASKED)
    asking = seat(work, found) if found else None
    return found if asking is not None and asking.office.place in mandate.area else None


def agree(work: Work, export_id: str, mandate: Mandate) -> ExportOrder | None:
    """Let people's words go in; None when nothing waits for that.

    Raises Refusal "export_needs_a_second_person" for whoever asked, through whatever channel.
    """
    found = asked(work, export_id, mandate)
    if found is None:
        return None
    if found.person == mandate.person:
        raise Refusal("export_needs_a_second_person")
    if not moved(work, export.c.id == export_id, State.ASKED, State.WAITING):
        return None  # somebody else decided in this very moment
    change(
        work,
        export_id,
        agreed_by=mandate.person,
        agreed=work.seconds,
        until=work.seconds + SECONDS,
    )
    audit.note(work, mandate.id, "export.agreed", export_id)
    return one(work, export_id)


def turn_down(work: Work, export_id: str, mandate: Mandate) -> ExportOrder | None:
    """Give up an order to which a second person says no; None when nothing waits for that.

    Raises Refusal "export_needs_a_second_person" as `agree` does.
    """
    found = asked(work, export_id, mandate)
    if found is None:
        return None
    if found.person == mandate.person:
        raise Refusal("export_needs_a_second_person")
    if not moved(work, export.c.id == export_id, State.ASKED, State.FAILED):
        return None
    audit.note(work, mandate.id, "export.refused", export_id)
    return found


def expire(work: Work, export_id: str) -> ExportOrder | None:
    """Give up an order to which nobody has agreed; None when somebody decided."""
    which = export.c.id == export_id, export.c.state == State.ASKED
    row = work.connection.execute(select(export).where(*which)).first()
    done = work.connection.execute(update(export).where(*which).values(state=State.FAILED))
    if row is None or done.rowcount != 1:
        return None
    return opened(work, row) if work.keys.has(row.owner) else None
