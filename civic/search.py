"""An index over the words of needs, in memory only: by root, spelling, synonym and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from heapq import merge
from itertools import chain, islice
from operator import and_, itemgetter
from typing import Final, NamedTuple

from civic.search_found import Found
from civic.search_postings import NONE, Bits, Posting, any_of, highest
from civic.search_question import Part, Question, names_of
from civic.search_reading import TextReader
from civic.text import key

Hit = tuple[int, str]
"""How strongly a need answers a question, and its id."""

MOST_FOUND: Final = 1000
_MOST_DEAD: Final = 256  # replaced texts that may wait to be swept out
_SWEPT_AT_ONCE: Final = 500  # terms
_LABELS: Final = 2  # names of a code that people read, in Arabic and in English


class Hits(NamedTuple):
    """The best of what answers a question, and how many there are in all.

    First the needs `about` it, then those that `also` touch on it.
    """

    about: Sequence[Hit] = ()
    also: Sequence[Hit] = ()
    total_about: int = 0
    total_also: int = 0


def best(hits: Iterable[Hits], most: int) -> Found:
    """Merge what several indexes found, and keep at most so many."""
    each = list(hits)
    about = _merged([one.about for one in each], most)
    also = _merged([one.also for one in each], most - len(about))
    return Found(
        tuple(need for _, need in about),
        tuple(need for _, need in also),
        sum(one.total_about for one in each),
        sum(one.total_also for one in each),
        (*_steps(about), *_steps(also, len({strength for strength, _ in about}))),
    )


def _merged(hits: Iterable[Sequence[Hit]], most: int) -> list[Hit]:
    return list(islice(merge(*hits, key=itemgetter(0), reverse=True), most))


def _steps(hits: Iterable[Hit], first: int = 0) -> Iterator[int]:
    """Count the strengths of what is in order, the first one from `first`."""
    strengths = [strength for strength, _ in hits]
    steps = {strength: step for step, strength in enumerate(dict.fromkeys(strengths), first)}
    return (steps[strength] for strength in strengths)


class _Answers(NamedTuple):
    """The texts that answer a part of a question: by code, in other words, in its own words."""

    codes: Bits
    said: Bits
    verbatim: Bits


class Index:
    """Texts by their terms; of two that answer as well, the one put in later comes first.

    Not safe for several threads at once: whoever holds it guards it.
    """

    def __init__(self, reader: TextReader | None = None) -> None:
        self._reader = reader or TextReader()
        self._postings: dict[str, Posting] = {}
        self._in_place: dict[str, Posting] = {}
        self._needs: list[str] = []
        self._numbers: dict[str, int] = {}
        self._dead = NONE
        self._labels: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, need: object) -> bool:
        return need in self._numbers

    def put(self, need: str, place: str, text: str, sector: str = "", problem: str = "") -> None:
        """Add a need, or replace what was known of it; `text` is all that was said about it."""
        self._bury([need])
        if self._dead.bit_count() > _MOST_DEAD:
            self.sweep()
        number = len(self._needs)
        self._needs.append(need)
        self._numbers[need] = number
        _posting(self._in_place, place).add(number)
        for term in self._terms(text, sector, problem):
            _posting(self._postings, term).add(number)

    def remove(self, needs: Iterable[str]) -> None:
        """Find these needs no longer, from now on; `sweep` then takes their words out."""
        self._bury(needs)
        self._reader.forget()

    def sweep(self) -> None:
        """Take out the words of what was removed or replaced; 25 ms among 20,000 needs."""
        for _ in self.sweeping():
            pass

    def sweeping(self) -> Iterator[None]:
        """Do the same bit by bit; whoever guards the index may let go of it in between."""
        dead = self._dead
        postings = [self._in_place, self._postings] if dead else []
        self._reader.forget()
        for each in postings:
            terms = list(each)
            for start in range(0, len(terms), _SWEPT_AT_ONCE):
                for term in terms[start : start + _SWEPT_AT_ONCE]:
                    _take_out(each, term, dead)
                yield
        self._dead &= ~dead

    def terms(self) -> frozenset[str]:
        """Return every term by which some text is found."""
        return frozenset(self._postings)

    def find(self, question: Question, area: frozenset[str], most: int = MOST_FOUND) -> Hits:
        """Return the needs in the area's places that answer a question, the best first."""
        answers = [self._answers(part) for part in question.parts]
        if not answers:
            return Hits()
        if len(answers) == 1 and question.parts[0].codes:
            about, also = answers[0].codes, answers[0].said
        else:
            about = _all_of(each.codes | each.said for each in answers)
            also = self._any_of([_code(question.problem)]) if question.problem else NONE
        inside = self._inside(area)
        about, also = about & inside, also & inside & ~about
        return Hits(
            self._ranked(about, answers, most),
            self._ranked(also, answers, most),
            about.bit_count(),
            also.bit_count(),
        )

    def _inside(self, area: frozenset[str]) -> Bits:
        """Return everything that lies in the area's places and is still there."""
        inside = any_of(found for place, found in self._in_place.items() if place in area)
        return inside & ~self._dead

    def _ranked(self, numbers: Bits, answers: list[_Answers], most: int) -> list[Hit]:
        """Return the strongest; whole sets are split, which is quicker than counting each need."""
        by_strength = [numbers]
        for answering in chain.from_iterable(answers):
            by_strength = _split(by_strength, answering)
        ranked: list[Hit] = []
        for strength in reversed(range(len(by_strength))):
            latest = highest(by_strength[strength], most - len(ranked))
            ranked += ((strength, self._needs[number]) for number in latest)
        return ranked

    def _answers(self, part: Part) -> _Answers:
        said = (self._any_of(answers) for answers in part.words)
        return _Answers(
            codes=self._any_of(map(_code, part.codes)),
            said=_all_of(said),
            verbatim=_all_of(self._any_of([root]) for root in part.roots),
        )

    def _any_of(self, terms: Iterable[str]) -> Bits:
        return any_of(self._postings[term] for term in terms if term in self._postings)

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
                self._dead |= 1 << number
                self._needs[number] = ""


def _posting(postings: dict[str, Posting], term: str) -> Posting:
    found = postings.get(term)
    if found is None:
        found = postings[term] = Posting()
    return found


def _take_out(postings: dict[str, Posting], term: str, dead: Bits) -> None:
    if term in postings:
        postings[term].take_out(dead)
        if not postings[term].bits():
            del postings[term]


def _all_of(found: Iterable[Bits]) -> Bits:
    return reduce(and_, found)


def _split(by_strength: list[Bits], answering: Bits) -> list[Bits]:
    """Raise by one the strength of what answers; the place in the list is the strength."""
    split: list[Bits] = []
    came = NONE
    for numbers in by_strength:
        raised = numbers & answering
        split.append(numbers & ~raised | came)
        came = raised
    return [*split, came]


def _code(code: str) -> str:
    return f"#{code}"
