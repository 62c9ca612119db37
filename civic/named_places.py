"""Finding a place that is named somewhere in a short line, where no word need be a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from civic.places import LOOSE, Places
from civic.search_question import codes_at
from civic.search_reading import SYNONYMS
from civic.text import key

_LONGEST: Final = 4  # words of a name
_SHORTEST: Final = 3  # letters


def place_at(
    places: Places, words: Sequence[str], at: int, home: str = ""
) -> tuple[int, tuple[str, ...]]:
    """Return how many words from `at` name a place of `home`, and its code, or those it may be.

    A word that is also something else (روضة, a kindergarten) must be written like the place's
    full name; so must the name of a hamlet, since many are like people's names.
    """
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        named = " ".join(words[at : at + count])
        codes = places.exact(named, home) if len(named) >= _SHORTEST else ()
        codes = tuple(code for code in codes if not home or places.within(code, home))
        if codes and (key(named) in places.written or _is_plain(places, words[at], codes)):
            return count, codes
    return 0, ()


def _is_plain(places: Places, word: str, codes: tuple[str, ...]) -> bool:
    other = SYNONYMS.known(key(word)).alone or codes_at([key(word)], 0)[0]
    found = (places.get(code) for code in codes)
    return not other and all(place is not None and place.level not in LOOSE for place in found)
