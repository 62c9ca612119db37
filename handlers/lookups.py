"""What a conversation may look up: ids and codes, never words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from civic.places import Level
from handlers.visit import Visit
from storage import needs, referrals
from storage.gazetteer import find_in_sentence, near

STEPS = (
    Level.GOVERNORATE,
    Level.DISTRICT,
    Level.SUBDISTRICT,
    Level.COMMUNITY,
    Level.NEIGHBOURHOOD,
    Level.CAMP,
)
"""What can be chosen by buttons; hamlets are found by typing only."""


MOST_NAMED = 4

FARTHEST_KILOMETRES = 30.0
"""A point farther than this from every place we know is not asked about."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The world outside a conversation, as far as this visit may reach it."""

    visit: Visit

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Answer a look-up by its name."""
        return _SUBJECTS[subject](self.visit, **arguments)

    def now(self) -> datetime:
        """Return the time of this turn."""
        return self.visit.work.now

    def draw(self, digits: int) -> str:
        """Return random digits."""
        return self.visit.work.dice.digits(digits)


def _places_under(visit: Visit, code: str) -> list[str]:
    """Return what is chosen next below a place; at the start the home's sub-districts."""
    places, home = visit.service.places, visit.service.home
    if not code:
        return [
            subdistrict
            for district in places.children(home, Level.DISTRICT)
            for subdistrict in places.children(district, Level.SUBDISTRICT)
        ]
    return [each for each in places.children(code, *STEPS) if each != home]


def _places_named(visit: Visit, text: str) -> dict[str, list[str]]:
    places, home = visit.service.places, visit.service.home
    if exact := places.exact(text, home):
        return {"exact": list(exact), "near": []}
    if found := near(places, text, home):
        return {"exact": [], "near": list(found)}
    # A whole sentence was written: places named in it are asked about.
    named, resembling = find_in_sentence(places, text, home)
    return {"exact": [], "near": [*named, *resembling][:MOST_NAMED]}


def _places_near(visit: Visit, latitude: float, longitude: float) -> list[str]:
    """Return the nearest village, if the point lies anywhere near one."""
    found = visit.service.places.nearest(
        latitude, longitude, Level.COMMUNITY, Level.NEIGHBOURHOOD, Level.SUBDISTRICT
    )
    return [found[0]] if found and found[1] <= FARTHEST_KILOMETRES else []


def _needs_alike(visit: Visit, place: str, sector: str, problem: str) -> list[dict[str, str]]:
    if visit.person is None:
        return []
    found = [
        needs.get(visit.work, each, visit.person)
        for each in needs.alike(visit.work, place, sector, problem)
    ]
    return [{"id": need.id, "month": need.month} for need in found if need and not need.mine]


def _officers_exist(visit: Visit) -> bool:
    return referrals.officers_exist(visit.work)


def _referral(visit: Visit) -> str:
    return visit.service.referral


_SUBJECTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "places_under": _places_under,
        "places_named": _places_named,
        "places_near": _places_near,
        "needs_alike": _needs_alike,
        "officers_exist": _officers_exist,
        "referral": _referral,
    }
)
