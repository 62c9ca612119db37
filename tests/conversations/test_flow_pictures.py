"""The picture of flows: the largest by name, the rest together, nothing twice and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from civic.return_figures import ABROAD
from conversations import flow_pictures
from conversations.figures import Reader
from conversations.pictures import MOST_ENDS, Flows
from conversations.wording import Wording

READER = Reader(Wording.load(), "en")
WEEK = "2027-W06"
GOVERNORATES = [f"SY{number:02}" for number in range(1, 15)]

told = st.dictionaries(
    st.sampled_from(["", *(f"SY09{number:02}" for number in range(14))]),
    st.dictionaries(
        st.sampled_from([*GOVERNORATES, ABROAD]),
        st.integers(1, 40).map(lambda n: 5 * n),
        min_size=1,
    ),
    min_size=1,
)


@given(told)
def test_every_household_that_is_told_of_is_in_one_stream(
    counts: dict[str, dict[str, int]],
) -> None:
    """However many parts and governorates there are, and within what a picture can show."""
    drawn = flow_pictures.flows(READER, "SY09", WEEK, counts)
    assert sum(count for _, _, count in drawn.streams) == sum(
        sum(ends.values()) for ends in counts.values()
    )
    assert max(len(drawn.starts), len(drawn.ends)) <= MOST_ENDS


def picture(counts: dict[str, dict[str, int]]) -> Flows:
    """Return the picture of these flows."""
    return flow_pictures.flows(READER, "SY0901", WEEK, counts)


def test_the_largest_come_first_and_those_of_no_part_last() -> None:
    """What is told of the whole area only has a start of its own."""
    drawn = picture({"": {"SY11": 100}, "SY090101": {"SY11": 5}, "SY090102": {ABROAD: 35}})
    assert [start.strip("\u2068\u2069") for start in drawn.starts] == [
        "SY090102",
        "SY090101",
        "Other parts",
    ]
    assert drawn.ends[1] == "Outside Syria"
    assert drawn.streams == ((0, 1, 35), (1, 0, 5), (2, 0, 100))


def test_a_place_without_parts_is_the_only_start() -> None:
    """A village has nothing to be divided into."""
    assert picture({"": {"SY11": 10}}).starts == ("\u2068SY0901\u2069",)
