"""Secret numbers: what is refused, what wrong tries cost, how keys are laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.pins import LAYOUTS, is_weak, layout, wait_after

PINS = st.integers(0, 999_999).map("{:06}".format)


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "777777", "123456", "654321", "890123", "098765"),
        *("121212", "456456", "123321", "112233", "147258"),
        *("010190", "311299", "123190", "900115", "199012", "121990", "201515"),
    ],
)
def test_the_first_guesses_are_refused(pin: str) -> None:
    """Rows, repetitions, patterns on the keys, birthdays in every order."""
    assert is_weak(pin)


@pytest.mark.parametrize("pin", ["753862", "846093", "482957", "927461"])
def test_other_numbers_are_not(pin: str) -> None:
    """Nobody is left without a number that they can keep in mind."""
    assert not is_weak(pin)


def test_most_numbers_remain() -> None:
    """Refusing must not make guessing easier: nine of ten are still allowed."""
    allowed = sum(not is_weak(f"{number:06}") for number in range(0, 1_000_000, 7))
    assert allowed / (1_000_000 / 7) > 0.88


def test_three_tries_are_free_and_then_each_costs_more() -> None:
    """One minute, five, a quarter of an hour, an hour, and it stays at that."""
    waits = [int(wait_after(failures).total_seconds()) // 60 for failures in range(9)]
    assert waits == [0, 0, 0, 1, 5, 15, 60, 60, 60]


@given(st.integers(0, LAYOUTS - 1))
def test_every_layout_has_each_key_once(number: int) -> None:
    """Whatever falls, ten keys can be pressed."""
    assert sorted(layout(number)) == list("0123456789")


def test_layouts_differ() -> None:
    """A number for each order of the keys, and the other way round."""
    some = range(0, LAYOUTS, 1_009)
    assert len({layout(number) for number in some}) == len(some)
