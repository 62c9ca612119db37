"""Postings are sets of numbers, whichever way they are kept and whatever is taken out of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from civic.search_postings import Posting, any_of, highest

NUMBERS = st.sets(st.integers(0, 2_000), max_size=300)


def posting(numbers: set[int]) -> Posting:
    """Return a posting of these numbers, added as an index adds them."""
    made = Posting()
    for number in sorted(numbers):
        made.add(number)
    return made


def bits(numbers: set[int]) -> int:
    """Return a set as it is met with others."""
    return sum(1 << number for number in numbers)


@given(NUMBERS, NUMBERS)
def test_a_posting_holds_what_was_added_and_not_taken_out(added: set[int], gone: set[int]) -> None:
    """Sparse and dense ones alike."""
    made = posting(added)
    made.take_out(bits(gone))
    assert made.bits() == bits(added - gone)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_comes_after_a_sweep_is_there(added: set[int], gone: set[int], more: set[int]) -> None:
    """Numbers go on growing."""
    made = posting(added)
    made.take_out(bits(gone))
    later = {2_001 + number for number in more}
    for number in sorted(later):
        made.add(number)
    assert made.bits() == bits(added - gone | later)


@given(st.lists(NUMBERS, max_size=4))
def test_any_of_several_is_in_one_of_them(each: list[set[int]]) -> None:
    """Of none, nothing."""
    assert any_of(map(posting, each)) == bits(set[int]().union(*each))


@given(NUMBERS, st.integers(0, 400))
def test_the_highest_come_first_and_no_more_than_asked_for(numbers: set[int], most: int) -> None:
    """As sorting them would have it."""
    assert list(highest(bits(numbers), most)) == sorted(numbers, reverse=True)[:most]
