"""Invented households that mean to go home, week after week, and what is told of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from civic.disclosure import Dice, Figure, Rule, Shown, Tree, publish, totals
from civic.households import Age, Household, Members, Sex
from civic.places import Level, Place, Places
from civic.return_figures import Freshness, cells_of
from civic.returns import Condition, Details, Help, Horizon, Intention, Obstacle, ReturnIntention

Series = tuple[Figure, str]
Truths = dict[Series, dict[str, int]]
Week = dict[Series, dict[str, Shown]]

LEAST: Final = 5


@dataclass(slots=True)
class Home:
    """A household of the test: what it says, and whether it confirmed that lately."""

    said: ReturnIntention
    freshness: Freshness = Freshness.FRESH


def gazetteer() -> Places:
    """Return a small country: a home governorate with villages, two others, one abroad."""
    rows = [("SY", "", Level.COUNTRY), ("TR", "", Level.COUNTRY)]
    rows += [(f"G{number}", "SY", Level.GOVERNORATE) for number in range(3)]
    for district in range(2):
        rows.append((f"D{district}", "G0", Level.DISTRICT))
        for sub in range(3):
            parent = f"S{district}{sub}"
            rows.append((parent, f"D{district}", Level.SUBDISTRICT))
            rows += [(f"C{district}{sub}{at}", parent, Level.COMMUNITY) for at in range(5)]
    return Places([Place(code, "", above, level, code, code) for code, above, level in rows])


@dataclass(slots=True)
class Crowd:
    """Households that come, change their minds, fall silent and are forgotten."""

    chance: random.Random
    places: Places
    people: int = 500
    homes: list[Home] = field(default_factory=list)
    villages: list[str] = field(init=False)
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        """Let half of them be there from the beginning; small villages have few."""
        self.villages = [place.code for place in self.places if place.level is Level.COMMUNITY]
        self.weights = [self.chance.paretovariate(0.7) for _ in self.villages]
        self.homes = [Home(self._says()) for _ in range(self.people // 2)]

    def pass_week(self) -> None:
        """Let some be forgotten, some change, some fall silent and some come."""
        kept = [home for home in self.homes if self.chance.random() > 0.04]
        self.homes = [self._later(home) for home in kept]
        room = self.people - len(self.homes)
        self.homes += [Home(self._says()) for _ in range(min(room, self.people // 10))]

    def truths(self, tree: Tree) -> Truths:
        """Return every table as it is."""
        found: Truths = {}
        for home in self.homes:
            for (figure, category, place), count in cells_of(
                home.said, home.freshness, self.places, tree
            ):
                cells = found.setdefault((figure, category), {})
                cells[place] = cells.get(place, 0) + count
        return found

    def _later(self, home: Home) -> Home:
        fate = self.chance.random()
        if fate < 0.05:
            return Home(replace(self._says(), origin=home.said.origin))
        if fate < 0.1:
            return Home(home.said, Freshness.STALE)
        return home

    def _says(self) -> ReturnIntention:
        chance = self.chance
        [origin] = chance.choices(self.villages, self.weights)
        intention = chance.choices(list(Intention), [5, 1, 2, 1, 2, 1])[0]
        horizon = chance.choice(list(Horizon)) if intention is Intention.RETURN else None
        current = chance.choices(["S00", "S11", "G1", "G2", "TR"], [4, 2, 4, 1, 2])[0]
        return ReturnIntention(
            origin=origin,
            current=current,
            intention=intention,
            horizon=horizon,
            details=Details(
                household=self._household(),
                obstacles=tuple(chance.sample(list(Obstacle)[:8], chance.randint(0, 3))),
                conditions=tuple(chance.sample(list(Condition)[:6], chance.randint(0, 3))),
                help=tuple(chance.sample(list(Help)[:4], chance.randint(0, 3))),
            ),
        )

    def _household(self) -> Household:
        ages = [Age.UNDER_5, Age.TO_17, Age.TO_59, Age.OVER_60]
        groups = tuple(
            Members(sex, age, self.chance.randint(1, 6))
            for age in ages
            for sex in (Sex.FEMALE, Sex.MALE)
            if self.chance.random() < 0.4
        )
        told = sum(group.many for group in groups)
        return Household(told + self.chance.randint(1, 4), groups)


def least_of(figure: Figure) -> int:
    """Return the step of a table."""
    return LEAST * figure.most_of_one


def told(weeks: Sequence[Truths], tree: Tree, dice: Dice) -> Iterator[Week]:
    """Yield what is shown of each place without its parts, week after week."""
    shown: Week = {}
    for number, truths in enumerate(weeks):
        shown = {
            series: publish(
                shown.get(series, {}),
                truths.get(series, {}),
                tree,
                Rule(least_of(series[0]), f"W{number:02}", "|".join(series), dice),
            )
            for series in sorted(shown.keys() | truths.keys())
        }
        yield shown


def by_place(shown: Mapping[str, Shown], tree: Tree) -> dict[str, int]:
    """Return what an office reads of one series: totals of places with all their parts."""
    return totals({place: each.count for place, each in shown.items()}, tree)
