"""Attackers of published figures: they know the rule, every table and every week.

They do not know the dice, nor any of the people; who knows more is met in the tests themselves.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from civic.disclosure import Shown, Tree
from tests.civic.crowds import Told, Truth

Bounds = tuple[int, int]
"""At least and at most so many people."""

BoundsOf = Callable[[Told, Tree, int], dict[str, Bounds]]
"""What follows from each cell by itself."""

ANY = 10**9


@dataclass(frozen=True, slots=True)
class Claim:
    """So many people are in the places together, or came there since the week before."""

    people: int
    places: tuple[str, ...]
    week: int
    change: bool = False

    def is_true(self, truths: Sequence[Truth], tree: Tree) -> bool:
        """Tell whether the attacker is right."""
        before = self._count(truths[self.week - 1], tree) if self.change else 0
        return self._count(truths[self.week], tree) - before == self.people

    def _count(self, truth: Truth, tree: Tree) -> int:
        inside = set(self.places)
        return sum(n for leaf, n in truth.items() if inside & {leaf, *tree.above(leaf)})


def subtract(weeks: Sequence[Told], tree: Tree, least: int) -> Iterator[Claim]:
    """Take parts from wholes, and each from what it was a week ago; yield what tells of few."""
    past: dict[tuple[str, ...], int] = {}
    for week, told in enumerate(weeks):
        found = {claim.places: claim for claim in _of_a_week(told, tree, week)}
        yield from (claim for claim in found.values() if 0 < claim.people < least)
        for places, claim in found.items():
            change = claim.people - past.get(places, claim.people)
            if 0 < abs(change) < least:
                yield Claim(change, places, week, change=True)
        past = {places: claim.people for places, claim in found.items()}


def _of_a_week(told: Told, tree: Tree, week: int) -> Iterator[Claim]:
    for place, count in told.items():
        yield Claim(count, (place,), week)
        if hidden := tuple(part for part in tree.parts[place] if part not in told):
            shown = sum(told.get(part, 0) for part in tree.parts[place])
            yield Claim(count - shown, hidden, week)


def subtract_at_random(numbers: Sequence[int], chance: random.Random, tries: int) -> Counter[int]:
    """Take published numbers from each other, two and three at a time; count what remains."""
    first, second, third = (chance.choices(numbers, k=tries) for _ in range(3))
    pairs = Counter(abs(a - b) for a, b in zip(first, second, strict=True))
    return pairs + Counter(abs(a - b - c) for a, b, c in zip(first, second, third, strict=True))


@dataclass(frozen=True, slots=True)
class Whole:
    """The people of a place are those of its parts together, but never more than `most`."""

    place: str
    parts: tuple[str, ...]
    most: int = ANY


def narrow(known: Mapping[str, Bounds], wholes: Sequence[Whole]) -> dict[str, Bounds]:
    """Draw every conclusion from bounds of parts and wholes, until there is none to draw."""
    bounds = dict(known)
    while True:
        before = dict(bounds)
        for whole in wholes:
            _conclude(bounds, whole)
        if bounds == before:
            return bounds


def _conclude(bounds: dict[str, Bounds], whole: Whole) -> None:
    low = sum(bounds[part][0] for part in whole.parts)
    high = sum(bounds[part][1] for part in whole.parts)
    _cut(bounds, whole.place, min(low, whole.most), min(high, whole.most))
    at_least, at_most = bounds[whole.place]
    if at_most == whole.most:
        at_most = ANY  # there may be more of them than are passed on
    for part in whole.parts:
        others_low, others_high = low - bounds[part][0], high - bounds[part][1]
        _cut(bounds, part, at_least - others_high, at_most - others_low)
        low, high = others_low + bounds[part][0], others_high + bounds[part][1]


def _cut(bounds: dict[str, Bounds], place: str, low: int, high: int) -> None:
    bounds[place] = max(bounds[place][0], low), min(bounds[place][1], high)


def given_exact(told: Told, tree: Tree, least: int) -> dict[str, Bounds]:
    """Bounds from tables that hide what is small and tell the rest as it is."""
    return {p: (told[p], told[p]) if p in told else (0, least - 1) for p in tree.upwards}


def given_rounded(told: Told, tree: Tree, least: int) -> dict[str, Bounds]:
    """Bounds from tables that round everything down."""
    return {p: (n := told.get(p, 0), n + least - 1) for p in tree.upwards}


def sums_of(tree: Tree) -> list[Whole]:
    """Every total is the sum of all its parts."""
    return [Whole(place, parts) for place, parts in tree.parts.items() if parts]


def given_rule(
    before: Mapping[str, Shown], shown: Mapping[str, Shown], tree: Tree, least: int
) -> tuple[dict[str, Bounds], list[Whole]]:
    """Bounds from our rule when nothing waits, which an attacker could not know."""
    bounds: dict[str, Bounds] = {}
    wholes: list[Whole] = []
    most: dict[str, int] = {}
    for place in tree.upwards:
        now, then = shown[place].count, before[place].count if before else 0
        low, high = now - least + 1, now + 2 * least - 2
        low, high = (now if now > then else low), (now + least - 1 if now < then else high)
        if tree.parts[place]:
            hidden = tuple(part for part in tree.parts[place] if not shown[part].count)
            able = sum(most.get(part, least) > 0 for part in hidden)
            most[place] = max(0, able - 1) * (least - 1)
            wholes.append(Whole(place, hidden, most[place]))
            if then > most[place]:
                low, high = 0, most[place]
        bounds[place] = max(0, low), high
    return bounds, wholes


Slack = tuple[int, ...]
Step = Callable[[Mapping[str, Shown], Truth, Mapping[str, int], str], dict[str, Shown]]
"""Publishes a week: what was shown, the truth, the slack of each place, the week's name."""


@dataclass(frozen=True, slots=True)
class Imagination:
    """Plays every truth and every fall of the dice, and keeps those that show what was shown."""

    step: Step
    tree: Tree
    most: int
    slacks: Sequence[Slack]

    @property
    def leaves(self) -> list[str]:
        """The places in which people are imagined, in order."""
        return [place for place in self.tree.upwards if not self.tree.parts[place]]

    def worlds(
        self, before: Mapping[str, Shown], shown: Mapping[str, Shown], week: str
    ) -> dict[Slack, list[tuple[int, ...]]]:
        """Return for each slack the truths that would have been published just so."""
        found: dict[Slack, list[tuple[int, ...]]] = {}
        for slack in self.slacks:
            of_place = dict(zip(self.tree.upwards, slack, strict=False))
            for people in product(range(self.most + 1), repeat=len(self.leaves)):
                truth = dict(zip(self.leaves, people, strict=True))
                if self.step(before, truth, of_place, week) == shown:
                    found.setdefault(slack, []).append(people)
        return found

    def conclude(self, history: Sequence[Mapping[str, Shown]]) -> Iterator[tuple[str, set[int]]]:
        """Yield all that is possible: each place's people in each week, and how they changed."""
        past: dict[Slack, list[tuple[int, ...]]] = {}
        kept: list[int] = []
        for number, shown in enumerate(history):
            before = history[number - 1] if number else {}
            now = self.worlds(before, shown, f"W{number}")
            pairs = [
                (old, new)
                for old in past
                for new in now
                if all(old[each] == new[each] for each in kept)
            ]
            if number:
                now = {slack: now[slack] for slack in {new for _, new in pairs}}
            for at, leaf in enumerate(self.leaves):
                yield leaf, {people[at] for worlds in now.values() for people in worlds}
                if pairs:
                    changes = (_changes(past[old], now[new], at) for old, new in pairs)
                    yield f"{leaf} since", set().union(*changes)
            past, kept = now, self._unmoved(shown, f"W{number}")

    def _unmoved(self, shown: Mapping[str, Shown], week: str) -> list[int]:
        places = enumerate(self.tree.upwards)
        return [at for at, place in places if shown[place].since != week]


def _changes(old: Sequence[tuple[int, ...]], new: Sequence[tuple[int, ...]], at: int) -> set[int]:
    return {b - a for a in {each[at] for each in old} for b in {each[at] for each in new}}
