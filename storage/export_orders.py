"""Exports from order to download: who asked, where the file stands, its one link."""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from civic.exports import ExportWish
from civic.mandates import Body, Mandate
from civic.refusals import Refusal
from storage import audit, mandates
from storage.export_rows import (
    Details,
    ExportOrder,
    State,
    change,
    live,
    one,
    opened,
    owner_of,
    sealed,
)
from storage.mandates import Held
from storage.need_tables import need
from storage.office_tables import export, office
from storage.tables import place_above
from storage.work import Work

SECONDS: Final = 24 * 60 * 60
"""How long an order waits for the second person, and then how long the file waits."""


_UNDER_WAY: Final = (State.ASKED, State.WAITING, State.RUNNING)


def place(work: Work, mandate: Mandate, wish: ExportWish, language: str) -> ExportOrder:
    """Write an order down; one for people's words waits until a second person agrees."""
    row = work.dice.token()
    work.keys.create(owner_of(row), work.now.date())
    details = Details(mandate.id, language, wish.wanted)
    work.connection.execute(
        insert(export).values(
            id=row,
            office=mandate.office.id,
            person=mandate.person,
            kind=wish.kind.value,
            state=State.ASKED if wish.words else State.WAITING,
            made=work.seconds,
            until=work.seconds + SECONDS,
            owner=owner_of(row),
            body=sealed(work, row, details),
            asked=work.seconds if wish.words else None,
        )
    )
    asked = "export.asked-with-words" if wish.words else "export.asked"
    audit.note(work, mandate.id, asked, row)
    return one(work, row)


def get(work: Work, export_id: str) -> ExportOrder | None:
    """Return an order whose time is not over."""
    return live(work, export.c.id == export_id)


def under_way(work: Work, office_id: str) -> ExportOrder | None:
    """Return the order of an office that is being made, or waits for it or for an agreement."""
    return live(work, export.c.office == office_id, export.c.state.in_(_UNDER_WAY))


def waiting(work: Work) -> list[ExportOrder]:
    """Return the orders that can be made now, the oldest first."""
    now = export.c.state == State.WAITING, export.c.until > work.seconds
    rows = work.connection.execute(select(export.c.id).where(*now).order_by(export.c.made))
    return [found for row in rows.all() if (found := get(work, row.id))]


def take_back(work: Work, order: ExportOrder, mandate: Mandate) -> bool:
    """Give up an order on the wish of whoever gave it; false once it is being made."""
    done = any(
        moved(work, export.c.id == order.id, state, State.FAILED)
        for state in (State.ASKED, State.WAITING)
    )
    if done:
        audit.note(work, mandate.id, "export.taken-back", order.id)
    return done


def start(work: Work, export_id: str) -> ExportOrder | None:
    """Take a waiting order up; None when it is not waiting, or somebody else has it."""
    if not moved(work, export.c.id == export_id, State.WAITING, State.RUNNING):
        return None
    return live(work, export.c.id == export_id)


def finish(work: Work, order: ExportOrder, *, rows: int, size: int, pieces: int) -> str:
    """Note that the file lies ready; returns what its one link carries, which is not kept.

    Raises Refusal "export_is_not_waiting" when the order was given up meanwhile, or is no
    longer in force.
    """
    ended = in_force(work, order) is None
    if ended or not moved(work, export.c.id == order.id, State.RUNNING, State.READY):
        raise Refusal("export_is_not_waiting")
    token = work.dice.token()
    details = msgspec.structs.replace(order.details, rows=rows, size=size, pieces=pieces)
    change(
        work,
        order.id,
        until=work.seconds + SECONDS,
        mark=_mark(work, token),
        body=sealed(work, order.id, details),
    )
    audit.note(work, order.details.mandate, "export.made", order.id)
    return token


def seat(work: Work, order: ExportOrder) -> Held | None:
    """Return the seat under which an order was given, while whoever gave it still has it."""
    held = mandates.get(work, order.details.mandate)
    return held if held is not None and held.person == order.person else None


def in_force(work: Work, order: ExportOrder) -> Held | None:
    """Return that seat while whoever agreed also still sits where they could agree.

    So somebody whose phone is lost and who is revoked has agreed to nothing.
    """
    own = seat(work, order)
    if own is None or order.agreed_by is None:
        return own
    places = [
        each.office.place
        for each in mandates.of_person(work, order.agreed_by)
        if each.body is Body.REPRESENTATIVE
    ]
    covers = place_above.c.place == own.office.place, place_above.c.above.in_(places)
    return own if work.connection.execute(select(place_above).where(*covers)).first() else None


def moved(work: Work, which: ColumnElement[bool], before: State, after: State) -> bool:
    """Move an export on unless somebody else did, or its time is over."""
    still = which, export.c.state == before, export.c.until > work.seconds
    return work.connection.execute(update(export).where(*still).values(state=after)).rowcount == 1


def fail(work: Work, export_id: str) -> None:
    """Give an order up; it is swept away with whatever it left."""
    change(work, export_id, state=State.FAILED)


def cut_off(work: Work) -> list[ExportOrder]:
    """Give up what was being made and is not any more; only for who makes them, between two."""
    rows = work.connection.execute(select(export).where(export.c.state == State.RUNNING)).all()
    for row in rows:
        fail(work, row.id)
    return [opened(work, row) for row in rows if work.keys.has(row.owner)]


def linked(work: Work, token: str) -> ExportOrder | None:
    """Return the export that a link gives; None for a used, old or foreign one alike.

    So it is for one that is no longer in force; a locked office changes nothing.
    """
    found = live(work, export.c.mark == _mark(work, token), export.c.state == State.READY)
    return found if found is not None and in_force(work, found) else None


def take(work: Work, token: str) -> ExportOrder | None:
    """Use a link up and return its export; None as in `linked`, and for all but the first."""
    found = linked(work, token)
    if found is None or not moved(work, export.c.id == found.id, State.READY, State.TAKEN):
        return None
    audit.note(work, found.details.mandate, "export.taken", found.id)
    return found


def over(work: Work) -> list[str]:
    """Return the exports of which nothing is to be left: taken, failed, or too old.

    One that waits for a second person is ended by `expire`, so that somebody is told.
    """
    old = export.c.until <= work.seconds, export.c.state != State.ASKED
    rows = work.connection.execute(
        select(export.c.id).where(or_(and_(*old), export.c.state.in_([State.TAKEN, State.FAILED])))
    )
    return [row.id for row in rows]


def known(work: Work) -> set[str]:
    """Return the ids of all exports that have not been dropped."""
    return {row.id for row in work.connection.execute(select(export.c.id))}


def drop(work: Work, export_id: str) -> None:
    """Delete an export after its file and its key are gone."""
    work.connection.execute(delete(export).where(export.c.id == export_id))


def let_go(work: Work, person_id: str) -> None:
    """Give up what a person who is being forgotten ordered, and lists that may hold their words.

    To be called while their needs are still theirs. A list that was downloaded is beyond us.
    """
    heard = (
        select(office.c.id)
        .join(place_above, place_above.c.above == office.c.place)
        .join(need, need.c.place == place_above.c.place)
        .where(need.c.person == person_id)
    )
    with_words = and_(
        export.c.agreed_by.is_not(None),
        export.c.state.in_((State.RUNNING, State.READY)),
        export.c.office.in_(heard),
    )
    gone = or_(export.c.person == person_id, with_words)
    work.connection.execute(update(export).where(gone).values(state=State.FAILED))


def _mark(work: Work, token: str) -> bytes:
    return work.keys.digest("index", f"export|{token}".encode())
