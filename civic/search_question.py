"""What somebody looks for: the parts of a query, each with the codes and words that answer it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from civic.search_reading import NEGATIONS, STOP_WORDS, SYNONYMS, TextReader, meaning
from civic.stems import root
from civic.text import first_words, key

_FILE: Final = Path(__file__).parent / "data" / "need_names.csv"
_MOST_WORDS: Final = 20  # of a query

Answers = frozenset[str]
"""Terms of which one is enough: a word's root, or what it may mean."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is looked for.

    `codes` are the sectors and problems that it names, `words` what must be said otherwise,
    `roots` the same words as they were written.
    """

    codes: frozenset[str]
    words: tuple[Answers, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: every part, or else the `problem` that all of them make together."""

    parts: tuple[Part, ...]
    problem: str | None = None

    @classmethod
    def read(cls, query: str) -> Question:
        """Read a query; one that says nothing has no parts and finds nothing."""
        words = key(first_words(query, _MOST_WORDS)).split()
        parts = tuple(part for part in _parts(_telling(words)) if part.words)
        problem = TextReader().read(query).problem if len(parts) > 1 else None
        return cls(parts, problem)


def names_of(code: str) -> tuple[str, ...]:
    """Return what a sector or problem is called, the label that people read first."""
    return _NAMES.get(code, ())


def _read_names() -> Mapping[str, tuple[str, ...]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: tuple(row["names"].split("|")) for row in csv.DictReader(file)}


def _token(word: str) -> str:
    """Return what stands for a word and all its synonyms."""
    meanings = SYNONYMS.known(word).alone
    return meaning(min(meanings)) if meanings else root(word)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(map(_token, _telling(key(name).split())))


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS or word in NEGATIONS]


def _by_tokens() -> Mapping[tuple[str, ...], frozenset[str]]:
    codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, names in _NAMES.items():
        for name in names:
            codes[_tokens(name)].add(code)
    return {tokens: frozenset(named) for tokens, named in codes.items()}


_NAMES: Final = _read_names()
_CODES: Final = _by_tokens()
_LONGEST: Final = max(map(len, _CODES))


def codes_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """Return how many words from `at` are the longest name there, and the codes that it names."""
    return _codes_at(tuple(map(_token, words[at : at + _LONGEST])), 0)


def _codes_at(tokens: tuple[str, ...], at: int) -> tuple[int, frozenset[str]]:
    for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if codes := _CODES.get(tokens[at : at + count]):
            return count, codes
    return 0, frozenset()


def _parts(words: list[str]) -> Iterator[Part]:
    """Cut a query into the longest names of codes, and the words between them."""
    tokens = tuple(map(_token, words))
    at = 0
    while at < len(words):
        count, codes = _codes_at(tokens, at)
        yield _part(words[at : at + max(count, 1)], codes)
        at += max(count, 1)


def _part(words: list[str], codes: frozenset[str]) -> Part:
    words = [word for word in words if word not in STOP_WORDS]
    answers = tuple(
        frozenset((root(word), *map(meaning, SYNONYMS.known(word).alone))) for word in words
    )
    return Part(codes, answers, tuple(map(root, words)))
