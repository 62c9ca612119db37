"""Every need has one place in the lists, and the lists fit a small screen."""

from collections import Counter

import pytest

from civic.needs import GROUPS, OPEN, OTHER, SECTORS, Status, group_of, sector_of


def test_every_sector_is_in_exactly_one_group() -> None:
    grouped = Counter(sector for sectors in GROUPS.values() for sector in sectors)
    assert set(grouped) == set(SECTORS)
    assert set(grouped.values()) == {1}


def test_every_named_problem_is_in_exactly_one_sector() -> None:
    named = Counter(
        problem for problems in SECTORS.values() for problem in problems if problem != OTHER
    )
    assert set(named.values()) == {1}
    assert len(named) == 146


def test_the_lists_are_short() -> None:
    assert len(GROUPS) == 10
    assert max(map(len, GROUPS.values())) <= 5
    assert max(map(len, SECTORS.values())) <= 12


@pytest.mark.parametrize("sector", SECTORS)
def test_something_else_is_offered_last(sector: str) -> None:
    problems = SECTORS[sector]
    assert problems[-1] == OTHER
    assert problems.count(OTHER) == 1


@pytest.mark.parametrize("sector", SECTORS)
def test_a_problem_leads_back_to_its_sector_and_group(sector: str) -> None:
    assert sector in GROUPS[group_of(sector)]
    for problem in SECTORS[sector][:-1]:
        assert sector_of(problem) == sector


def test_another_problem_belongs_to_no_sector_of_its_own() -> None:
    assert sector_of(OTHER) == OTHER


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        sector_of("dragons")
    with pytest.raises(KeyError):
        group_of("dragons")


def test_an_answered_need_is_not_open() -> None:
    assert Status.REOPENED in OPEN
    assert Status.RESOLVED not in OPEN
    assert {*OPEN} < {*Status}
