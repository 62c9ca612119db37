"""A forgotten person leaves every office; its history stays without them."""

from __future__ import annotations

from sqlalchemy import update

from storage import audit, invitations, mandates, need_escalation, nominations, pins
from storage.office_tables import mandate
from storage.work import Work


def leave_offices(work: Work, person_id: str) -> None:
    """End a person's mandates and take their name, number, proposals and voices away."""
    for held in mandates.of_person(work, person_id):
        mandates.end(work, held.id)
        invitations.drop_made_by(work, held.id)
        audit.note(work, held.id, "mandate.left", held.office.id)
        need_escalation.fall_vacant(work, held.office.id)
    work.connection.execute(
        update(mandate).where(mandate.c.person == person_id).values(person=None)
    )
    pins.drop_for(work, person_id)
    nominations.let_go(work, person_id)
