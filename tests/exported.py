"""Needs to export, in two villages of one sub-district and one far away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import insert, update

from civic.exports import ExportWish, Kind
from civic.mandates import Mandate
from civic.need_filters import NeedFilter
from civic.needs import NeedReport, Severity
from storage import export_consents, mandates, needs, people
from storage import export_orders as orders
from storage.export_rows import ExportOrder
from storage.need_tables import need
from storage.needs import Need
from storage.office_tables import office
from storage.people import Person
from storage.work import Work
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
        """Somebody who agreed, once and for all."""
        known = {"channel": "telegram", "account": account, "chat": account}
        found = self.world.turn(partial(people.find, **known))
        return found or self.world.turn(partial(people.admit, **known, language="ar"))

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

    def mandate(self, account: str = "office") -> Mandate:
        """The seat in the office that somebody has, given to them if they have none."""

        def turn(work: Work) -> Mandate:
            found = mandates.held_by(work, who.id, self.world.service.places)
            if not found:
                mandates.appoint(work, "office-1", who.id, "f", mandates.OPERATOR)
                found = mandates.held_by(work, who.id, self.world.service.places)
            return found[0]

        who = self.person(account)
        self.office()
        return self.world.turn(turn)

    def order(
        self,
        account: str = "office",
        kind: Kind = Kind.CSV,
        wanted: NeedFilter | None = None,
        *,
        words: bool = False,
        language: str = "ar",
    ) -> ExportOrder:
        """What somebody of the office orders; words are agreed to by nobody yet."""
        mandate = self.mandate(account)
        wish = ExportWish(wanted=wanted or NeedFilter(), kind=kind, words=words)
        return self.world.turn(partial(orders.place, mandate=mandate, wish=wish, language=language))

    def agree(self, order: ExportOrder, account: str = "another") -> None:
        """Somebody else of the office agrees that words go in."""
        mandate = self.mandate(account)
        turn = partial(export_consents.agree, export_id=order.id, mandate=mandate)
        assert self.world.turn(turn) is not None

    def office(self) -> str:
        """The office of the sub-district, made if there is none."""
        if self.world.count("office"):
            return "office-1"
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
