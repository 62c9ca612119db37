"""Charts can be read on a phone: bars from the side one reads from, counts at their ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing.charts import draw_chart
from bot.drawing.page import MARGIN, WIDTH
from bot.drawing.trends import draw_trend
from conversations.pictures import LARGEST, Chart, Trend
from tests.bot.drawing.ink import Seen, columns, rows
from tests.bot.drawing.test_text import HOSTILE

ROWS = (("مياه الشرب", 120), ("الكهرباء", 60), ("الخبز", 0))


def chart(*rows: tuple[str, int], language: str = "ar", note: str = "") -> Seen:
    """A chart under a short title."""
    return Seen(draw_chart(Chart(language=language, title="طلبات", rows=rows, note=note)))


def trend(*counts: int, language: str = "ar", label: str = "1 آب") -> Seen:
    """Weeks beside one another."""
    weeks = tuple((label, count) for count in counts)
    return Seen(draw_trend(Trend(language=language, title="طلبات", weeks=weeks)))


def bars(seen: Seen) -> list[tuple[int, int, int]]:
    """The bars from the top: first column, last column and height; the rule above is left out."""
    found: list[tuple[int, int, int]] = []
    lines = seen.filled.sum(axis=1) > 20
    edges = np.flatnonzero(np.diff(np.concatenate(([0], lines.view(np.int8), [0]))))
    for top, bottom in edges.reshape(-1, 2):
        if bottom - top > 12:
            found.append((*columns(seen.filled[top:bottom]), int(bottom - top)))
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_bars_are_as_long_as_their_counts(language: str) -> None:
    """The second count is half the first, and so is its bar; nothing has no bar."""
    found = bars(chart(*ROWS, language=language))
    lengths = [right - left + 1 for left, right, _ in found]
    assert len(found) == 2
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=3)


def test_bars_begin_on_the_side_one_reads_from() -> None:
    """In Arabic at the right margin, in English at the left one."""
    assert {right for _, right, _ in bars(chart(*ROWS))} == {WIDTH - MARGIN - 1}
    assert {left for left, _, _ in bars(chart(*ROWS, language="en"))} == {MARGIN}


def test_counts_stand_at_the_ends_of_bars() -> None:
    """Beyond the end of each bar are dark letters, close to it, and none further on."""
    seen = chart(*ROWS)
    lines = np.flatnonzero(seen.filled.sum(axis=1) > 20)
    shorter = lines[-1] - 15  # in the middle of the last bar
    left, _ = columns(seen.filled[shorter - 10 : shorter + 10])
    beside = seen.dark[shorter - 15 : shorter + 15, :left]
    first, last = columns(beside)
    assert left - 40 < last < left
    assert last - first < 120


def test_letters_are_large_enough_for_a_phone() -> None:
    """On a screen of 320 points an alef is at least eight of them high."""
    seen = chart(("ا", 1))
    coloured = np.flatnonzero(seen.filled.sum(axis=1) > 20)
    rule_to_bar = np.flatnonzero(np.diff(coloured) > 1)[0]
    between = seen.dark[coloured[rule_to_bar] + 1 : coloured[rule_to_bar + 1]]
    top, bottom = rows(between)
    assert (bottom - top) * 320 / WIDTH >= 8


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("label", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_label_leaves_its_margins(label: str, language: str) -> None:
    """However long or strange it is."""
    seen = chart((label, 10), (label * 3, 0), language=language, note=label)
    left, right = columns(seen.ink)
    assert seen.size[0] == WIDTH
    assert left >= MARGIN - 8
    assert right < WIDTH - MARGIN + 8


def test_a_pile_of_marks_does_not_climb_into_the_row_above() -> None:
    """The first row looks the same whatever the second is called."""
    plain, piled = chart(("ماء", 1), ("م", 1)), chart(("ماء", 1), ("م" + "\u064b" * 60, 1))
    below_the_first_bar = np.flatnonzero(plain.filled.sum(axis=1) > 20)[39] + 10
    above = slice(0, below_the_first_bar)
    assert (plain.dark[above] == piled.dark[above]).all()


@pytest.mark.parametrize("count", [0, 1, 10**9, LARGEST])
def test_any_count_has_room(count: int) -> None:
    """From nothing to more than all people on earth."""
    seen = chart(("ماء", count))
    assert columns(seen.ink)[0] >= MARGIN - 8
    assert len(bars(seen)) == (1 if count else 0)


def test_files_are_small_for_bad_lines() -> None:
    """Sixteen bars in less than sixty kilobytes."""
    many = tuple((f"قطاع من القطاعات {place}", 1000 - place * 60) for place in range(16))
    assert len(chart(*many).content) < 60_000


def test_the_same_figures_give_the_same_picture() -> None:
    """Nothing of the day or of chance is in it."""
    assert chart(*ROWS).content == chart(*ROWS).content


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=200), st.integers(0, LARGEST)), min_size=1, max_size=4))
def test_any_chart_can_be_drawn(given_rows: list[tuple[str, int]]) -> None:
    """Whatever the labels and the counts are."""
    assert chart(*given_rows).size[0] == WIDTH


def test_weeks_run_in_the_direction_of_reading() -> None:
    """The first week is on the right in Arabic and on the left in English."""
    in_arabic, in_english = trend(100, 1, 1, 1), trend(100, 1, 1, 1, language="en")
    high = 260  # below the rule, above the low columns
    assert columns(in_arabic.filled[high:400])[0] > WIDTH / 2
    assert columns(in_english.filled[high:400])[1] < WIDTH / 2


@pytest.mark.parametrize("weeks", [1, 2, 12, 52, 60])
def test_labels_of_weeks_do_not_run_into_one_another(weeks: int) -> None:
    """Between two labels there are always some empty columns, and none is cut at the edge."""
    seen = trend(*range(weeks), label="22تشرينالثاني")
    floor = rows(seen.filled[150:])[1] + 150 if weeks > 1 else seen.size[1] - 200
    below = seen.ink[floor + 20 :].any(axis=0)
    left, right = columns(seen.ink)
    runs = np.flatnonzero(np.diff(np.concatenate(([0], below.view(np.int8), [0])))).reshape(-1, 2)
    words = [runs[0]]
    for run in runs[1:]:
        if run[0] - words[-1][1] < 20:
            words[-1] = np.array([words[-1][0], run[1]])
        else:
            words.append(run)
    widths = [int(end - start) for start, end in words]
    assert left >= MARGIN - 8
    assert right < WIDTH - MARGIN + 8
    assert max(widths) < 1.3 * min(widths)


def test_weeks_without_anything_can_be_drawn() -> None:
    """Columns of no height over their labels."""
    seen = trend(0, 0, 0)
    assert not seen.filled[150:].any()
    assert seen.dark.any()
