"""Finding the place a whole sentence names; what is not certain is offered to be asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from civic.places import LOOSE, Level, Places
from civic.text import KINDS, clean, first_words, key, place_readings
from storage.near_places import near
from storage.place_homographs import HOMOGRAPHS

__all__ = ["find_in_sentence", "near"]

_MOST_WORDS: Final = 60  # of a text; where they live people say at once
_MOST_LETTERS: Final = 1000
_LONGEST_NAME: Final = 4  # words
_NEAR_IN_SENTENCE: Final = 82.0  # of 100; ordinary words resemble names sooner than typed names do
_SHORTEST_NEAR: Final = 6  # letters with the preposition
_LONGEST_NEAR: Final = 40
_MOST_COMPARED: Final = 4  # words, each with every name, which takes about a millisecond
_MOST_ASKED: Final = 4
_PAUSE: Final = re.compile(r"[\n.,;:!?،؛؟…()«»\"]+")
_BEFORE: Final = frozenset(("في", "ع", "علي", "الي", "من", "bl", "fi", "in", "at", "from", "to"))
_HERE: Final = re.compile(r"و?(?:بال|عال|لل|ب)\w{3}")
_LONG_LATIN: Final = 6  # letters of a place key; shorter ones coincide with English words
_JOINED: Final = re.compile(r"^[وبلع]+")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name found: the places meant, all that go by it, and whether it need not be asked."""

    meant: tuple[str, ...]
    called: tuple[str, ...]
    certain: bool


def find_in_sentence(
    places: Places, text: str, home: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the place the first words of `text` name, if it is just one, and those to ask about.

    Two places, a hamlet, a place outside `home`, a name that is also a word, or a spelling that
    is only nearly right are never certain.
    """
    found = {mention.meant: mention for mention in _mentions(places, text, home)}
    certain = _innermost(places, [mention for mention in found.values() if mention.certain])
    doubtful = [code for mention in found.values() if not mention.certain for code in mention.meant]
    far = [code for code in doubtful if not places.within(code, home)]
    if len(certain) == 1 and not far:
        return certain, ()
    asked = (*certain, *far) if certain else tuple(doubtful)
    asked = asked or _resembling(places, text, home)
    return (), tuple(dict.fromkeys(asked))[:_MOST_ASKED]


def _phrases(text: str) -> Iterator[list[str]]:
    left = _MOST_WORDS
    for phrase in _PAUSE.split(clean(first_words(text[:_MOST_LETTERS], _MOST_WORDS))):
        words = key(phrase).split()[:left]
        left -= len(words)
        yield words
        if not left:
            return


def _mentions(places: Places, text: str, home: str) -> Iterator[_Mention]:
    for words in _phrases(text):
        start = 0
        while start < len(words):
            mention, start = _longest(places, words, start, home)
            if mention:
                yield mention


def _longest(
    places: Places, words: list[str], start: int, home: str
) -> tuple[_Mention | None, int]:
    for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
        if mention := _mention(places, words[start:end], words[start - 1 : start], home):
            return mention, end
    return None, start + 1


def _mention(places: Places, named: list[str], before: list[str], home: str) -> _Mention | None:
    text = " ".join(named)
    if text in _BEFORE:
        return None
    for reading in place_readings(text):
        if called := places.spellings.get(reading):
            mention = _Mention(places.exact(text, home), tuple(called), certain=True)
            return _weighed(places, mention, reading, named, before, home)
    return None


def _weighed(
    places: Places, mention: _Mention, reading: str, named: list[str], before: list[str], home: str
) -> _Mention | None:
    """Doubt or drop a name by what stands around it: a kind of place, a preposition, nothing."""
    first = _JOINED.sub("", named[0])
    kind = first in KINDS
    single = len(named) - (kind or named[0] in _BEFORE) == 1
    if single and named[-1].removeprefix("ب").removeprefix("ال") in KINDS:
        return None  # "in the village"
    far = not any(places.within(code, home) for code in mention.meant)
    weak = single and (reading in HOMOGRAPHS or far or _loose(places, mention.meant))
    foreign = reading.isascii() and len(reading) < _LONG_LATIN
    placed = bool(_HERE.match(named[0])) or not _BEFORE.isdisjoint((*before, named[0]))
    if (weak or foreign) and not (kind or placed):
        return None
    return replace(mention, certain=not far and (kind or not weak))


def _everyday(word: str) -> bool:
    generic = word.removeprefix("ب").removeprefix("ال") in KINDS
    return generic or not HOMOGRAPHS.isdisjoint(place_readings(word))


def _loose(places: Places, codes: tuple[str, ...]) -> bool:
    found = (places.get(code) for code in codes)
    return all(place is not None and place.level in LOOSE for place in found)


def _innermost(places: Places, mentions: list[_Mention]) -> tuple[str, ...]:
    """Return the places meant, without those that only say in which area another one lies."""
    meant: list[str] = []
    for mention in mentions:
        others = [other for other in mentions if other is not mention]
        inner = [code for other in others for code in other.meant if code not in mention.meant]
        if any(places.within(code, area) for code in inner for area in mention.called):
            continue
        areas = [area for other in others for area in other.called]
        narrowed = [c for c in mention.meant if any(places.within(c, area) for area in areas)]
        meant.extend(narrowed or mention.meant)
    return tuple(dict.fromkeys(meant))


def _resembling(places: Places, text: str, home: str) -> tuple[str, ...]:
    """Return places that a word with a preposition of place resembles."""
    placed = islice(dict.fromkeys(_placed(text)), _MOST_COMPARED)
    found = (
        code for word in placed for code in near(places, word, home, at_least=_NEAR_IN_SENTENCE)
    )
    return tuple(
        code
        for code in found
        if (place := places.get(code)) and place.level is Level.COMMUNITY
        if places.within(code, home)
    )


def _placed(text: str) -> Iterator[str]:
    """Yield the words that a preposition makes a place of, but for everyday ones."""
    for words in _phrases(text):
        for before, word in zip(["", *words], words, strict=False):
            placed = before in ("في", "ع", *KINDS) or _HERE.match(word)
            if placed and _SHORTEST_NEAR <= len(word) <= _LONGEST_NEAR and not _everyday(word):
                yield word
