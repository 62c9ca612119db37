"""Needs to export, in two villages of one sub-district and one far away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import insert, update

from civic.needs import NeedReport, Severity
from storage import needs, people
from storage.need_tables import need
from storage.needs import Need
from storage.office_tables import office
from storage.people import Person
from tests.world import World

POINT = (35.123456, 40.654321)
"""Where a reporter stood; no export holds it."""


@dataclass(frozen=True, slots=True)
class Region:
    """Places and people of a world, in which needs are reported."""

    world: World

    @property
    def near(self) -> str:
        """A village in the area of the office."""
        return self.village("الشحيل")

    @property
    def beside(self) -> str:
        """Another one in it."""
        return self.village("الحريجي")

    @property
    def far(self) -> str:
        """A village that is none of the office's business."""
        return self.village("الكسرة")

    @property
    def area(self) -> frozenset[str]:
        """What the office may see."""
        return frozenset((self.near, self.beside))

    def village(self, name: str) -> str:
        """The code of a village."""
        return self.world.service.places.exact(name, "SY09")[0]

    def person(self, account: str) -> Person:
        """Somebody who agreed."""
        return self.world.turn(
            partial(people.admit, channel="telegram", account=account, chat=account, language="ar")
        )

    def need(self, who: Person, place: str, words: str = "كلام", **more: object) -> Need:
        """Somebody's report about the water station, with the place they stood at."""
        report = NeedReport(
            place=place,
            sector="water",
            problem="water_station",
            severity=Severity.SEVERE,
            words=words,
            location=POINT,
        )
        stored = self.world.turn(partial(needs.store, person=who, report=report, office=None))
        if more:
            self.change(stored, **more)
        return stored

    def change(self, stored: Need, **values: object) -> None:
        """Set columns of a need to something else."""
        with self.world.engine.begin() as connection:
            connection.execute(update(need).where(need.c.id == stored.id).values(**values))

    def office(self) -> str:
        """The office of the sub-district."""
        with self.world.engine.begin() as connection:
            connection.execute(
                insert(office).values(
                    id="office-1",
                    place=self.near,
                    kind="representative",
                    name_ar="مكتب ناحية البصيرة",
                    name_en="Al-Busayrah office",
                    seats=1,
                    valid_from=0,
                )
            )
        return "office-1"
