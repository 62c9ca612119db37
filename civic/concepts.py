"""Finding what is named in a text by any of its words: «مي», «الماي» and «مياه» are all water."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from civic.stems import wide_forms
from civic.text import key

_DATA: Final = Path(__file__).parent / "data"
_LONGEST: Final = 3  # words in the longest expression
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What one written word may name: by itself, and the forms in which it begins expressions."""

    alone: frozenset[str]
    begins: tuple[str, ...]


class Lexicon:
    """Expressions of one to three words, each with the names of what it stands for."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and one expression for it; spelling is folded here."""
        named: dict[str, set[str]] = defaultdict(set)
        for name, expression in rows:
            named[key(expression)].add(name)
        self._named = {expression: frozenset(names) for expression, names in named.items()}
        self._first_words = frozenset(
            expression.partition(" ")[0] for expression in named if " " in expression
        )

    @classmethod
    def read(cls, file: str) -> Lexicon:
        """Read a file of civic/data whose rows hold a name and its expressions, `|` between."""
        with (_DATA / file).open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened))[1:]
        return cls((name, expression) for name, words in rows for expression in words.split("|"))

    def known(self, word: str) -> Known:
        """Look one word's key up under all its forms; the first that is known counts."""
        return self.known_as(wide_forms(word))

    def known_as(self, forms: tuple[str, ...]) -> Known:
        """Look a word up whose forms are known, as several lexicons need them."""
        alone = next((self._named[form] for form in forms if form in self._named), _NOTHING)
        return Known(alone, tuple(form for form in forms if form in self._first_words))

    def found(self, words: Sequence[str], known: Iterable[Known] = ()) -> dict[str, int]:
        """Return the names of all that a text's words say, each with its first position.

        `known` is what the words are known as, where that has been looked up already.
        """
        found: dict[str, int] = {}
        for at, here in enumerate(known or map(self.known, words)):
            if here.begins:
                for name in self._expression(words, at, here.begins):
                    found.setdefault(name, at)
            for name in here.alone:
                found.setdefault(name, at)
        return found

    def _expression(self, words: Sequence[str], at: int, begins: tuple[str, ...]) -> frozenset[str]:
        for count in range(_LONGEST, 1, -1):
            rest = words[at + 1 : at + count]
            if len(rest) == count - 1:
                for form in begins:
                    if names := self._named.get(" ".join((form, *rest))):
                        return names
        return _NOTHING
