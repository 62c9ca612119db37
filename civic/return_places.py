"""How near a place is kept of people who are from there, or who live there now."""

from __future__ import annotations

from typing import Final

from civic.places import Level, Places

_LARGE: Final = (Level.GOVERNORATE, Level.COUNTRY)
_MIDDLE: Final = (Level.SUBDISTRICT, Level.DISTRICT, *_LARGE)
_VILLAGE: Final = (Level.COMMUNITY, Level.LOCALITY, *_MIDDLE)


def of_origin(places: Places, code: str) -> str:
    """Return the village or town that a place is or lies in."""
    return _lifted(places, code, _VILLAGE)


def of_now(places: Places, code: str, home: str) -> str:
    """Return where somebody lives: a sub-district of the home governorate, else what is larger."""
    return _lifted(places, code, _MIDDLE if places.within(code, home) else _LARGE)


def heard_of_now(places: Places, code: str, home: str) -> str:
    """Return the same but for a village of the home governorate, which may be that of origin.

    A camp's name goes no further than this.
    """
    if places.within(code, home):
        return _lifted(places, code, _VILLAGE)
    return _lifted(places, code, _LARGE)


def _lifted(places: Places, code: str, levels: tuple[Level, ...]) -> str:
    for each in (code, *places.ancestors(code)):
        place = places.get(each)
        if place is not None and place.level in levels:
            return each
    return code
