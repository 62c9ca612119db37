"""Figures about going home: whoever has all tables of all weeks learns of no few households."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import pytest

from civic.disclosure import NEED_FIGURES, Figure, Shown, Tree, totals
from civic.households import Age, Household, Members, Sex
from civic.return_figures import ABROAD, PRIVATE, Freshness, View, cells_of, flow_end
from civic.returns import Details, Help, Intention, Obstacle, ReturnIntention
from storage.place_files import bundled_places
from tests.civic import attackers
from tests.civic.attackers import ANY, Bounds, Whole
from tests.civic.crowds import dice_of
from tests.civic.households import (
    LEAST,
    Crowd,
    Series,
    Truths,
    Week,
    by_place,
    gazetteer,
    least_of,
    told,
)

LONG = os.environ.get("MASHWARA_PROOFS") == "long"
CROWDS = 40 if LONG else 3
WEEKS = 20 if LONG else 10
TRIES = 5_000_000 if LONG else 1_000_000

crowds = pytest.mark.parametrize("seed", range(CROWDS))

Number = tuple[Series, str, int]
"""A published number: its table and category, the place, the week."""


def lived(seed: int) -> tuple[Tree, list[Truths]]:
    """Return what 500 households said, week after week."""
    places = gazetteer()
    tree, crowd = Tree.of(places), Crowd(random.Random(seed), places)
    weeks = []
    for _ in range(WEEKS):
        crowd.pass_week()
        weeks.append(crowd.truths(tree))
    return tree, weeks


def exactly(weeks: list[Truths], tree: Tree) -> list[dict[Series, dict[str, int]]]:
    """Return the truth of every number that could be published."""
    return [{series: totals(truth[series], tree) for series in truth} for truth in weeks]


def by_the_rule(weeks: list[Truths], tree: Tree, seed: int) -> list[dict[Series, dict[str, int]]]:
    """Return every number that an office can read."""
    shown = told(weeks, tree, dice_of(seed))
    return [{series: by_place(week[series], tree) for series in week} for week in shown]


def hiding(weeks: list[Truths], tree: Tree, _seed: int) -> list[dict[Series, dict[str, int]]]:
    """Publish carelessly: the truth, but for cells in which too few are."""
    return [
        {
            series: {place: n for place, n in cells.items() if n >= least_of(series[0])}
            for series, cells in week.items()
        }
        for week in exactly(weeks, tree)
    ]


def guesses(numbers: list[Number], chance: random.Random, tree: Tree) -> Iterator[list[Number]]:
    """Yield what to take from each other: near relations first, then anything from anything."""
    known = set(numbers)
    for number in numbers:
        series, place, week = number
        if (before := (series, place, week - 1)) in known:
            yield [number, before]
        if parts := [(series, part, week) for part in tree.parts[place] if part in tree.parents]:
            yield [number, *(part for part in parts if part in known)]
    columns = [chance.choices(numbers, k=TRIES) for _ in range(3)]
    for attempt, picked in enumerate(zip(*columns, strict=True)):
        yield list(picked[: 2 + attempt % 2])


def singled_out(
    weeks: list[Truths],
    tree: Tree,
    seed: int,
    publisher: Callable[[list[Truths], Tree, int], list[dict[Series, dict[str, int]]]],
) -> tuple[int, int]:
    """Return how many attempts there were, and how many told of too few households, rightly."""
    published, truth = publisher(weeks, tree, seed), exactly(weeks, tree)
    value = {
        (series, place, number): (count, truth[number].get(series, {}).get(place, 0))
        for number, week in enumerate(published)
        for series, cells in week.items()
        for place, count in cells.items()
        if count
    }
    found = attempts = 0
    for first, *others in guesses(list(value), random.Random(seed), tree):
        attempts += 1
        said = value[first][0] - sum(value[each][0] for each in others)
        least = min(least_of(series[0]) for series, _, _ in (first, *others))
        if 0 < abs(said) < least:
            found += said == value[first][1] - sum(value[each][1] for each in others)
    return attempts, found


def test_differences_break_tables_that_only_hide_what_is_small() -> None:
    """So the attack is one: it finds out thousands of times what two or three households say."""
    tree, weeks = lived(seed=0)
    attempts, found = singled_out(weeks, tree, 0, hiding)
    assert attempts >= TRIES
    assert found > 1000


@pytest.mark.proof
def test_a_million_differences_tell_of_no_household() -> None:
    """Across every table that an office can read, and across weeks that follow each other."""
    tree, weeks = lived(seed=0)
    attempts, found = singled_out(weeks, tree, 0, by_the_rule)
    assert attempts >= TRIES
    assert found == 0


@crowds
def test_every_figure_and_every_change_is_whole_steps(seed: int) -> None:
    """Five households; of members twenty people, which five households at least must have."""
    tree, weeks = lived(seed)
    published = by_the_rule(weeks, tree, seed)
    for before, after in pairwise([{}, *published]):
        for series, cells in after.items():
            least, past = least_of(series[0]), before.get(series, {})
            assert all((n - past.get(place, 0)) % least == 0 for place, n in cells.items())
            assert all(not n or n >= least for n in cells.values())


def name(series: Series, place: str) -> str:
    """Name a cell for the attacker's notes."""
    return "|".join((*series, place))


def linked(
    shown: Week, leaves: list[str], view: View
) -> Iterator[tuple[dict[str, Bounds], list[Whole]]]:
    """Yield what ties tables together: in each place they are of the same households.

    Fresh intentions and flows count each of them once; no other cell has more than there are.
    """
    rows = [series for series in shown if series[0].startswith(f"{view}.")]
    wholes = [
        [row for row in rows if row[0].endswith("intentions") and row[1].startswith("fresh")],
        [row for row in rows if row[0].endswith("flows")],
    ]
    parts = [row for row in rows if row[0].endswith(("obstacles", "conditions", "help"))]
    for leaf in leaves:
        everybody = f"{view}|{leaf}"
        ties = [Whole(everybody, tuple(name(row, leaf) for row in rows)) for rows in wholes if rows]
        rest = {name(row, f"{leaf}|rest"): (0, ANY) for row in parts}
        ties += [Whole(everybody, (name(row, leaf), name(row, f"{leaf}|rest"))) for row in parts]
        yield {everybody: (0, ANY), **rest}, ties


@pytest.mark.proof
@crowds
def test_tables_of_the_same_households_narrow_no_cell_to_a_few(seed: int) -> None:
    """Every bound of every table is drawn together, with what must be equal across tables."""
    tree, weeks = lived(seed)
    leaves = [place for place in tree.upwards if not tree.parts[place]]
    before: Mapping[Series, Mapping[str, Shown]] = {}
    for truth, shown in zip(weeks, told(weeks, tree, dice_of(seed, waiting=False)), strict=True):
        known: dict[str, Bounds] = {}
        wholes: list[Whole] = []
        cells = [(row, leaf) for row in shown if row[0].most_of_one == 1 for leaf in leaves]
        for row in dict.fromkeys(row for row, _ in cells):
            bounds, sums = attackers.given_rule(before.get(row, {}), shown[row], tree, LEAST)
            known |= {name(row, place): each for place, each in bounds.items()}
            wholes += [
                Whole(name(row, each.place), tuple(name(row, p) for p in each.parts), each.most)
                for each in sums
            ]
        for view in View:
            for bounds, ties in linked(shown, leaves, view):
                known |= bounds
                wholes += ties
        narrowed = attackers.narrow(known, wholes)
        for row, leaf in cells:
            low, high = narrowed[name(row, leaf)]
            assert low <= truth.get(row, {}).get(leaf, 0) <= high
            assert low == 0 or high >= LEAST
        before = shown


HOME = ReturnIntention(
    origin="C000",
    current="G1",
    intention=Intention.RETURN,
    details=Details(
        household=Household(9, (Members(Sex.FEMALE, Age.TO_17, 6),)),
        obstacles=(Obstacle.ARREST, Obstacle.STIGMA, Obstacle.MINES),
        help=(Help.CASH,),
    ),
)


def where_counted(said: ReturnIntention, freshness: Freshness) -> dict[tuple[str, str, str], int]:
    """Return where a household counts in the small country."""
    places = gazetteer()
    return {
        (figure.value, category, place): count
        for (figure, category, place), count in cells_of(said, freshness, places, Tree.of(places))
    }


def test_a_household_counts_where_it_comes_from_and_where_it_is() -> None:
    """Of its members four at most in a cell, so that twenty people are five households."""
    cells = where_counted(HOME, Freshness.FRESH)
    assert cells["origin.intentions", "fresh.return", "C000"] == 1
    assert cells["current.intentions", "fresh.return", "G1"] == 1
    assert cells["origin.flows", "G1", "C000"] == 1
    assert cells["origin.members", "5_17.f", "C000"] == 4
    assert cells["origin.members", "untold.x", "C000"] == 3


def test_what_is_nobodys_business_is_one_category() -> None:
    """Who fears what is told to no representative, however many do."""
    cells = where_counted(HOME, Freshness.FRESH)
    named = {category for figure, category, _ in cells if figure == "origin.obstacles"}
    assert named == {PRIVATE, "mines"}
    assert cells["origin.obstacles", PRIVATE, "C000"] == 1


def test_a_stale_answer_counts_among_intentions_only() -> None:
    """Apart from the fresh ones; what stood in its way may be long gone."""
    cells = where_counted(HOME, Freshness.STALE)
    assert set(cells) == {
        ("origin.intentions", "stale.return", "C000"),
        ("current.intentions", "stale.return", "G1"),
    }


def test_flows_end_in_a_governorate_or_abroad() -> None:
    """Which country it is would single out the few who are in a rare one."""
    places = gazetteer()
    assert flow_end(places, "S00") == "G0"
    assert flow_end(places, "G2") == "G2"
    assert flow_end(places, "TR") == ABROAD
    assert flow_end(places, "nowhere") == ""


def test_every_table_of_returns_has_a_view() -> None:
    """And none counts for two, whose households would be told of twice."""
    views = tuple(f"{view}." for view in View)
    assert all(figure.startswith(views) for figure in Figure if figure not in NEED_FIGURES)


def test_camps_and_towns_count_in_the_bundled_gazetteer() -> None:
    """Whoever is in a camp counts for its sub-district; the camp itself has no cell."""
    from civic.places import Level, Places

    places = Places(bundled_places())
    tree = Tree.of(places)
    camps = [place for place in places if place.level is Level.CAMP]
    for camp in camps:
        said = ReturnIntention(origin="x-sy090102-01", current=camp.code, intention=Intention.STAY)
        cells = {cell for cell, _ in cells_of(said, Freshness.FRESH, places, tree)}
        assert all(camp.code != place for _, _, place in cells)
