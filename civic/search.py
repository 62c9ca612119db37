"""An index over the words of needs, in memory only: by root, spelling, synonym and meaning."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

from civic.search_question import Part, Question, names_of
from civic.search_reading import TextReader
from civic.text import key

Hit = tuple[int, str]
"""How strongly a need answers a question, and its id."""

_MOST_DEAD: Final = 256  # replaced texts that may wait to be swept out
_BITS: Final = 32  # of a text's number
_NUMBER: Final = (1 << _BITS) - 1
_LABELS: Final = 2  # names of a code that people read, in Arabic and in English


class Hits(NamedTuple):
    """What answers a question: needs `about` it, and those that `also` touch on it, best first."""

    about: Sequence[Hit] = ()
    also: Sequence[Hit] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The best of what was found, by ids of needs, and how many there were in all."""

    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    total_about: int = 0
    total_also: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, the best first."""
        return self.about + self.also


def best(hits: Iterable[Hits], most: int) -> Found:
    """Merge what several indexes found, and keep at most so many."""
    each = list(hits)
    about, also = [one.about for one in each], [one.also for one in each]
    kept = _merged(about, most)
    return Found(kept, _merged(also, most - len(kept)), sum(map(len, about)), sum(map(len, also)))


def _merged(hits: Iterable[Sequence[Hit]], most: int) -> tuple[str, ...]:
    ranked = merge(*hits, key=itemgetter(0), reverse=True)
    return tuple(need for _, need in islice(ranked, most))


class _Answers(NamedTuple):
    """The texts that answer a part of a question: by code, in other words, in its own words."""

    codes: set[int]
    said: set[int]
    verbatim: set[int]


class Index:
    """Texts by their terms; of two that answer as well, the one put in later comes first.

    Not safe for several threads at once: whoever holds it guards it.
    """

    def __init__(self, reader: TextReader | None = None) -> None:
        self._reader = reader or TextReader()
        self._postings: dict[str, array[int]] = {}
        self._needs: list[str] = []
        self._places: list[str] = []
        self._numbers: dict[str, int] = {}
        self._in_place: Counter[str] = Counter()
        self._dead: set[int] = set()
        self._labels: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, need: object) -> bool:
        return need in self._numbers

    def put(self, need: str, place: str, text: str, sector: str = "", problem: str = "") -> None:
        """Add a need, or replace what was known of it; `text` is all that was said about it."""
        self._bury([need])
        if len(self._dead) > _MOST_DEAD:
            self.sweep()
        number = len(self._needs)
        self._needs.append(need)
        self._places.append(place)
        self._numbers[need] = number
        self._in_place[place] += 1
        for term in self._terms(text, sector, problem):
            posting = self._postings.get(term)
            if posting is None:
                posting = self._postings[term] = array("I")
            posting.append(number)

    def remove(self, needs: Iterable[str]) -> None:
        """Find these needs no longer, from now on; `sweep` then takes their words out."""
        self._bury(needs)
        self._reader.forget()

    def sweep(self) -> None:
        """Take out the words of what was removed or replaced; 60 ms among 20,000 needs."""
        if not self._dead:
            return
        for term, posting in list(self._postings.items()):
            if not self._dead.isdisjoint(posting):
                left = array("I", (number for number in posting if number not in self._dead))
                self._postings[term] = left
                if not left:
                    del self._postings[term]
        self._dead.clear()

    def terms(self) -> frozenset[str]:
        """Return every term by which some text is found."""
        return frozenset(self._postings)

    def find(self, question: Question, area: frozenset[str]) -> Hits:
        """Return the needs in the area's places that answer a question, the best first."""
        answers = [self._answers(part) for part in question.parts]
        if not answers:
            return Hits()
        if len(answers) == 1 and question.parts[0].codes:
            about, also = answers[0].codes, answers[0].said
        else:
            about = set.intersection(*(each.codes | each.said for each in answers))
            also = self._texts(_code(question.problem)) if question.problem else set()
        return Hits(
            self._ranked(self._inside(about, area), answers),
            self._ranked(self._inside(also - about, area), answers),
        )

    def _inside(self, numbers: set[int], area: frozenset[str]) -> set[int]:
        living = numbers - self._dead
        if self._in_place.keys() <= area:
            return living
        return {number for number in living if self._places[number] in area}

    def _ranked(self, numbers: set[int], answers: list[_Answers]) -> list[Hit]:
        strengths = dict.fromkeys(numbers, 0)
        for each in answers:
            for answering in each:
                for number in numbers & answering:
                    strengths[number] += 1
        # Whole numbers sort in a third of the time of pairs.
        ranked = [strength << _BITS | number for number, strength in strengths.items()]
        ranked.sort(reverse=True)
        return [(rank >> _BITS, self._needs[rank & _NUMBER]) for rank in ranked]

    def _answers(self, part: Part) -> _Answers:
        said = (set().union(*map(self._texts, answers)) for answers in part.words)
        return _Answers(
            codes=set().union(*(self._texts(_code(code)) for code in part.codes)),
            said=set.intersection(*said),
            verbatim=set.intersection(*map(self._texts, part.roots)),
        )

    def _texts(self, term: str) -> set[int]:
        return set(self._postings.get(term, ()))

    def _terms(self, text: str, sector: str, problem: str) -> set[str]:
        read = self._reader.read(text)
        codes = {code for code in (sector, problem) if code}
        terms = set(read.terms).union(*map(self._label, codes))
        codes.update(code for code in (read.sector, read.problem) if code)
        return terms | set(map(_code, codes))

    def _label(self, code: str) -> frozenset[str]:
        """Return the terms of what a code is called, as if its reporter had said it."""
        if code not in self._labels:
            words = key(" ".join(names_of(code)[:_LABELS])).split()
            self._labels[code] = self._reader.terms(words)
        return self._labels[code]

    def _bury(self, needs: Iterable[str]) -> None:
        for need in needs:
            number = self._numbers.pop(need, None)
            if number is not None:
                self._dead.add(number)
                self._leave(self._places[number])
                self._needs[number] = ""

    def _leave(self, place: str) -> None:
        self._in_place[place] -= 1
        if not self._in_place[place]:
            del self._in_place[place]


def _code(code: str) -> str:
    return f"#{code}"
