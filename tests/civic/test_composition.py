"""A proposed composition is the best there is, holds the quota, or names the rule that breaks."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.composition import Candidate, Reason, propose
from civic.group_progress import women_needed
from civic.refusals import Refusal


@st.composite
def _candidates(draw: st.DrawFn) -> list[Candidate]:
    told = st.tuples(st.booleans(), st.integers(0, 3), st.sampled_from("xyz"))
    return [
        Candidate(id=str(rank), woman=woman, competence=competence, place=place, rank=rank)
        for rank, (woman, competence, place) in enumerate(draw(st.lists(told, max_size=9)))
    ]


def _order(chosen: tuple[Candidate, ...]) -> tuple[int, int, list[int]]:
    return (
        -sum(each.competence for each in chosen),
        -len({each.place for each in chosen}),
        sorted(each.rank for each in chosen),
    )


@settings(max_examples=1000)
@given(_candidates(), st.integers(3, 5), st.integers(0, 100))
def test_it_is_what_trying_everything_finds(
    candidates: list[Candidate], seats: int, quota: int
) -> None:
    """On small cases: the quota holds and nothing is better, or the refusal names what lacks."""
    needed = women_needed(seats, quota)
    held = [
        each for each in combinations(candidates, seats) if sum(one.woman for one in each) >= needed
    ]
    if not held:
        with pytest.raises(Refusal) as refused:
            propose(candidates, seats, quota)
        few = len(candidates) < seats
        assert refused.value.code == ("composition.too-few" if few else "composition.quota")
        return
    found = propose(candidates, seats, quota)
    assert sum(each.woman for each in found.seats) >= needed
    assert set(found.seats) == set(min(held, key=_order))
    assert found.reasons.keys() == {each.id for each in found.seats}


def test_two_hundred_candidates_are_composed() -> None:
    """With many who tie, in many places."""
    dice = random.Random(5)
    candidates = [
        Candidate(
            id=str(rank),
            woman=dice.random() < 0.3,
            competence=dice.randrange(3),
            place=str(dice.randrange(40)),
            rank=rank,
        )
        for rank in range(200)
    ]
    found = propose(candidates, 5, 40)
    assert len({each.place for each in found.seats}) == 5


def test_reasons_name_the_rule_that_decided() -> None:
    """Who is seated for the quota alone is said to be."""
    people = [("a", False, 3), ("b", False, 3), ("c", False, 2), ("d", True, 1), ("e", True, 0)]
    candidates = [
        Candidate(id=name, woman=woman, competence=competence, place=name, rank=rank)
        for rank, (name, woman, competence) in enumerate(people)
    ]
    found = propose(candidates, 4, 40)
    assert found.reasons == {
        "a": Reason.COMPETENCE,
        "b": Reason.COMPETENCE,
        "d": Reason.QUOTA,
        "e": Reason.QUOTA,
    }
