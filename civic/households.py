"""A household in numbers: how many people, of which age and sex, as far as they were told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from civic.refusals import Refusal

MOST_PEOPLE: Final = 40
"""More live together in no household; a larger number is several households, or a slip."""


class Sex(StrEnum):
    """Sex as surveys of the displaced count it; UNTOLD where only the age was named."""

    FEMALE = "f"
    MALE = "m"
    UNTOLD = "x"


class Age(StrEnum):
    """The bands of age in which UNHCR's intention surveys count; UNTOLD where none was named."""

    UNDER_5 = "0_4"
    TO_17 = "5_17"
    TO_59 = "18_59"
    OVER_60 = "60"
    UNTOLD = "untold"


class Members(NamedTuple):
    """People of one household who are counted together."""

    sex: Sex
    age: Age
    count: int


@dataclass(frozen=True, slots=True)
class Household:
    """So many people, the asker included; `groups` counts those of whom more was told.

    The groups' sum is at most `people`; of the rest nothing is known.
    """

    people: int
    groups: tuple[Members, ...] = ()

    @property
    def counted(self) -> int:
        """Of how many more was told than that they are there."""
        return sum(members.count for members in self.groups)

    def by_age(self) -> dict[Age, int]:
        """Return the people by age; those of whom it was not told under UNTOLD."""
        found = dict.fromkeys(Age, 0)
        for members in self.groups:
            found[members.age] += members.count
        found[Age.UNTOLD] += self.people - self.counted
        return found

    def by_sex(self) -> dict[Sex, int]:
        """Return the people by sex; those of whom it was not told under UNTOLD."""
        found = dict.fromkeys(Sex, 0)
        for members in self.groups:
            found[members.sex] += members.count
        found[Sex.UNTOLD] += self.people - self.counted
        return found


def household(people: int, groups: Iterable[Members]) -> Household:
    """Return a household that can be.

    Raises Refusal "household.nobody", "household.too-many" (`people`, `most`),
    "household.more-than-all" (`counted`, `people`) or "household.children-alone" (`people`).
    """
    found = Household(people, tuple(members for members in groups if members.count))
    if people < 1:
        raise Refusal("household.nobody")
    if people > MOST_PEOPLE:
        raise Refusal("household.too-many", people=people, most=MOST_PEOPLE)
    if found.counted > people:
        raise Refusal("household.more-than-all", counted=found.counted, people=people)
    if found.by_age()[Age.UNDER_5] == people:
        raise Refusal("household.children-alone", people=people)
    return found
