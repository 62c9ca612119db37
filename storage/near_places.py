"""Finding the place that is meant by a name that is nearly right."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from civic.places import LOOSE, Places
from civic.text import key, place_readings

NEAR: Final = 75.0
"""Of 100: measured on typing errors, below it the wrong places outnumber the right ones."""

_ONE_SLIP: Final = 1  # a letter too many, too few, wrong, or two swapped: counts in short names too
_LOOSE_COSTS: Final = 6.0  # a hamlet must be spelled better than a village to come before it
_FAR_COSTS: Final = 12.0  # so must a place outside the governorate
_SHORTEST: Final = 3  # letters


def near(
    places: Places, text: str, home: str, limit: int = 4, at_least: float = NEAR
) -> tuple[str, ...]:
    """Return at most `limit` places whose names resemble `text`, best first.

    They are to be asked about and never assumed; places in the governorate `home` come sooner.
    """
    scores: dict[str, float] = {}
    for reading in place_readings(text):
        _note(scores, places, home, places.spellings, reading, at_least)
    _note(scores, places, home, places.written, key(text), at_least)
    ranked = sorted(scores, key=lambda code: _cost(places, code, home) - scores[code])
    return tuple(ranked[:limit])


def _note(
    scores: dict[str, float],
    places: Places,
    home: str,
    names: Mapping[str, list[str]],
    typed: str,
    at_least: float,
) -> None:
    for name, score in _resembling(names, typed, at_least).items():
        for code in places.meant(names[name], home):
            scores[code] = max(score, scores.get(code, 0.0))


def _resembling(names: Mapping[str, list[str]], typed: str, at_least: float) -> dict[str, float]:
    if len(typed) < _SHORTEST:
        return {}
    known = names.keys()
    slips = process.extract(typed, known, scorer=OSA.distance, score_cutoff=_ONE_SLIP, limit=None)
    ratios = process.extract(typed, known, scorer=fuzz.ratio, score_cutoff=at_least, limit=None)
    found = {
        name: 100 - 100 * slip / len(typed) for name, slip, _ in slips if len(name) >= _SHORTEST
    }
    for name, ratio, _ in ratios:
        found[name] = max(ratio, found.get(name, 0.0))
    return found


def _cost(places: Places, code: str, home: str) -> float:
    place = places.get(code)
    loose = place is not None and place.level in LOOSE
    return _LOOSE_COSTS * loose + _FAR_COSTS * (not places.within(code, home))
