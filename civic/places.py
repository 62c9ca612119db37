"""The places people live in, from country to hamlet, and how a typed name finds them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Final

from civic.areas import Area
from civic.refusals import Refusal
from civic.text import key, place_key, place_readings

_EARTH_KILOMETRES: Final = 6371.0


class Level(StrEnum):
    """How large a place is; the first five are the administrative levels of OCHA's P-codes."""

    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    NEIGHBOURHOOD = "neighbourhood"
    LOCALITY = "locality"
    CAMP = "camp"
    COLLOQUIAL_AREA = "colloquial_area"


LOOSE: Final = frozenset((Level.LOCALITY, Level.CAMP, Level.COLLOQUIAL_AREA))
"""Levels whose names often repeat those of a village: they are meant only when nothing else is."""

_SAID: Final = {
    **dict.fromkeys(("محافظه", "governorate"), Level.GOVERNORATE),
    **dict.fromkeys(("منطقه", "district"), Level.DISTRICT),
    **dict.fromkeys(("ناحيه", "subdistrict"), Level.SUBDISTRICT),
    **dict.fromkeys(("بلده", "قريه", "مدينه", "village", "town", "city"), Level.COMMUNITY),
    **dict.fromkeys(("حي", "neighbourhood", "neighborhood"), Level.NEIGHBOURHOOD),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `code` is ours and never changes, `pcode` is OCHA's where it is known."""

    code: str
    pcode: str
    parent: str
    level: Level
    name_ar: str
    name_en: str
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, Arabic first."""
        return tuple(name for name in (self.name_ar, self.name_en, *self.aliases) if name)


class Places:
    """An immutable index over places by code, by parent and by the key of every name.

    Raises Refusal "places.duplicate", "places.orphan" or "places.cycle" for rows that are no tree.
    """

    def __init__(self, rows: Iterable[Place]) -> None:
        self._places: dict[str, Place] = {}
        self._children: dict[str, list[str]] = {}
        self._named: dict[str, list[str]] = {}
        self._written: dict[str, list[str]] = {}
        self._areas: dict[str, Area] = {}
        for place in rows:
            if place.code in self._places:
                raise Refusal("places.duplicate", place=place.code)
            self._places[place.code] = place
            self._children.setdefault(place.parent, []).append(place.code)
            for spelling in _spellings(place):
                self._named.setdefault(spelling, []).append(place.code)
            for written in {key(name) for name in place.names}:
                self._written.setdefault(written, []).append(place.code)
        for code in self._places:
            self._check_ancestry(code)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def get(self, code: str) -> Place | None:
        """Return the place with this code of ours."""
        return self._places.get(code)

    def children(self, code: str, *levels: Level) -> tuple[str, ...]:
        """Return the codes directly under `code` ("" for the countries), in the file's order."""
        found = self._children.get(code, ())
        return tuple(child for child in found if not levels or self._places[child].level in levels)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes above `code`, nearest first; none for an unknown code."""
        found: list[str] = []
        place = self._places.get(code)
        while place and place.parent:
            found.append(place.parent)
            place = self._places.get(place.parent)
        return tuple(found)

    def area(self, code: str) -> Area:
        """Return a place with everything below it; made once, since places never change."""
        if code not in self._areas:
            found = [code]
            for above in found:
                found.extend(self._children.get(above, ()))
            self._areas[code] = Area(code, frozenset(found))
        return self._areas[code]

    def within(self, code: str, area: str) -> bool:
        """Return whether the known place `code` is `area` or lies in it."""
        return code in self._places and (code == area or area in self.ancestors(code))

    def name(self, code: str, language: str) -> str:
        """Return the name in `language` ("ar", "en_GB"), else the other one, else the code."""
        place = self._places.get(code)
        if place is None:
            return code
        names = (place.name_ar, place.name_en)
        first, second = names if language.startswith("ar") else reversed(names)
        return first or second or code

    def called(self, code: str, language: str, within: bool) -> str:
        """Return a place's name for a sentence, with what it lies in when `within`."""
        name, area = self.label(code, language)
        return f"{name} ({area})" if within and area else name

    def level(self, code: str) -> str:
        """Return how large a place is; nothing for an unknown code."""
        place = self._places.get(code)
        return place.level if place else ""

    def label(self, code: str, language: str) -> tuple[str, str]:
        """Return the name and that of the nearest area named otherwise, if any: الشحيل, البصيرة."""
        name = self.name(code, language)
        above = (self.name(area, language) for area in self.ancestors(code))
        return name, next((other for other in above if other != name), "")

    def exact(self, text: str, home: str = "") -> tuple[str, ...]:
        """Return the places `text` names: one, several if it is ambiguous, none if it is unknown.

        `home` is the governorate looked in first. Of a village, its sub-district and its district
        of one name the village is meant, unless the text says which (ناحية البصيرة).
        """
        for reading in place_readings(text):
            if found := self._named.get(reading):
                return self.meant(found, home, _level_said(text))
        return ()

    @property
    def spellings(self) -> Mapping[str, list[str]]:
        """Every place key with the codes, large and small, that go by it."""
        return MappingProxyType(self._named)

    @property
    def written(self) -> Mapping[str, list[str]]:
        """Every name's plain key (article and ending kept) with the codes that go by it."""
        return MappingProxyType(self._written)

    def nearest(
        self, latitude: float | None, longitude: float | None, *levels: Level
    ) -> tuple[str, float] | None:
        """Return the nearest place of these levels (default: community) and its distance in km.

        None for what is no point on earth: half a position, infinity, not a number.
        """
        if latitude is None or longitude is None:
            return None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        wanted = levels or (Level.COMMUNITY,)
        found = (
            (distance(latitude, longitude, place.latitude, place.longitude), place.code)
            for place in self
            if place.level in wanted and place.latitude is not None and place.longitude is not None
        )
        kilometres, code = min(found, default=(0.0, ""))
        return (code, kilometres) if code else None

    def meant(self, found: Iterable[str], home: str, said: Level | None = None) -> tuple[str, ...]:
        """Return those of several known places of one name that are meant, as `exact` does."""
        found = tuple(found)
        found = tuple(code for code in found if self.within(code, home)) or found
        found = tuple(code for code in found if self._places[code].level is said) or found
        firm = tuple(code for code in found if self._places[code].level not in LOOSE) or found
        lineage = sorted(firm, key=lambda code: len(self.ancestors(code)))
        lowest = lineage[-1]
        if not all(self.within(lowest, code) for code in lineage):
            return firm
        villages = (code for code in lineage if self._places[code].level is Level.COMMUNITY)
        return (next(villages, lineage[0]),)

    def _check_ancestry(self, code: str) -> None:
        seen = {code}
        parent = self._places[code].parent
        while parent:
            if parent in seen:
                raise Refusal("places.cycle", place=code)
            if parent not in self._places:
                raise Refusal("places.orphan", place=code, parent=parent)
            seen.add(parent)
            parent = self._places[parent].parent


def distance(latitude: float, longitude: float, latitude_2: float, longitude_2: float) -> float:
    """Return the great-circle distance of two points in degrees, in kilometres (haversine)."""
    up, across = radians(latitude_2 - latitude) / 2, radians(longitude_2 - longitude) / 2
    chord = sin(up) ** 2 + cos(radians(latitude)) * cos(radians(latitude_2)) * sin(across) ** 2
    return 2 * _EARTH_KILOMETRES * asin(min(1.0, sqrt(chord)))


def _spellings(place: Place) -> set[str]:
    glued = (key(name).replace(" ", "") for name in place.names)  # ديرالزور
    spellings = {place_key(name) for name in (*place.names, *glued)}
    return spellings - {""}


def _level_said(text: str) -> Level | None:
    first = key(text).partition(" ")[0]
    return _SAID.get(first) or _SAID.get(first.removeprefix("ب").removeprefix("ال"))
