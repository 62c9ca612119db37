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
    many: int


@dataclass(frozen=True, slots=True)
class Household:
    """So many people, the asker included; `groups` counts those of whom more was told.

    Groups of whom only the sex was told and groups of whom only the age was told may be the
    same people; those of one age, and those of one sex, are together at most `people`.
    """

    people: int
    groups: tuple[Members, ...] = ()

    def by_age(self) -> dict[Age, int]:
        """Return the people by age; those of whom it was not told under UNTOLD."""
        found = dict.fromkeys(Age, 0)
        for members in self.groups:
            found[members.age] += members.many
        return {**found, Age.UNTOLD: self.people - sum(found.values()) + found[Age.UNTOLD]}

    def by_sex(self) -> dict[Sex, int]:
        """Return the people by sex; those of whom it was not told under UNTOLD."""
        found = dict.fromkeys(Sex, 0)
        for members in self.groups:
            found[members.sex] += members.many
        return {**found, Sex.UNTOLD: self.people - sum(found.values()) + found[Sex.UNTOLD]}


def household(people: int, groups: Iterable[Members]) -> Household:
    """Return a household that can be.

    Raises Refusal "household.nobody", "household.too-many" (`people`, `most`),
    "household.more-than-all" (`counted`, `people`) or "household.children-alone" (`people`).
    """
    found = Household(people, tuple(members for members in groups if members.many))
    if people < 1:
        raise Refusal("household.nobody")
    if people > MOST_PEOPLE:
        raise Refusal("household.too-many", people=people, most=MOST_PEOPLE)
    counted = max(
        sum(members.many for members in found.groups if members.age is not Age.UNTOLD),
        sum(members.many for members in found.groups if members.sex is not Sex.UNTOLD),
        max((members.many for members in found.groups), default=0),
    )
    if counted > people:
        raise Refusal("household.more-than-all", counted=counted, people=people)
    if found.by_age()[Age.UNDER_5] == people:
        raise Refusal("household.children-alone", people=people)
    return found
