"""Invented people over invented places, and careless ways to publish figures about them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

from civic.disclosure import Dice, Rule, Shown, Tree, handed_on, publish, totals

Truth = dict[str, int]
"""People of each place without parts."""

Told = dict[str, int]
"""What is told of each place with all its parts; suppressed cells are left out."""

Publisher = Callable[[Sequence[Truth], Tree, int], list[Told]]
"""Publishes one series of tables, a table a week, with so many people at least in a cell."""

CATEGORIES = ("water", "bread", "mines")
FIGURES = ("reporters", "supporters")


def dice_of(seed: int, *, waiting: bool = True) -> Dice:
    """Return dice that fall by a seed; without `waiting` every ripe change comes at once."""

    def roll(occasion: str, sides: int) -> int:
        if occasion.endswith("|wait") and not waiting:
            return 0
        digest = blake2b(f"{seed}|{occasion}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % sides

    return roll


def random_tree(chance: random.Random) -> Tree:
    """Return a governorate with a few districts, sub-districts and some fifty communities."""
    parents = {"G": ""}
    for district in range(chance.randint(2, 3)):
        parents[f"D{district}"] = "G"
        for sub in range(chance.randint(2, 4)):
            parents[f"D{district}S{sub}"] = f"D{district}"
            for community in range(chance.randint(0, 9)):
                parents[f"D{district}S{sub}C{community}"] = f"D{district}S{sub}"
    return Tree(parents)


def crowd(chance: random.Random, tree: Tree, people: int, weeks: int) -> dict[str, list[Truth]]:
    """Return for each series the truth of each week, while people come and are forgotten."""
    leaves = [place for place in tree.upwards if not tree.parts[place]]
    weights = [chance.paretovariate(0.8) for _ in leaves]
    series = [f"{figure}|{category}" for figure in FIGURES for category in CATEGORIES]

    def somebody() -> set[tuple[str, str]]:
        homes = chance.choices(leaves, weights, k=chance.choice((1, 1, 1, 2)))
        return {(chance.choice(series), home) for home in homes for _ in range(2)}

    here = [somebody() for _ in range(people // 2)]
    history: dict[str, list[Truth]] = {each: [] for each in series}
    for _ in range(weeks):
        here = [each for each in here if chance.random() > 0.04]
        here += [somebody() for _ in range(chance.randint(0, people // 10)) if len(here) < people]
        counted = Counter(cell for cells in here for cell in cells)
        for each in series:
            history[each].append({place: n for (of, place), n in counted.items() if of == each})
    return history


def by_the_rule(dice: Dice, name: str = "") -> Publisher:
    """Return our own way to publish, as a representative sees it."""

    def told(truths: Sequence[Truth], tree: Tree, least: int) -> list[Told]:
        return [
            {place: count for place, count in totals(_counts(shown), tree).items() if count}
            for shown in states(truths, tree, least, dice, name)
        ]

    return told


def for_the_public(dice: Dice, name: str = "") -> Publisher:
    """Return our own way to publish, from what representatives see, twice as coarse."""

    def told(truths: Sequence[Truth], tree: Tree, least: int) -> list[Told]:
        first = states(truths, tree, least, dice, name)
        handed = [handed_on(shown, tree) for shown in first]
        return by_the_rule(dice, f"{name}public")(handed, tree, 2 * least)

    return told


def states(
    truths: Sequence[Truth], tree: Tree, least: int, dice: Dice, name: str = ""
) -> list[dict[str, Shown]]:
    """Return what the rule shows of each place, week after week."""
    shown: dict[str, Shown] = {}
    weeks = []
    for number, truth in enumerate(truths):
        shown = publish(shown, truth, tree, Rule(least, f"W{number:02}", name, dice))
        weeks.append(shown)
    return weeks


def _counts(shown: Mapping[str, Shown]) -> Told:
    return {place: each.count for place, each in shown.items()}


def small_cells_hidden(truths: Sequence[Truth], tree: Tree, least: int) -> list[Told]:
    """Carelessly hide what is too small, and tell everything else as it is."""
    exact = (totals(truth, tree) for truth in truths)
    return [{place: n for place, n in sums.items() if n >= least} for sums in exact]


def never_one_hidden_alone(truths: Sequence[Truth], tree: Tree, least: int) -> list[Told]:
    """Hide a second part wherever a single one is hidden, but tell the truth each week anew."""
    weeks = small_cells_hidden(truths, tree, least)
    for told in weeks:
        for place in reversed(tree.upwards):
            shown = [part for part in tree.parts[place] if part in told]
            if place in told and len(shown) == len(tree.parts[place]) - 1:
                told.pop(min(shown, key=lambda part: told[part]))
            if place not in told:
                for part in shown:
                    told.pop(part)
    return weeks


def each_rounded_down(truths: Sequence[Truth], tree: Tree, least: int) -> list[Told]:
    """Round each cell down by itself, totals of the truth as well."""
    exact = (totals(truth, tree) for truth in truths)
    return [
        {place: n // least * least for place, n in sums.items() if n >= least} for sums in exact
    ]
