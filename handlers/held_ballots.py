"""What is held of a person in ballots of residents: on how many frozen rolls they stand."""

from __future__ import annotations

from conversations.ballots import held
from conversations.wording import Text
from handlers.visit import Visit
from storage import ballot_seats
from storage.people import Person


def told(visit: Visit, person: Person) -> list[Text]:
    """Say on how many rolls somebody stands; never what they voted."""
    found = ballot_seats.seats_held(visit.work, person.id)
    return [held(len(found))] if found else []
