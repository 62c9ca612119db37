"""What is counted of return intentions: the fixed family of tables, and where a record counts.

Two views, of the place of origin and of the place of now, each with the same tables. Why they
cannot be subtracted from each other: docs/decisions/0017-returns-counted.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from civic.disclosure import Figure, Tree, region
from civic.households import Age, Household, Sex
from civic.places import Level, Places
from civic.returns import Condition, Help, Intention, Obstacle, ReturnIntention


class View(StrEnum):
    """For which place a household counts: where it comes from, or where it is now."""

    ORIGIN = "origin"
    CURRENT = "current"


class Subject(StrEnum):
    """What a table is about; flows exist for the place of origin only."""

    INTENTIONS = "intentions"
    OBSTACLES = "obstacles"
    CONDITIONS = "conditions"
    HELP = "help"
    MEMBERS = "members"
    FLOWS = "flows"


class Freshness(StrEnum):
    """Whether a household has confirmed its answer when it was last asked."""

    FRESH = "fresh"
    STALE = "stale"


PRIVATE: Final = "private"
"""The obstacles that are nobody's business, counted together: which of them is told to no one."""

_PRIVATE: Final = frozenset(
    {
        Obstacle.ARREST,
        Obstacle.REVENGE,
        Obstacle.PERMISSION,
        Obstacle.STIGMA,
        Obstacle.MISSING,
        Obstacle.FAMILY_DISAGREE,
    }
)

ABROAD: Final = "abroad"
"""The end of a flow that leads out of the country, whichever other country it is."""

_FIGURES: Final = {figure.value: figure for figure in Figure}

Cell = tuple[Figure, str, str]
"""A table, a category and a place without parts (civic.disclosure.Tree)."""


def figure_of(view: View, subject: Subject) -> Figure | None:
    """Return the table of a subject for a view; None where there is none."""
    return _FIGURES.get(f"{view}.{subject}")


def cells_of(
    said: ReturnIntention, freshness: Freshness, places: Places, tree: Tree
) -> Iterator[tuple[Cell, int]]:
    """Yield the cells in which a household counts, and for how many.

    A stale answer counts among the intentions, apart; what it names may have changed long ago.
    """
    for view, code in ((View.ORIGIN, said.origin), (View.CURRENT, said.current)):
        if not (at := region(places, code)):
            continue
        place = tree.innermost(at)
        for subject, category, count in _categories(said, freshness, places):
            if count and (figure := figure_of(view, subject)):
                yield (figure, category, place), min(count, figure.most_of_one)


def _categories(
    said: ReturnIntention, freshness: Freshness, places: Places
) -> Iterator[tuple[Subject, str, int]]:
    yield Subject.INTENTIONS, intention_category(freshness, said.intention, said.horizon or ""), 1
    if freshness is Freshness.STALE:
        return
    details = said.details
    for obstacle in dict.fromkeys(map(obstacle_category, details.obstacles)):
        yield Subject.OBSTACLES, obstacle, 1
    for condition in dict.fromkeys(details.conditions):
        yield Subject.CONDITIONS, condition.value, 1
    for wish in dict.fromkeys(details.help):
        yield Subject.HELP, wish.value, 1
    if details.household:
        for group, people in _members(details.household):
            yield Subject.MEMBERS, group, people
    if end := flow_end(places, said.current):
        yield Subject.FLOWS, end, 1


def _members(household: Household) -> Iterator[tuple[str, int]]:
    """Yield how many are of which age and sex, nobody twice; the rest are one group.

    Those of whom only the sex was told may be among those of whom only the age was.
    """
    left = household.people
    for members in sorted(household.groups, key=lambda members: members.age is Age.UNTOLD):
        people = min(left, members.many)
        left -= people
        yield member_category(members.age, members.sex), people
    yield member_category(Age.UNTOLD, Sex.UNTOLD), left


def intention_category(freshness: Freshness, intention: Intention, horizon: str = "") -> str:
    """Return the category of an intention with its horizon, if it has one."""
    return ".".join(part for part in (freshness.value, intention.value, horizon) if part)


def obstacle_category(obstacle: Obstacle) -> str:
    """Return where an obstacle counts: by itself, or among the private ones."""
    return PRIVATE if obstacle in _PRIVATE else obstacle.value


def member_category(age: Age, sex: Sex) -> str:
    """Return the category of people of an age and sex."""
    return f"{age}.{sex}"


def flow_end(places: Places, code: str) -> str:
    """Return the governorate in which a place lies, ABROAD outside the country, else ""."""
    for each in (code, *places.ancestors(code)):
        place = places.get(each)
        if place and place.level is Level.GOVERNORATE:
            return each
        if place and place.level is Level.COUNTRY:
            return "" if _is_home(places, each) else ABROAD
    return ""


def _is_home(places: Places, country: str) -> bool:
    return bool(places.children(country, Level.GOVERNORATE))


CATEGORIES: Final[dict[Subject, tuple[str, ...]]] = {
    Subject.OBSTACLES: tuple(dict.fromkeys(map(obstacle_category, Obstacle))),
    Subject.CONDITIONS: tuple(Condition),
    Subject.HELP: tuple(Help),
}
"""Every category of the tables whose rows are codes."""
