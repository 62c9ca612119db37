"""Reading how somebody counts their household: «٥ أشخاص، طفلين تحت الخمسة», "7: 3 boys"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from civic.household_words import (
    AGED,
    COUNTING_US,
    EVERYBODY,
    FROM,
    KINDS,
    ORDINALS,
    OVER,
    TO,
    TWO_OF,
    UNDER,
    YEARS,
    Kind,
)
from civic.households import Age, Household, Members, Sex, household
from civic.numbers import read_count
from civic.text import digits, key

_FIRST_YEARS = ((60, Age.OVER_60), (18, Age.TO_59), (5, Age.TO_17), (0, Age.UNDER_5))
"""From which age on a band counts, the oldest first."""

_UNDER_5 = 5
_NEARLY_OLD = 55


def read_household(text: str) -> Household | None:
    """Return the household that a line counts; None when it counts nobody.

    Raises the refusals of civic.households.household.
    """
    line = _Line(_words(text))
    while line.words:
        line.take()
    if not line.is_told:
        return None
    members = [Members(sex, age, count) for (sex, age), count in sorted(line.groups.items())]
    total = sum(line.groups.values()) if line.people is None else line.people
    return household(total, members)


@dataclass(slots=True)
class _Line:
    """What is left of a line, and what was counted in it so far."""

    words: list[str]
    people: int | None = None
    groups: Counter[Kind] = field(default_factory=Counter)
    count: int | None = None
    last: Kind | None = None
    many: int = 0
    names: bool = False  # the word before named somebody

    @property
    def is_told(self) -> bool:
        """Whether anybody was counted."""
        return self.people is not None or bool(self.groups)

    def take(self) -> None:
        """Read the next word, with those that belong to it."""
        word = self.words.pop(0)
        if word not in KINDS and word not in TWO_OF:
            self.names = False
        if (number := read_count(word)) is not None:
            self._number(number)
        elif word in TWO_OF:
            self.count = 2
            self._noun(TWO_OF[word])
        elif word in EVERYBODY or word in KINDS:
            self._noun(word)
        elif (age := self._age(word)) is not None:
            self._aged(age)

    def _number(self, number: int) -> None:
        """Keep a number for the noun that follows; one that nothing follows counts everybody."""
        if self.words and self.words[0] in YEARS:
            self.words.pop(0)
            self._aged(_band(number))
            return
        after = self.words[0] if self.words else ""
        self.count = number
        if after in EVERYBODY or after in KINDS:
            return
        if after in UNDER | OVER | AGED or (after in FROM and self.is_told):
            self._add((Sex.UNTOLD, Age.UNTOLD), number)
        elif self.people is None:
            self.people = number
        self.count = None

    def _noun(self, noun: str) -> None:
        refines, self.names = self.names and self.count is None, True
        count = 1 if self.count is None else self.count
        self.count = None
        sex, age = KINDS.get(noun, (Sex.UNTOLD, Age.UNTOLD))
        if refines and sex is Sex.UNTOLD and age in (Age.UNDER_5, Age.OVER_60):
            self._aged(age)  # «طفل رضيع» is one child
        elif noun not in EVERYBODY:
            self._add(KINDS[noun], count)
        elif self.people is None:
            self.people = count

    def _add(self, kind: Kind, count: int) -> None:
        self.groups[kind] += count
        self.last, self.many = kind, count

    def _aged(self, age: Age) -> None:
        """Let those who were counted last be of this age."""
        if self.last is None or age is Age.UNTOLD:
            return
        sex, _ = self.last
        self.groups[self.last] -= self.many
        self._add((sex, age), self.many)
        self.groups = +self.groups

    def _age(self, word: str) -> Age | None:
        """Read an age after «تحت», «فوق», «من … إلى», «عمرهم»; None for any other word."""
        if word in UNDER or word in OVER:
            number = self._years()
            if number is None:
                return None
            if word in UNDER:
                return Age.UNDER_5 if number <= _UNDER_5 else Age.UNTOLD
            return _band(60 if number >= _NEARLY_OLD else number)
        if word in AGED or (word in FROM and self._begins_a_range()):
            number = self._years()
            return None if number is None else _band(number)
        return None

    def _begins_a_range(self) -> bool:
        """Tell whether an age follows and then another one."""
        if len(self.words) < 3 or read_count(self.words[0]) is None:
            return False
        return self.words[1] in TO and read_count(self.words[2]) is not None

    def _years(self) -> int | None:
        """Take an age in years, with the second one of a range, which adds nothing."""
        while self.words and self.words[0] in FROM:
            self.words.pop(0)
        number = self._one_age()
        if number is not None and self._range_follows():
            del self.words[:2]
        if self.words and self.words[0] in YEARS:
            self.words.pop(0)
        return number

    def _range_follows(self) -> bool:
        """Tell whether what comes next ends a range rather than counting somebody."""
        if len(self.words) < 2 or self.words[0] not in TO or read_count(self.words[1]) is None:
            return False
        after = self.words[2] if len(self.words) > 2 else ""
        return after not in EVERYBODY and after not in KINDS

    def _one_age(self) -> int | None:
        if not self.words:
            return None
        word = self.words[0]
        number = ORDINALS.get(word, read_count(word))
        if number is not None:
            self.words.pop(0)
        return number


def _band(years: int) -> Age:
    return next(age for first, age in _FIRST_YEARS if years >= first)


def _words(text: str) -> list[str]:
    """Return the words' keys, with a glued «و» apart where a count or a member follows it."""
    found: list[str] = []
    for word in key(digits(text)).split():
        bare = word.removeprefix("و")
        if bare != word and bare and (bare.isdigit() or _known(bare)) and not _known(word):
            found += ["و", bare]
        else:
            found.append(word)
    return found


def _known(word: str) -> bool:
    counts = word in EVERYBODY or word in KINDS or word in TWO_OF or word in COUNTING_US
    return counts or read_count(word) is not None
