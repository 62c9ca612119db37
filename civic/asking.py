"""What a line of an office-holder asks for: «مياه الكسرة عاجل», `health Kasra overdue 7`.

Each part of the line is read as the longest thing it can be: a word that narrows, an age, a
place, the name of a sector or problem. What is none of these is looked for in people's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from civic.ages import Age, age, bare_days, counted_age
from civic.filter_words import Narrowing, Narrows, narrowing_at
from civic.named_places import place_at
from civic.need_filters import NeedFilter
from civic.needs import SECTORS, Severity, Status, sector_of
from civic.places import Places
from civic.refusals import Refusal
from civic.search_question import codes_at
from civic.search_reading import STOP_WORDS
from civic.text import clean, first_words, key
from civic.understanding import CONCEPTS, named

_MOST_WORDS: Final = 40
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def read_filter(text: str, places: Places, home: str = "", *, subjects: bool = True) -> NeedFilter:
    """Return what a line asks for; `home` is the governorate in which places are looked for.

    Without `subjects` names of sectors and problems are left among the words, to be searched.

    Raises Refusal "filter.unfinished" (`wanted`: status, severity, sector, place or age),
    "filter.no-such-severity" (`value`), "filter.ambiguous-place" (`name`, `places`) or
    "filter.two-places" (`places`).
    """
    line = _Line.read(text, places, home, subjects=subjects)
    wanted, left, at = NeedFilter(), list[str](), 0
    while at < len(line.keys):
        piece = line.piece_at(at)
        narrowed = line.narrowed(wanted, piece) if piece else None
        if piece is None or narrowed is None:
            left.append(line.shown[at])
            at += 1
        else:
            wanted, at = narrowed, at + piece.count
    return _understood(wanted, left) if subjects else _searched(wanted, left)


@dataclass(frozen=True, slots=True)
class _Piece:
    """So many words of a line, and the fields of the filter that they fill."""

    count: int
    fills: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's words, as they are shown and as keys, with the places that it may name."""

    shown: tuple[str, ...]
    keys: tuple[str, ...]
    places: Places
    home: str
    subjects: bool

    @classmethod
    def read(cls, text: str, places: Places, home: str, *, subjects: bool) -> _Line:
        """Cut a line into words, without the command with which it may begin."""
        typed = first_words(clean(text), _MOST_WORDS).split()
        if typed and typed[0].startswith("/"):
            del typed[0]
        parts = [(word, key(word).split()) for word in typed]
        return cls(
            tuple(word if len(keys) == 1 else each for word, keys in parts for each in keys),
            tuple(each for _, keys in parts for each in keys),
            places,
            home,
            subjects,
        )

    def piece_at(self, at: int) -> _Piece | None:
        """Return the longest piece from `at`; of equally long ones the first of these kinds."""
        subject = self._code(at) if self.subjects else None
        pieces = (self._narrowing(at), self._age(at), self._place(at), subject)
        return max(
            (piece for piece in pieces if piece), key=lambda piece: piece.count, default=None
        )

    def narrowed(self, wanted: NeedFilter, piece: _Piece) -> NeedFilter | None:
        """Return the filter with a piece; None when that part of it is already narrowed."""
        place = piece.fills.get("place")
        if place and wanted.place:
            return replace(wanted, place=self._inner(wanted.place, place))
        for name, value in piece.fills.items():
            if getattr(wanted, name) not in (getattr(_ANY, name), value):
                return None
        return replace(wanted, **piece.fills)

    def _narrowing(self, at: int) -> _Piece | None:
        found = narrowing_at(self.keys, at)
        if found is None:
            return None
        after = at + found.count
        match found.narrows:
            case Narrows.WANTS:
                return self._wanted(found, after)
            case Narrows.LASTING:
                return _aged(found.count, age(self.keys, after))
            case Narrows.OVERDUE:
                late = age(self.keys, after) or bare_days(self.keys, after)
                return _aged(found.count, late, overdue=True) or _Piece(
                    found.count, {"overdue": True}
                )
        return _Piece(found.count, _filled(found))

    def _wanted(self, found: Narrowing, after: int) -> _Piece | None:
        """Return a field with the value that follows its name; none if other words follow."""
        value = self._value(found.value, after)
        if value is not None:
            return _Piece(found.count + value.count, value.fills)
        if after < len(self.keys) and narrowing_at(self.keys, after) is None:
            return None
        raise Refusal("filter.unfinished", wanted=found.value)

    def _value(self, wanted: str, at: int) -> _Piece | None:
        if wanted == "age":
            return _aged(0, age(self.keys, at) or bare_days(self.keys, at))
        if wanted == "severity" and (number := bare_days(self.keys, at)):
            return _Piece(1, {"severity": _severity(number[1])})
        piece = self._place(at) if wanted == "place" else self._code(at)
        if wanted in ("status", "severity"):
            found = narrowing_at(self.keys, at)
            piece = _Piece(found.count, _filled(found)) if found else None
        return piece if piece and wanted in piece.fills else None

    def _age(self, at: int) -> _Piece | None:
        return _aged(0, counted_age(self.keys, at))

    def _place(self, at: int) -> _Piece | None:
        count, codes = place_at(self.places, self.shown, at, self.home)
        if len(codes) > 1:
            name = " ".join(self.shown[at : at + count])
            raise Refusal("filter.ambiguous-place", name=name, places=codes)
        return _Piece(count, {"place": codes[0]}) if codes else None

    def _code(self, at: int) -> _Piece | None:
        count, codes = codes_at(self.keys, at)
        return _Piece(count, _of_code(*codes)) if len(codes) == 1 else None

    def _inner(self, one: str, other: str) -> str:
        """Return the place that lies in the other one; raises Refusal "filter.two-places"."""
        for inner, outer in ((one, other), (other, one)):
            around = {self.places.name(area, "ar") for area in self.places.ancestors(inner)}
            # Of a village and its sub-district of one name, the name alone means the village.
            if inner == outer or self.places.name(outer, "ar") in around:
                return inner
        raise Refusal("filter.two-places", places=(one, other))


_ANY: Final = NeedFilter()


def _aged(count: int, found: Age | None, **fills: Any) -> _Piece | None:
    return _Piece(count + found[0], {"older_than": found[1], **fills}) if found else None


def _filled(found: Narrowing) -> Mapping[str, Any]:
    match found.narrows:
        case Narrows.STATUS:
            return {"status": Status(found.value)}
        case Narrows.OPEN:
            return {"status": None}
        case Narrows.SEVERITY:
            return {"severity": Severity(found.value)}
        case Narrows.OVERDUE | Narrows.UNASSIGNED:
            return {found.narrows.value: True}
    return _NOTHING


def _severity(number: int) -> Severity:
    try:
        return Severity(str(number))
    except ValueError:
        raise Refusal("filter.no-such-severity", value=number) from None


def _of_code(code: str) -> Mapping[str, str]:
    return {"sector": code} if code in SECTORS else {"sector": sector_of(code), "problem": code}


def _understood(wanted: NeedFilter, left: list[str]) -> NeedFilter:
    """Read what is left as a problem if each word says something about it («المحطة واقفة»)."""
    keys = [key(word) for word in left]
    telling = [each for each in keys if each not in STOP_WORDS]
    if not wanted.sector and all(CONCEPTS.known(each).alone for each in telling):
        sector, problem = named(CONCEPTS.found(keys))
        if sector and problem:
            return replace(wanted, sector=sector, problem=problem)
    return _searched(wanted, left)


def _searched(wanted: NeedFilter, left: list[str]) -> NeedFilter:
    return replace(wanted, words=" ".join(left))
