"""Figures about people: no sum, difference or sequence of them tells of a few."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.disclosure import LEAST, NEVER, Audience, Rule, Shown, Tree, publish, region, totals
from storage.place_files import bundled_places
from tests.civic import attackers
from tests.civic.attackers import Bounds, Imagination
from tests.civic.crowds import (
    Publisher,
    Told,
    Truth,
    by_the_rule,
    crowd,
    dice_of,
    each_rounded_down,
    for_the_public,
    never_one_hidden_alone,
    random_tree,
    small_cells_hidden,
    states,
)

LONG = os.environ.get("MASHWARA_PROOFS") == "long"
TOWNS = 40 if LONG else 4
IMAGINED = 300 if LONG else 8
TRIES = 5_000_000 if LONG else 500_000  # as many pairs and as many triples

K = LEAST[Audience.REPRESENTATIVES]
VILLAGES = Tree({"S": "", "a": "S", "b": "S", "c": "S", "d": "S", "e": "S"})
ALONE = Tree({"a": ""})

towns = pytest.mark.parametrize("seed", range(TOWNS))


def one_week(truth: Truth, tree: Tree, seed: int = 0) -> Told:
    """Publish once, with nothing before."""
    [told] = by_the_rule(dice_of(seed, waiting=False))([truth], tree, K)
    return told


histories = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e", "S/"]), st.integers(0, 40)),
    min_size=1,
    max_size=12,
)


@given(histories, st.integers(0, 1000))
def test_every_figure_is_whole_steps_and_so_is_every_change(truths: list[Truth], seed: int) -> None:
    """Hence no sum or difference of however many figures lies between nobody and enough."""
    weeks = by_the_rule(dice_of(seed))(truths, VILLAGES, K)
    assert all(count >= K and count % K == 0 for told in weeks for count in told.values())
    for before, after in pairwise(weeks):
        assert all((after.get(p, 0) - before.get(p, 0)) % K == 0 for p in VILLAGES.upwards)


@given(histories, st.integers(0, 1000))
def test_a_total_holds_what_is_shown_and_nothing_else(truths: list[Truth], seed: int) -> None:
    """A whole less its shown parts is what the hidden parts are told of together."""
    for shown in states(truths, VILLAGES, K, dice_of(seed)):
        counts = {place: each.count for place, each in shown.items()}
        assert totals(counts, VILLAGES)["S"] == sum(counts.values())


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 1000))
def test_what_is_told_stays_near_the_truth(first: int, second: int, seed: int) -> None:
    """Never as much as a step above it, nor two steps below, once nothing waits any more."""
    truths = [{"a": first}] + [{"a": second}] * 40
    [*_, last] = states(truths, ALONE, K, dice_of(seed))
    assert -K < second - last["a"].count <= 2 * K - 2


def test_nobody_and_a_few_look_the_same() -> None:
    """A figure that said "nobody" would say of everybody there that they did not speak."""
    assert all(one_week({"a": few}, ALONE, seed) == {} for few in range(K) for seed in range(20))
    assert any(one_week({"a": K}, ALONE, seed) == {"a": K} for seed in range(20))


def test_a_single_hidden_place_counts_nowhere() -> None:
    """Else it would be what remains of the total."""
    for seed in range(20):
        told = one_week({"a": 50, "b": 50, "c": 50, "d": 50, "e": 4}, VILLAGES, seed)
        assert set(told) == {"S", "a", "b", "c", "d"}
        assert told["S"] == sum(count for place, count in told.items() if place != "S")


def test_hidden_places_are_told_of_together() -> None:
    """A total is not lost because its parts are small; each part could still be empty."""
    for seed in range(20):
        [*_, told] = by_the_rule(dice_of(seed))([dict.fromkeys("abcde", 4)] * 20, VILLAGES, K)
        assert set(told) == {"S"}
        assert told["S"] in (10, 15, 20)


def test_of_hidden_places_so_few_are_told_that_each_may_be_empty() -> None:
    """Even by who knows the slack, and thus that none has nine: with four each it is full."""
    rule = Rule(K, "W1", "", lambda _, sides: 0 if sides == 2 else K - 1)
    after = publish({}, dict.fromkeys("abcde", 8), VILLAGES, rule)
    assert [after[village].count for village in "abcde"] == [0] * 5
    assert after["S"].count == 15 <= 5 * (K - 1)


def test_what_was_told_of_hidden_places_goes_when_they_are_shown() -> None:
    """At once, also in a week in which all else waits: what could remain of it is published."""
    before = {"S": Shown(15, "W1"), **{each: Shown(10, "W1") for each in "abcd"}}
    rule = Rule(K, "W2", "", lambda _, sides: sides - 1)
    after = publish(before, dict.fromkeys("abcd", 12), VILLAGES, rule)
    assert after == {**before, "S": Shown(0, "W2"), "e": NEVER, "S/": NEVER}


def test_places_that_are_no_more_are_taken_back() -> None:
    """Villages can be joined; what was told of one before is not told for ever."""
    before = {"a": Shown(10, "W1"), "gone": Shown(5, "W1")}
    after = publish(before, {"a": 12}, ALONE, Rule(K, "W2", "", dice_of(0)))
    assert after["gone"] == Shown(0, "W2")


def test_people_count_for_the_community_they_live_in() -> None:
    """A quarter counts for its town, a hamlet for elsewhere in its sub-district."""
    from civic.places import Level, Places

    places = Places(bundled_places())
    tree = Tree.of(places)
    for place in places:
        at = region(places, place.code)
        if place.level is Level.NEIGHBOURHOOD:
            assert tree.innermost(at) == place.parent
        if place.level is Level.CAMP and places.within(at, "SY09"):
            assert tree.innermost(at) == f"{place.parent}/"


# Attackers who know the rule, every table and every week


def claims(publisher: Publisher, seed: int) -> Iterator[tuple[attackers.Claim, bool]]:
    """Yield what subtraction tells of few people in a town, and whether it is so."""
    chance = random.Random(seed)
    tree = random_tree(chance)
    for truths in crowd(chance, tree, people=500, weeks=20).values():
        for claim in attackers.subtract(publisher(truths, tree, K), tree, K):
            yield claim, claim.is_true(truths, tree)


@pytest.mark.parametrize("careless", [small_cells_hidden, never_one_hidden_alone])
def test_subtraction_breaks_tables_that_only_hide_what_is_small(careless: Publisher) -> None:
    """So the attack is an attack; hiding a second cell helps within a week, not across weeks."""
    found = list(claims(careless, seed=1))
    assert len(found) > 100
    assert all(right for _, right in found)
    if careless is never_one_hidden_alone:
        assert all(claim.change or len(claim.places) > 1 for claim, _ in found)


@pytest.mark.proof
@towns
def test_subtraction_tells_of_nobody(seed: int) -> None:
    """Not across tables, nor across weeks in which people come and are forgotten."""
    assert list(claims(by_the_rule(dice_of(seed)), seed)) == []
    assert list(claims(for_the_public(dice_of(seed)), seed)) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(TOWNS // 4))
def test_a_million_subtractions_tell_of_nobody(seed: int) -> None:
    """Any two and any three figures, of all tables, weeks and both audiences."""
    chance = random.Random(seed)
    tree, dice = random_tree(chance), dice_of(seed)
    numbers = [0]
    for name, truths in crowd(chance, tree, people=500, weeks=20).items():
        for publisher in (by_the_rule(dice, name), for_the_public(dice, name)):
            for told in publisher(truths, tree, K):
                numbers += told.values()
    assert len(set(numbers)) > 10
    remains = attackers.subtract_at_random(numbers, chance, TRIES)
    assert sum(remains[few] for few in range(1, K)) == 0


def narrowed(bounds: Mapping[str, Bounds], truth: Truth, tree: Tree) -> int:
    """Count places of which it is known that few, but some, people are there."""
    sums = totals(truth, tree)
    leaves = [place for place in tree.upwards if not tree.parts[place]]
    assert all(bounds[leaf][0] <= sums[leaf] <= bounds[leaf][1] for leaf in leaves)
    return sum(bounds[leaf][0] > 0 and bounds[leaf][1] < K for leaf in leaves)


@pytest.mark.parametrize(
    ("careless", "bounds_of"),
    [
        (small_cells_hidden, attackers.given_exact),
        (each_rounded_down, attackers.given_rounded),
    ],
)
def test_bounds_break_tables_whose_totals_are_true(
    careless: Publisher, bounds_of: attackers.BoundsOf
) -> None:
    """Rounding each cell by itself is not enough: nearly full hidden cells give a full total."""
    chance = random.Random(1)
    tree, found = random_tree(chance), 0
    for truths in crowd(chance, tree, people=500, weeks=20).values():
        for truth, told in zip(truths, careless(truths, tree, K), strict=True):
            known = bounds_of(told, tree, K)
            bounds = attackers.narrow(known, attackers.sums_of(tree))
            found += narrowed(bounds, truth, tree)
    assert found


@pytest.mark.proof
@towns
def test_bounds_leave_every_hidden_place_open(seed: int) -> None:
    """Each may be empty, and of none are fewer possibilities left than a step has people."""
    chance = random.Random(seed)
    tree = random_tree(chance)
    for truths in crowd(chance, tree, people=500, weeks=20).values():
        before: Mapping[str, Shown] = {}
        shown_weeks = states(truths, tree, K, dice_of(seed, waiting=False))
        for truth, shown in zip(truths, shown_weeks, strict=True):
            known, wholes = attackers.given_rule(before, shown, tree, K)
            bounds = attackers.narrow(known, wholes)
            assert narrowed(bounds, truth, tree) == 0
            for place in tree.upwards:
                low, high = bounds[place]
                if not tree.parts[place]:
                    assert high - low >= K - 1
                    assert low == 0 or shown[place].count
            before = shown


TINY = Tree({"S": "", "a": "S", "b": "S"})
SMALL_STEP = 3


def imagined_step(
    before: Mapping[str, Shown], truth: Truth, slack: Mapping[str, int], week: str
) -> dict[str, Shown]:
    """Publish a week with this slack, when nothing waits."""

    def dice(occasion: str, sides: int) -> int:
        return 0 if sides == 2 else slack[occasion.split("|")[1]]

    return publish(before, truth, TINY, Rule(SMALL_STEP, week, "", dice))


def rounded_step(
    before: Mapping[str, Shown], truth: Truth, slack: Mapping[str, int], week: str
) -> dict[str, Shown]:
    """Round each cell by itself."""
    [told] = each_rounded_down([truth], TINY, SMALL_STEP)
    return {place: Shown(told.get(place, 0)) for place in TINY.upwards}


def lived(seed: int, step: attackers.Step, weeks: int) -> list[dict[str, Shown]]:
    """Return what is shown while a few people come and go."""
    chance = random.Random(seed)
    truth = {leaf: chance.randint(0, 5) for leaf in ("a", "b", "S/")}
    slack = {place: chance.randrange(SMALL_STEP) for place in TINY.upwards}
    history: list[dict[str, Shown]] = []
    for number in range(weeks):
        history.append(step(history[-1] if history else {}, truth, slack, f"W{number}"))
        for place in TINY.upwards:
            if history[-1][place].since == f"W{number}":
                slack[place] = chance.randrange(SMALL_STEP)
        truth = {p: min(5, max(0, n + chance.choice((-3, -1, 0, 1, 3)))) for p, n in truth.items()}
    return history


def gave_away(possible: set[int], what: str) -> bool:
    """Tell whether only counts, or changes, of some but few people are left."""
    few = set(range(1, SMALL_STEP))
    return possible <= few or ("since" in what and possible <= {-each for each in few})


def test_imagining_every_world_breaks_rounded_tables() -> None:
    """Two full thirds make a total from which each of the thirds follows."""
    every = Imagination(rounded_step, TINY, 5, [(0,) * len(TINY.upwards)])
    found = [
        what
        for seed in range(20)
        for what, possible in every.conclude(lived(seed, rounded_step, 2))
        if gave_away(possible, what)
    ]
    assert found


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(IMAGINED))
def test_imagining_every_world_gives_nothing_away(seed: int) -> None:
    """All truths and all falls of the dice that fit what was shown for weeks: too many fit."""
    slacks = list(product(range(SMALL_STEP), repeat=len(TINY.upwards)))
    every = Imagination(imagined_step, TINY, 5, slacks)
    for what, possible in every.conclude(lived(seed, imagined_step, 3 if LONG else 2)):
        assert not gave_away(possible, what)
        if "since" not in what:
            assert max(possible) == 5 or max(possible) - min(possible) >= SMALL_STEP - 1


# Attackers who know everybody but one


def outcomes(people: int, shown: Shown = NEVER) -> list[tuple[int, ...]]:
    """Return what is told of a place next week for each fall of the dice: slack, and waiting."""

    def told(slack: int, wait: int) -> int:
        rule = Rule(K, "W2", "", lambda _, sides: wait if sides == 2 else slack)
        return publish({"a": shown}, {"a": people}, ALONE, rule)["a"].count

    return [(slack, wait, told(slack, wait)) for slack in range(K) for wait in range(2)]


@pytest.mark.parametrize("others", range(3 * K))
def test_who_knows_all_others_is_sure_in_one_of_k_falls_at_most(others: int) -> None:
    """Also who owns k - 1 accounts in a village, and asks whether anybody else spoke there."""
    without = {told for _, _, told in outcomes(others)}
    sure = [told for _, wait, told in outcomes(others + 1) if told not in without and not wait]
    assert len(sure) <= 1


@pytest.mark.parametrize(("people", "told"), [*product(range(1, 4 * K), (0, K, 2 * K))])
def test_a_leaving_shows_in_its_own_week_in_one_of_2k_falls_at_most(people: int, told: int) -> None:
    """Whoever is forgotten is not given away by the figures that fall next."""
    shown = Shown(told, "W1")
    falls = zip(outcomes(people, shown), outcomes(people - 1, shown), strict=True)
    assert sum(before != after for before, after in falls) <= 1
