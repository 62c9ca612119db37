"""The grammar of Arabic number words: ألفين وثلاثمية وخمسة وعشرين."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from civic.number_words import FRACTIONS, HUNDREDS, TEEN, TEENS, TENS, THOUSANDS, UNITS

Token = str | Decimal
"""A word's key, or a numeral's value."""

AND: Final = "و"

_GLUED_HUNDREDS: Final = ("ميه", "مايه", "ميت")  # ثلاثمئة
_GLUED_THOUSANDS: Final = ("تالاف", "الاف", "تلاف", "لاف")  # خمستالاف


@dataclass(slots=True)
class _Sum:
    """What the words so far come to; each word must fit below the one before it."""

    thousands: int = 0
    below: int = 0
    unit: int = 0  # the last word, if it was 1 to 9 and so may be taken by عشر or مئة

    def add(self, word: str, joined: bool) -> bool:
        """Add a word, `joined` by و or not; return whether it fits."""
        unit, self.unit = self.unit, 0
        if not joined and self._takes(word, unit):
            return True
        if not (joined or self.thousands == self.below == 0):
            return False
        if word in THOUSANDS or word in HUNDREDS:
            return self._start(word)
        return self._small(word)

    def _takes(self, word: str, unit: int) -> bool:
        if unit and word in TEEN:
            self.below += 10
        elif unit > 2 and self.below == unit and HUNDREDS.get(word) == 100:
            self.below = unit * 100
        elif self.below and not self.thousands and THOUSANDS.get(word) == 1000:
            self.thousands, self.below = self.below * 1000, 0
        else:
            return False
        return True

    def _start(self, word: str) -> bool:
        if self.below or (word in THOUSANDS and self.thousands):
            return False
        self.thousands += THOUSANDS.get(word, 0)
        self.below = HUNDREDS.get(word, 0)
        return True

    def _small(self, word: str) -> bool:
        rest = self.below % 100
        if word in TENS and rest < 10:
            self.below += TENS[word]
        elif word in TEENS and not rest:
            self.below += TEENS[word]
        elif UNITS.get(word) and not rest:
            self.unit = UNITS[word]
            self.below += self.unit
        else:
            return self._glued(word)
        return True

    def _glued(self, word: str) -> bool:
        hundreds, thousands = _glued(word, _GLUED_HUNDREDS), _glued(word, _GLUED_THOUSANDS)
        if self.below or not (hundreds or thousands) or (thousands and self.thousands):
            return False
        self.below = hundreds * 100
        self.thousands += thousands * 1000
        return True


def read_phrase(tokens: Sequence[Token], start: int) -> tuple[Decimal | None, int]:
    """Return the number that begins at `start`, if any, and where it ends."""
    value, end = _numeral_or_words(tokens, start)
    if value is not None and value < 1000:
        part, after = read_part(tokens, end)
        return value + part, after
    return value, end


def read_part(tokens: Sequence[Token], start: int) -> tuple[Decimal, int]:
    """Return the half or quarter in "ونص" at `start`, else 0, and where it ends."""
    if tokens[start : start + 1] == [AND] and len(tokens) > start + 1:
        part = tokens[start + 1]
        if isinstance(part, str) and part in FRACTIONS:
            return FRACTIONS[part], start + 2
    return Decimal(0), start


def _numeral_or_words(tokens: Sequence[Token], start: int) -> tuple[Decimal | None, int]:
    first = tokens[start]
    if isinstance(first, Decimal):
        scaled = start + 1 < len(tokens) and THOUSANDS.get(str(tokens[start + 1])) == 1000
        return (first * 1000, start + 2) if scaled else (first, start + 1)
    if first in FRACTIONS:
        return FRACTIONS[first], start + 1
    if UNITS.get(first) == 0:
        return Decimal(0), start + 1
    return _words(tokens, start)


def _words(tokens: Sequence[Token], start: int) -> tuple[Decimal | None, int]:
    total, end = _Sum(), start
    while end < len(tokens):
        joined = tokens[end] == AND and end > start and end + 1 < len(tokens)
        word = tokens[end + joined]
        if not isinstance(word, str) or not total.add(word, joined):
            break
        end += 1 + joined
    if end == start:
        return None, start
    return Decimal(total.thousands + total.below), end


def _glued(word: str, endings: Sequence[str]) -> int:
    for ending in endings:
        unit = UNITS.get(word.removesuffix(ending), 0) if word.endswith(ending) else 0
        if unit > 2:
            return unit
    return 0
