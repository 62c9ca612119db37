"""Everything that is held of one person, for the person: no column is left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from civic.escalation import Office
from storage import referrals
from storage.office_tables import export, mandate, nomination, nomination_voice, office, pin, unlock
from storage.people import Person
from storage.return_figure_tables import return_poll_answer
from storage.return_tables import return_intention
from storage.tables import (
    attachment,
    consent,
    identity,
    journal,
    outbox,
    parked,
    person,
    picture,
    return_code,
)
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A mandate of the person, running or ended: in which office, since and until when."""

    office: Office
    gender: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is held of a person besides the needs: counts, and what they agreed to.

    `home_answers` counts what they said of going back, earlier answers too, `home_questions`
    the open questions of offices about it that they were asked.
    """

    language: str
    joined: str
    channels: tuple[str, ...]
    consents: tuple[tuple[str, int, int], ...]
    unfinished: int
    photos: int
    voices: int
    referrals: int
    messages: int
    return_codes: int
    parked: int
    seats: tuple[Seat, ...]
    pin: bool
    open_here: int
    proposals: int
    voices_given: int
    exports: int
    pictures: int
    home_answers: int
    home_questions: int


def of(work: Work, who: Person) -> Holdings:
    """Gather what is held of a person."""
    run = work.connection.execute
    row = run(select(person).where(person.c.id == who.id)).one()
    channels = run(select(identity.c.channel).where(identity.c.person == who.id))
    consents = run(select(consent).where(consent.c.person == who.id))
    kinds = [
        kind for (kind,) in run(select(attachment.c.kind).where(attachment.c.person == who.id))
    ]

    def count(column: object, value: str | bytes) -> int:
        return int(run(select(func.count()).where(column == value)).scalar_one())  # type: ignore[arg-type]

    return Holdings(
        language=row.language,
        joined=row.joined,
        channels=tuple(each.channel for each in channels),
        consents=tuple((each.purpose, each.version, each.given) for each in consents),
        unfinished=count(journal.c.person, who.id),
        photos=kinds.count("photo"),
        voices=kinds.count("voice"),
        referrals=referrals.count_of(work, who.id),
        messages=count(outbox.c.person, who.id),
        return_codes=count(return_code.c.person, who.id),
        parked=count(parked.c.owner, who.owner),
        seats=_seats(work, who),
        pin=count(pin.c.person, who.id) > 0,
        open_here=count(unlock.c.mark, who.mark),
        proposals=count(nomination.c.person, who.id),
        voices_given=count(nomination_voice.c.person, who.id),
        exports=count(export.c.person, who.id),
        pictures=count(picture.c.person, who.id),
        home_answers=count(return_intention.c.person, who.id),
        home_questions=count(return_poll_answer.c.person, who.id),
    )


def _seats(work: Work, who: Person) -> tuple[Seat, ...]:
    rows = work.connection.execute(
        select(mandate, office.c.place, office.c.name_ar, office.c.name_en)
        .join(office, mandate.c.office == office.c.id)
        .where(mandate.c.person == who.id)
        .order_by(mandate.c.since, mandate.c.id)
    )
    return tuple(
        Seat(
            office=Office(row.office, row.place, row.name_ar, row.name_en),
            gender=row.gender,
            since=row.since,
            until=row.until,
        )
        for row in rows
    )
