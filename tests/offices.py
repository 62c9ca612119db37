"""Offices and those who sit in them, for the tests of everything that they do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from civic.mandates import Body, Mandate
from storage import invitations, mandates, offices, people, pins
from storage.people import Person
from storage.work import Work
from tests.world import Resident, World

PIN = "753862"
"""The secret number of everybody here; refused to nobody, so that it is no date and no row."""


def place_called(world: World, name: str) -> str:
    """Return the code of a place of the bundled gazetteer."""
    return world.service.places.exact(name, world.service.home)[0]


def office_at(world: World, place: str, body: Body = Body.REPRESENTATIVE) -> str:
    """Return the id of the office that stands for a place (by its code), made if there is none."""

    def turn(work: Work) -> str:
        found = offices.at(work, place, body)
        if found:
            return found[0].id
        name = world.service.places.name(place, "ar")
        return offices.add(work, place, body, f"تمثيل {name}", f"Office of {place}")

    return world.turn(turn)


def link_to(world: World, office: str, gender: str = "") -> str:
    """Return what an invitation carries that the operator made."""
    return world.turn(
        partial(invitations.make, office_id=office, gender=gender, made_by=mandates.OPERATOR)
    )


@dataclass(slots=True)
class Representative(Resident):
    """Somebody who agreed and sits in an office, open in their chat from the beginning.

    `place` is a code or a name; `unlocks` opens the office again by the shortest way, as do
    ten minutes of the clock that went by.
    """

    place: str = "الكسرة"
    body: Body = Body.REPRESENTATIVE
    gender: str = "f"
    mandate_id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Agree, be appointed, open the office."""
        places = self.world.service.places
        code = self.place if places.get(self.place) else place_called(self.world, self.place)
        self.agrees()
        self.world.turn(self._chooses_number)
        office = office_at(self.world, code, self.body)
        self.mandate_id = self.world.turn(
            partial(
                mandates.appoint,
                office_id=office,
                person_id=self.person.id,
                gender=self.gender,
                appointed_by=mandates.OPERATOR,
            )
        )
        self.unlocks()

    @property
    def person(self) -> Person:
        """Who this is."""
        found = self.world.turn(
            partial(people.find, channel=self.channel, account=self.account, chat=self.account)
        )
        assert found is not None
        return found

    @property
    def mandate(self) -> Mandate | None:
        """The mandate that is open in this chat now."""
        look = partial(mandates.unlocked, mark=self.person.mark, places=self.world.service.places)
        return self.world.turn(look)

    def _chooses_number(self, work: Work) -> None:
        person = people.find(work, self.channel, self.account, self.account)
        assert person is not None
        cost = self.world.service.pin_cost
        pins.choose(work, person, pins.stretching(work, person.id, PIN, cost).run().stretched)

    def unlocks(self) -> None:
        """Open the office in this chat for ten minutes."""
        mark, mandate = self.person.mark, self.mandate_id
        self.world.turn(lambda work: mandates.open_in(work, mark, mandate))

    def locks(self) -> None:
        """Lock the office in this chat."""
        mark = self.person.mark
        self.world.turn(lambda work: mandates.lock(work, mark))
