"""What a conversation may look up: ids and codes, never words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from types import MappingProxyType
from typing import Any

from civic.days import read_day
from civic.follow_up import read_follow_up
from civic.hours import today
from civic.need_actions import FARTHEST
from civic.places import Level, Places, distance
from civic.return_places import heard_of_now, of_origin
from handlers.visit import Visit
from storage import mandates, need_merging, need_offices, needs, offices, referrals
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

ABROAD = ("TR", "LB", "JO", "IQ", "EG", "SA", "DE", "EU-OTH", "OTH")
"""Countries that are offered; any other can be typed."""

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


def _places_named(visit: Visit, text: str, within: str = "") -> dict[str, list[str]]:
    places, home = visit.service.places, visit.service.home
    if exact := _inside(visit, places.exact(text, home), within):
        return {"exact": exact, "near": []}
    if found := _inside(visit, near(places, text, home), within):
        return {"exact": [], "near": found}
    # A whole sentence was written: places named in it are asked about.
    named, resembling = find_in_sentence(places, text, home)
    return {"exact": [], "near": _inside(visit, (*named, *resembling), within)[:MOST_NAMED]}


def _inside(visit: Visit, codes: Iterable[str], within: str) -> list[str]:
    """Return the places that lie where they must, all of them where they need not."""
    return [code for code in codes if not within or visit.service.places.within(code, within)]


def _origins_under(visit: Visit, code: str) -> list[str]:
    """Return what is chosen next below a place, down to villages and towns."""
    villages = {Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY}
    places = visit.service.places
    under = _places_under(visit, code)
    return [each for each in under if (at := places.get(each)) and at.level in villages]


def _origins_named(visit: Visit, text: str) -> dict[str, list[str]]:
    places, country = visit.service.places, _country(visit)
    found = _each(_places_named(visit, text), lambda code: of_origin(places, code))
    return {
        how: [code for code in codes if code != country and places.within(code, country)]
        for how, codes in found.items()
    }


def _whereabouts(visit: Visit) -> list[str]:
    """Return where people may live now: governorates, the nearest first, then countries."""
    places, home = visit.service.places, visit.service.home
    country = _country(visit)
    governorates = places.children(country, Level.GOVERNORATE)
    abroad = [code for code in ABROAD if places.get(code)]
    return [*sorted(governorates, key=lambda code: _kilometres(places, home, code)), *abroad]


def _kilometres(places: Places, one: str, other: str) -> float:
    a, b = places.get(one), places.get(other)
    points = [(p.latitude, p.longitude) for p in (a, b) if p]
    match points:
        case [(float(north), float(east)), (float(north_2), float(east_2))]:
            return distance(north, east, north_2, east_2)
    return inf


def _whereabouts_named(visit: Visit, text: str) -> dict[str, list[str]]:
    places, home = visit.service.places, visit.service.home
    found = _each(_places_named(visit, text), lambda code: heard_of_now(places, code, home))
    country = _country(visit)
    return {how: [code for code in codes if code != country] for how, codes in found.items()}


def _country(visit: Visit) -> str:
    """Return the country that the service's home lies in."""
    return next(iter(visit.service.places.ancestors(visit.service.home)), "")


def _each(found: dict[str, list[str]], turned: Callable[[str], str]) -> dict[str, list[str]]:
    return {how: list(dict.fromkeys(map(turned, codes))) for how, codes in found.items()}


def _places_near(visit: Visit, latitude: float, longitude: float, within: str = "") -> list[str]:
    """Return the nearest village, if the point lies anywhere near one."""
    found = visit.service.places.nearest(
        latitude, longitude, Level.COMMUNITY, Level.NEIGHBOURHOOD, Level.SUBDISTRICT
    )
    return _inside(visit, found[:1], within) if found and found[1] <= FARTHEST_KILOMETRES else []


def _needs_alike(visit: Visit, place: str, sector: str, problem: str) -> list[dict[str, str]]:
    if visit.person is None:
        return []
    found = [
        needs.get(visit.work, each, visit.person)
        for each in needs.alike(visit.work, place, sector, problem)
    ]
    return [{"id": need.id, "month": need.month} for need in found if need and not need.mine]


def _days_named(visit: Visit, text: str) -> dict[str, list[str]]:
    """Return the day that is named, if one may announce it."""
    now = today(visit.work.now)
    day = read_day(text, now)
    if day is None or not now <= day <= now + FARTHEST:
        return {"exact": [], "near": []}
    return {"exact": [day.isoformat()], "near": []}


def _numbers_typed(_visit: Visit, text: str) -> dict[str, list[str]]:
    number = read_follow_up(text)
    return {"exact": [number] if number else [], "near": []}


def _offices_near(visit: Visit, office: str) -> list[dict[str, str]]:
    """Return the offices to which one may hand over, named in the language of whoever asks."""
    ours = offices.named(visit.work, office)
    found = need_offices.partners(visit.work, visit.service.places, ours) if ours else []
    return [{"id": each.id, "name": each.name(visit.language)} for each in found]


def _needs_like(visit: Visit, number: str) -> list[dict[str, str]]:
    """Return needs that may be the same, of an open office's area and in its hands."""
    work, places = visit.work, visit.service.places
    mark = visit.person.mark if visit.person else b""
    mandate = mandates.unlocked(work, mark, places)
    if mandate is None:
        return []
    found = need_merging.candidates(work, mandate.area, places, mandate.office.id, number)
    return [
        {"number": row.number, "sector": row.sector, "problem": row.problem, "place": row.place}
        for row in found
    ]


def _officers_exist(visit: Visit) -> bool:
    return referrals.officers_exist(visit.work)


def _referral(visit: Visit) -> str:
    return visit.service.referral


_SUBJECTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "places_under": _places_under,
        "places_named": _places_named,
        "places_near": _places_near,
        "origins_under": _origins_under,
        "origins_named": _origins_named,
        "whereabouts": _whereabouts,
        "whereabouts_named": _whereabouts_named,
        "needs_alike": _needs_alike,
        "officers_exist": _officers_exist,
        "referral": _referral,
        "days_named": _days_named,
        "numbers_typed": _numbers_typed,
        "offices_near": _offices_near,
        "needs_like": _needs_like,
    }
)
