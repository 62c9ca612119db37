"""What a ballot may be, how it is counted, and that no place tells of a few of its voters."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.ballot_codes import counted_code, in_fours, read_code, roll_code
from civic.ballot_counts import SeatVote, Tally, folded, is_tellable, tally
from civic.ballot_records import Subject, digest, result_record, roll_record, shown
from civic.ballots import (
    LEAST,
    MOST_VOTERS,
    NO_CHOICE,
    are_options,
    check_choice,
    check_roll,
    later_close,
    read_options,
    window,
)
from civic.hours import is_safe
from civic.refusals import Refusal

ABOVE = {
    "town": "whole",
    "far": "whole",
    "east": "town",
    "west": "town",
    "lane": "east",
    "hill": "far",
    "dale": "far",
}
PLACES = ("whole", *ABOVE)
OPTIONS = 3

votes = st.lists(
    st.builds(SeatVote, st.sampled_from(PLACES), st.integers(NO_CHOICE, OPTIONS)), max_size=150
)


@given(votes)
def test_cells_are_disjoint_large_and_sum_to_every_vote(said: list[SeatVote]) -> None:
    """Whatever people vote, wherever they live."""
    counted = tally(said, OPTIONS, "whole", ABOVE)
    cast = Counter(vote.choice for vote in said if vote.choice != NO_CHOICE)
    if counted.cells is None:
        assert cast.total() < LEAST
        return
    assert counted.total == tuple(cast[option] for option in range(1, OPTIONS + 1))
    assert counted.cast == cast.total() >= LEAST
    below = {place: cell for place, cell in counted.cells.items() if place != "whole"}
    assert all(is_tellable(cell) for cell in below.values())
    if below and "whole" in counted.cells:
        assert is_tellable(counted.cells["whole"])


@given(votes)
def test_a_cell_holds_whoever_lives_below_it_and_in_no_other(said: list[SeatVote]) -> None:
    """Every vote is in the nearest place above it that is told, or joined what is left over."""
    counts: dict[str, list[int]] = {}
    for vote in said:
        if vote.choice:
            counts.setdefault(vote.place, [0] * OPTIONS)[vote.choice - 1] += 1
    cells = folded({place: tuple(each) for place, each in counts.items()}, "whole", ABOVE)
    for place, cell in cells.items():
        if place != "whole":
            inside = [each for each in counts if place in _up(each)]
            assert sum(cell) <= sum(sum(counts[each]) for each in inside)
    assert sum(map(sum, cells.values())) == sum(map(sum, counts.values()))


def _up(place: str) -> list[str]:
    found = [place]
    while place in ABOVE:
        place = ABOVE[place]
        found.append(place)
    return found


def test_a_small_place_joins_what_it_lies_in() -> None:
    """Nine voters of the lane are told with the east, and the east's own with them."""
    cells = folded({"lane": (5, 4), "east": (6, 6), "west": (9, 9)}, "whole", ABOVE)
    assert cells == {"east": (11, 10), "west": (9, 9)}


def test_what_is_left_over_is_never_found_by_subtraction() -> None:
    """Three voters of the whole would be its total less its parts: the smallest part joins."""
    cells = folded({"whole": (2, 1), "east": (6, 6), "west": (9, 9)}, "whole", ABOVE)
    assert cells == {"whole": (8, 7), "west": (9, 9)}


def test_a_place_in_which_all_agree_is_not_told_apart() -> None:
    """It would say of everybody there how they voted."""
    cells = folded({"east": (20, 0), "west": (9, 9)}, "whole", ABOVE)
    assert cells == {"whole": (29, 9)}


def test_a_place_that_lies_elsewhere_by_now_is_counted_with_the_whole() -> None:
    """The map of places may be corrected while people vote; a vote and the close stay good."""
    cells = folded({"elsewhere": (10, 2), "west": (9, 9)}, "whole", ABOVE)
    assert cells == {"west": (9, 9), "whole": (10, 2)}
    cells = folded({"elsewhere": (1, 0), "whole": (8, 2), "west": (9, 9)}, "whole", ABOVE)
    assert cells == {"west": (9, 9), "whole": (9, 2)}


def test_of_too_few_ballots_nothing_is_told() -> None:
    """Nine votes: neither sums nor whose votes were counted."""
    few = tally([SeatVote("whole", 1 + n % 2) for n in range(LEAST - 1)], 2, "whole", ABOVE)
    assert (few.cells, few.total, few.cast) == (None, (), 0)
    assert result_record(3, b"\x01", few, ["A" * 16]).endswith("too few ballots to tell\n")


def test_the_records_are_plain_text_with_a_plain_hash() -> None:
    """What `sha256sum` says of the file is what is told; the order of the codes tells nothing."""
    subject = Subject(
        number=3,
        place="whole",
        question="أي طريق أولاً؟",
        options=("الجسر", "السوق"),
        opens=1_800_000_000,
        closes=1_800_100_000,
    )
    codes = ["B" * 16, "A" * 16]
    roll = roll_record(subject, codes)
    assert roll == roll_record(subject, reversed(codes))
    assert roll.splitlines()[-2:] == ["AAAA AAAA AAAA AAAA", "BBBB BBBB BBBB BBBB"]
    assert digest(roll).hex() == hashlib.sha256(roll.encode()).hexdigest()
    assert shown(digest(roll)).replace(" ", "") == digest(roll).hex()[:32]
    result = result_record(3, digest(roll), Tally({"whole": (6, 5), "east": (9, 3)}), codes)
    assert "ballots 23\noption 1 15\noption 2 8\nplace east option 1 9\n" in result


def test_codes_of_the_roll_and_of_what_was_counted_do_not_tell_of_each_other() -> None:
    """Without the secret nobody can lead from one to the other; with another secret all differ."""
    first = roll_code(b"one", "person")
    assert first == roll_code(b"one", "person")
    assert len({first, roll_code(b"two", "person"), counted_code(b"one", first)}) == 3
    assert len(first) == 16
    assert in_fours(first).count(" ") == 3
    assert read_code(in_fours(first).lower()) == first
    assert read_code(first[:-1]) is None
    assert read_code("vote") is None


def test_two_to_six_short_options() -> None:
    """Each on its line or with commas, named once."""
    assert read_options("الجسر\nالسوق، المدرسة\nالجسر") == ("الجسر", "السوق", "المدرسة")
    assert are_options("نعم\nلا")
    assert not are_options("نعم")
    assert not are_options("\n".join("أ" * n for n in range(1, 8)))
    assert not are_options(f"نعم\n{'أ' * 25}")


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 14), st.integers(1, 14))
def test_a_ballot_opens_and_closes_by_day(today: date, begins: int, days: int) -> None:
    """So that both can be told at once, and nobody votes at the last minute of a night."""
    when = window(today, begins, days)
    for instant in (when.opens, when.closes):
        assert is_safe(datetime.fromtimestamp(instant, UTC))
    assert when.is_open(when.opens)
    assert not when.is_open(when.opens - 1)
    assert when.is_open(when.closes - 1)
    assert not when.is_open(when.closes)


@given(st.integers(0, 30), st.integers(3_601, 40 * 86_400))
def test_time_is_given_back_where_it_is_of_use(days: int, away: int) -> None:
    """Never less than was lost, never into a night, and at most until the next evening."""
    closes = window(date(2026, 11, 23) + timedelta(days=days), 1, 1).closes
    later = later_close(closes, away)
    assert away <= later - closes <= away + 86_400
    assert is_safe(datetime.fromtimestamp(later, UTC))


@pytest.mark.parametrize(("begins", "days"), [(0, 3), (15, 3), (1, 0), (1, 15)])
def test_other_times_are_refused(begins: int, days: int) -> None:
    """Too soon to be heard of, too far, too short, too long."""
    with pytest.raises(Refusal, match=r"ballot\.days"):
        window(date(2026, 11, 23), begins, days)


def test_few_or_many_voters_and_foreign_choices_are_refused() -> None:
    """With their reasons."""
    check_roll(LEAST)
    check_roll(MOST_VOTERS)
    with pytest.raises(Refusal, match=r"ballot\.many"):
        check_roll(MOST_VOTERS + 1)
    with pytest.raises(Refusal, match=r"ballot\.few"):
        check_roll(LEAST - 1)
    check_choice(2, 2)
    for choice in (-1, 3):
        with pytest.raises(Refusal, match=r"ballot\.choice"):
            check_choice(choice, 2)
