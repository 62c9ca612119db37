"""What is told about how many people: figures that can be neither subtracted nor followed home.

The argument, and whom it holds against, is in docs/decisions/0010-disclosure.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from civic.places import Level, Places


class Audience(StrEnum):
    """Who reads a table; the public's is made from the representatives', never from the truth."""

    REPRESENTATIVES = "representatives"
    PUBLIC = "public"


LEAST: Final[Mapping[Audience, int]] = MappingProxyType(
    {Audience.REPRESENTATIVES: 5, Audience.PUBLIC: 10}
)
"""How many people a figure tells of at least, and the step by which it changes."""


class Figure(StrEnum):
    """The fixed family of tables, each by category and place.

    Of needs the category is a sector; a person counts once in each cell, so sums are of people
    in places and sectors. The tables of return intentions (civic/return_figures.py) count
    households, for the place they come from and for the one where they are now.
    """

    REPORTERS = "reporters"
    SUPPORTERS = "supporters"
    ORIGIN_INTENTIONS = "origin.intentions"
    ORIGIN_OBSTACLES = "origin.obstacles"
    ORIGIN_CONDITIONS = "origin.conditions"
    ORIGIN_HELP = "origin.help"
    ORIGIN_MEMBERS = "origin.members"
    ORIGIN_FLOWS = "origin.flows"
    CURRENT_INTENTIONS = "current.intentions"
    CURRENT_OBSTACLES = "current.obstacles"
    CURRENT_CONDITIONS = "current.conditions"
    CURRENT_HELP = "current.help"
    CURRENT_MEMBERS = "current.members"

    @property
    def most_of_one(self) -> int:
        """For how many one household may count in a cell; a step is so many times the least."""
        return MEMBERS_OF_ONE if self in _OF_MEMBERS else 1


MEMBERS_OF_ONE: Final = 4
"""So many members of one household count in a cell, so that the least stands for as many homes."""

_OF_MEMBERS: Final = frozenset({Figure.ORIGIN_MEMBERS, Figure.CURRENT_MEMBERS})

NEED_FIGURES: Final = (Figure.REPORTERS, Figure.SUPPORTERS)
"""The tables of needs; all others are of return intentions."""


LEVELS: Final = (Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)
"""The levels that have cells; what lies below or between counts for the nearest above."""

Dice = Callable[[str, int], int]
"""Rolls, for an occasion, one of so many numbers from 0: always the same, guessed by nobody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of the people who count for a place itself, and since which ISO week.

    `count` is a multiple of the least; 0 means suppressed: perhaps nobody, perhaps a few.
    """

    count: int = 0
    since: str = ""


NEVER: Final = Shown()


class Tree:
    """The places that have cells, each part of one other; `parents` names it, "" for none.

    A place with parts gets one more, `elsewhere`, for people told of the place as a whole.
    """

    def __init__(self, parents: Mapping[str, str]) -> None:
        wholes = dict.fromkeys(parent for parent in parents.values() if parent)
        self.parents = MappingProxyType({**parents, **{elsewhere(each): each for each in wholes}})
        parts: dict[str, list[str]] = {place: [] for place in self.parents}
        for place, parent in self.parents.items():
            if parent:
                parts[parent].append(place)
        self.parts = MappingProxyType({place: tuple(found) for place, found in parts.items()})
        depth = {place: len(tuple(self.above(place))) for place in self.parents}
        self.upwards = tuple(sorted(depth, key=lambda place: -depth[place]))
        """Every place after all of its parts."""

    @classmethod
    def of(cls, places: Places) -> "Tree":
        """Return the tree of a gazetteer."""
        known = (place for place in places if place.level in LEVELS)
        return cls({place.code: region(places, place.parent) for place in known})

    def above(self, place: str) -> Iterator[str]:
        """Yield what a place is part of, the nearest first."""
        while place := self.parents[place]:
            yield place

    def innermost(self, place: str) -> str:
        """Return the cell without parts for people told of a place itself."""
        return elsewhere(place) if self.parts[place] else place


def elsewhere(place: str) -> str:
    """Return the name of what lies in a place and in none of its parts, or nobody knows where."""
    return f"{place}/"


def region(places: Places, code: str) -> str:
    """Return the place for whose cell `code` counts: itself or the nearest above, else ""."""
    for each in (code, *places.ancestors(code)):
        if (place := places.get(each)) and place.level in LEVELS:
            return each
    return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """How what is told follows the truth in one week; `series` names table and category."""

    least: int
    week: str
    series: str
    dice: Dice

    def follow(self, place: str, shown: Shown, people: int, most: int | None = None) -> Shown:
        """Return what is told now that `people` is true: the same, or whole steps away.

        How far the truth must go beyond a step is drawn anew after each change, and a change
        that is ripe waits a week or more, so that it betrays neither the last to come nor the
        last to leave. More than `most` is never told.
        """
        if most is not None and shown.count > most:
            return Shown(most // self.least * self.least, self.week)
        if people == shown.count:
            return shown  # whatever the dice
        slack = self.dice(f"{self.series}|{place}|{shown.since}", self.least)
        steps = _steps(people - shown.count, slack, self.least)
        if not steps or self.dice(f"{self.series}|{place}|{self.week}|wait", 2):
            return shown
        return Shown(shown.count + steps * self.least, self.week)


def _steps(away: int, slack: int, least: int) -> int:
    if away >= least + slack:
        return (away - slack) // least
    if away < -slack:
        return (away + slack) // least
    return 0


def publish(
    before: Mapping[str, Shown], truth: Mapping[str, int], tree: Tree, rule: Rule
) -> dict[str, Shown]:
    """Return what is told of each place after this week, for one category of one table.

    `truth` has the people of places without parts. Everybody counts in one cell only: that of
    their place if it is shown, else the nearest above, with those of the other hidden parts.
    """
    gone = (place for place, shown in before.items() if shown.count and place not in tree.parents)
    after = {place: Shown(since=rule.week) for place in gone}
    hidden: dict[str, _Hidden] = {}
    for place in tree.upwards:
        left = _left(place, truth, tree, hidden, rule.least)
        after[place] = rule.follow(place, before.get(place, NEVER), left.people, left.most)
        if not after[place].count:
            hidden[place] = left
    return after


class _Hidden(NamedTuple):
    """People who are not told of yet, and how many there could be for all that is known."""

    people: int
    most: int | None = None


def _left(
    place: str, truth: Mapping[str, int], tree: Tree, hidden: Mapping[str, _Hidden], least: int
) -> _Hidden:
    """Return who is left to tell of in a place: its own people, or some of its hidden parts'.

    Of the parts so few that each may be empty even if all others have as many as they can have
    unshown; of a single one nobody. Which are hidden is published, so this bound says nothing.
    """
    if not tree.parts[place]:
        return _Hidden(truth.get(place, 0))
    parts = [hidden[part] for part in tree.parts[place] if part in hidden]
    able = sum(part.most is None or part.most > 0 for part in parts)
    most = max(0, able - 1) * (least - 1)
    return _Hidden(min(most, sum(part.people for part in parts)), most)


def handed_on(shown: Mapping[str, Shown], tree: Tree) -> dict[str, int]:
    """Return what one audience is told as the truth for a wider one.

    So the wider one's tables say nothing to the first that it does not know.
    """
    people: dict[str, int] = {}
    for place, told in shown.items():
        if told.count:
            innermost = tree.innermost(place)
            people[innermost] = people.get(innermost, 0) + told.count
    return people


def totals(shown: Mapping[str, int], tree: Tree) -> dict[str, int]:
    """Return for each place the sum of what is shown of it and of all its parts.

    There is no other total, so nothing is learnt by taking parts from it.
    """
    sums = {place: shown.get(place, 0) for place in tree.upwards}
    for place in tree.upwards:
        if parent := tree.parents[place]:
            sums[parent] += sums[place]
    return sums


@dataclass(frozen=True, slots=True)
class Table:
    """One published table of a week: counts by (place, category), those suppressed left out."""

    figure: Figure
    audience: Audience
    week: str
    counts: Mapping[tuple[str, str], int]

    def count(self, place: str, category: str) -> int | None:
        """Return the cell, None where it is suppressed: nobody, or too few to be told."""
        return self.counts.get((place, category))

    def of(self, place: str) -> dict[str, int]:
        """Return the cells of a place by their category, those suppressed left out."""
        return {category: count for (at, category), count in self.counts.items() if at == place}
