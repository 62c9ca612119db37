"""Turns counts of places into a worded map; places whose position is unknown are named below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from civic.places import Level, Place, Places
from civic.refusals import Refusal
from conversations.figures import Reader, total
from conversations.pictures import Bubble, BubbleMap
from conversations.wording import PlaceName, Text, Words, _, counted, lines, together

SCALES: Final = (1, 2, 5, 10, 20, 50, 100)
"""Kilometres that a line below a map may stand for."""

_MOST_NAMED: Final = 4


def on_map(
    reader: Reader, places: Places, area: str, counts: Mapping[str, int], day: date
) -> BubbleMap:
    """Return the open needs of an area as circles at places, sub-districts or communities.

    Raises Refusal "figures.none" where nothing is counted and "figures.no-positions" where
    none of the places has a known position.
    """
    placed, missing = _with_points(places, counts)
    if not placed and not missing:
        raise Refusal("figures.none", place=area)
    if not placed:
        raise Refusal("figures.no-positions", place=area)
    note = total(day, placed.total() + missing.total())
    return BubbleMap(
        language=reader.language,
        title=reader.say(_("Where the open requests are: {place}", place=PlaceName(area))),
        bubbles=tuple(_bubble(reader, places, code, count) for code, count in placed.items()),
        legend=reader.say(_("Number of requests")),
        around=_around(places, area),
        scales=tuple((far, reader.say(_("{count} km", count=far))) for far in SCALES),
        note=reader.say(lines(note, _unplaced(missing))),
    )


def no_positions(area: str) -> Words:
    """Say that no map can be drawn."""
    return _("The positions of the places are not known yet: {place}.", place=PlaceName(area))


def _with_points(places: Places, counts: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Return the counts by places with a position, and those by places without one.

    A neighbourhood has none of its own and is counted with its town.
    """
    placed, missing = Counter[str](), Counter[str]()
    for code, count in counts.items():
        place = places.get(code)
        if place and place.level is Level.NEIGHBOURHOOD and place.latitude is None:
            place = places.get(place.parent)
        if place and _point(place):
            placed[place.code] += count
        else:
            missing[code] += count
    return +placed, +missing


def _bubble(reader: Reader, places: Places, code: str, count: int) -> Bubble:
    place = places.get(code)
    point = _point(place) if place else None
    if point is None:
        raise ValueError("a place without a position")
    label = reader.wording.label(PlaceName(code), reader.language)
    return Bubble(label=label, latitude=point[0], longitude=point[1], count=count)


def _around(places: Places, area: str) -> tuple[tuple[float, float], ...]:
    """Return where the communities of the area lie: along the rivers, which gives it its shape."""
    inside = (
        place
        for place in places
        if place.level is Level.COMMUNITY and places.within(place.code, area)
    )
    return tuple(point for place in inside if (point := _point(place)))


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _unplaced(missing: Counter[str]) -> Text | None:
    if not missing:
        return None
    ranked = sorted(missing.items(), key=lambda row: (-row[1], row[0]))[:_MOST_NAMED]
    named = together(*(PlaceName(code) for code, _count in ranked))
    return counted(
        "{count} request is in places whose position is not known yet: {places}.",
        "{count} requests are in places whose position is not known yet: {places}.",
        missing.total(),
        places=named,
    )
