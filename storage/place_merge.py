"""Bringing an imported file and the places we have together, so that our codes never change."""

from collections.abc import Iterable
from dataclasses import replace

from civic.places import Level, Place, Places
from civic.refusals import Refusal
from civic.text import place_key

_MATCHED_BY_NAME = frozenset((Level.COMMUNITY, Level.NEIGHBOURHOOD))


def merge(places: Places, new: Iterable[Place]) -> list[Place]:
    """Return all places after an import: ours with what the file adds, then what is new.

    A community without P-code takes that of the one of its name in its sub-district and keeps our
    code. Parents must come before what lies in them; Refusal "place-file.unknown-parent" if one
    is missing.
    """
    merged = {place.code: place for place in places}
    ours = {place.pcode: place.code for place in places if place.pcode}
    for place in new:
        parent = ours.get(place.parent, "")
        if place.parent and not parent:
            raise Refusal("place-file.unknown-parent", row=0, column=place.parent)
        code = ours.get(place.pcode) or _same_name(merged, place, parent) or place.pcode
        before = merged.get(code)
        merged[code] = _filled(before, place) if before else replace(place, parent=parent)
        ours[place.pcode] = code
    return list(merged.values())


def _same_name(merged: dict[str, Place], place: Place, parent: str) -> str:
    if place.level not in _MATCHED_BY_NAME:
        return ""
    names = {place_key(name) for name in place.names}
    alike = [
        other.code
        for other in merged.values()
        if other.parent == parent and other.level is place.level and not other.pcode
        if not names.isdisjoint(place_key(name) for name in other.names)
    ]
    return alike[0] if len(alike) == 1 else ""


def _filled(ours: Place, theirs: Place) -> Place:
    known = {place_key(name) for name in ours.names}
    others = tuple(name for name in theirs.names if place_key(name) not in known)
    located = ours if ours.latitude is not None else theirs
    return replace(
        ours,
        pcode=ours.pcode or theirs.pcode,
        name_ar=ours.name_ar or theirs.name_ar,
        name_en=ours.name_en or theirs.name_en,
        latitude=located.latitude,
        longitude=located.longitude,
        aliases=(*ours.aliases, *others),
        valid_to=theirs.valid_to or ours.valid_to,
    )
