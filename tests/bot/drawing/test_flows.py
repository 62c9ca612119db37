"""Flows can be read on a phone: starts where one begins to read, streams as broad as they are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.flows import draw_flows
from bot.drawing.page import MARGIN, WIDTH
from conversations.pictures import MOST_ENDS, Flows
from tests.bot.drawing.ink import Seen, columns
from tests.bot.drawing.test_text import HOSTILE


def flows(*streams: tuple[int, int, int], language: str = "ar", name: str = "الكسرة") -> Seen:
    """Streams between as many starts and ends as they name."""
    starts = tuple(name for _ in range(1 + max(start for start, _, _ in streams)))
    ends = tuple(name for _ in range(1 + max(end for _, end, _ in streams)))
    wanted = Flows(
        language=language,
        title="أين هم",
        heads=("من", "إلى"),
        starts=starts,
        ends=ends,
        streams=streams,
    )
    return Seen(draw_flows(wanted))


def bars(seen: Seen, *, at_start: bool) -> int:
    """Return how many pixels of bars stand in the half where one begins to read, or beyond."""
    below = seen.filled[200:]
    half = below[:, WIDTH // 2 :] if at_start else below[:, : WIDTH // 2]
    return int(np.count_nonzero(half))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_bars_of_starts_and_of_ends_are_as_high_together(language: str) -> None:
    """Whoever went out arrived."""
    seen = flows((0, 0, 40), (0, 1, 20), (1, 1, 60), language=language)
    begin, end = bars(seen, at_start=True), bars(seen, at_start=False)
    assert begin == pytest.approx(end, rel=0.05)


def test_the_first_of_two_ends_has_the_height_of_its_share() -> None:
    """An end with three quarters of all has a bar three times as high."""
    seen = flows((0, 0, 75), (0, 1, 25))
    left, _ = columns(seen.filled[200:])
    column = seen.filled[200:, left + 4]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], column.view(np.int8), [0]))))
    heights = [int(below - above) for above, below in edges.reshape(-1, 2)]
    assert heights[0] == pytest.approx(3 * heights[1], abs=4)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leaves_the_page(name: str) -> None:
    """Margins stay empty whatever a place is called."""
    seen = flows((0, 0, 10**9), (1, 1, 1), name=name or "x")
    assert not seen.dark[:, : MARGIN - 2].any()
    assert not seen.dark[:, WIDTH - MARGIN + 2 :].any()


def test_as_many_as_fit_are_drawn() -> None:
    """Ten starts and ten ends, each with a name and a count."""
    seen = flows(*((at, at, at + 1) for at in range(MOST_ENDS)))
    assert seen.filled.any()


@pytest.mark.parametrize(
    "streams", [(), ((0, 5, 1),), ((0, 0, 0),), ((0, -1, 3),)], ids=["none", "far", "zero", "below"]
)
def test_what_would_show_nothing_cannot_be_made(streams: tuple[tuple[int, int, int], ...]) -> None:
    """So that nothing downstream meets an empty picture."""
    with pytest.raises(ValueError):
        Flows(language="ar", title="", heads=("", ""), starts=("a",), ends=("b",), streams=streams)
