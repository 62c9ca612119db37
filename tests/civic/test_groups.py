"""The stages of a working group follow each other only when their conditions hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.group_progress import CONDITIONS, Need, Progress, women_needed
from civic.groups import ENDED, STEPS, Stage, check_step, following, missing
from civic.refusals import Refusal

SEATS = st.frozensets(st.sampled_from("abcde"))
NUMBERS = st.lists(st.integers(1, 9), max_size=3).map(tuple)
PROGRESS = st.builds(
    Progress,
    now=st.integers(0, 20),
    seats=st.integers(0, 7),
    women=st.integers(0, 7),
    quota=st.integers(0, 100),
    sources=st.integers(0, 2),
    draft=st.booleans(),
    text=st.booleans(),
    unanswered=NUMBERS,
    window_days=st.none() | st.integers(4, 13),
    window_closes=st.none() | st.integers(0, 20),
    vote_closes=st.none() | st.integers(0, 20),
    quorum=st.integers(0, 5),
    votes=st.integers(0, 5),
    dissenters=SEATS,
    in_paper=SEATS,
    settled=SEATS,
    summary=st.booleans(),
    reviewed=st.booleans(),
    notes=st.integers(0, 2),
    notes_unanswered=NUMBERS,
    reason=st.booleans(),
)


@given(st.lists(st.tuples(st.sampled_from(Stage), PROGRESS), max_size=25))
def test_no_path_skips_a_condition(wishes: list[tuple[Stage, Progress]]) -> None:
    """Whatever is tried in whatever order, each step that succeeds had everything it needs."""
    stage = Stage.PROPOSED
    for to, progress in wishes:
        try:
            check_step(stage, to, progress)
        except Refusal as refusal:
            assert refusal.code.startswith("group.")
            continue
        assert (stage, to) in STEPS
        assert all(CONDITIONS[need](progress) is None for need in STEPS[stage, to])
        if to in (Stage.COMMENTING, Stage.DECIDING):
            assert progress.unanswered == ()
        if to in (Stage.REVIEW, Stage.PUBLISHED):
            assert progress.dissenters <= progress.in_paper & progress.settled
        stage = to


@given(PROGRESS, st.sampled_from(sorted(STEPS)))
def test_a_refusal_names_what_is_missing(progress: Progress, step: tuple[Stage, Stage]) -> None:
    """A step is refused exactly when something is missing, with the code of the first of it."""
    lacks = missing(*step, progress)
    if not lacks:
        check_step(*step, progress)
        return
    with pytest.raises(Refusal) as refused:
        check_step(*step, progress)
    assert refused.value.code == lacks[0].code


def test_every_need_is_asked_for_somewhere() -> None:
    """No condition is forgotten in a drawer."""
    assert {need for needs in STEPS.values() for need in needs} == set(Need) == CONDITIONS.keys()


def test_nothing_follows_the_end() -> None:
    """What is published or closed stays so, and everything else can be closed with a reason."""
    for stage in Stage:
        assert (following(stage) == ()) is (stage in ENDED)
        if stage not in ENDED:
            assert STEPS[stage, Stage.CLOSED] == (Need.REASON,)


@pytest.mark.parametrize(("seats", "women"), [(3, 2), (4, 2), (5, 2)])
def test_the_quota_is_rounded_up(seats: int, women: int) -> None:
    """Forty percent of three seats are two."""
    assert women_needed(seats, 40) == women


@pytest.mark.parametrize(("days", "held"), [(6, False), (7, True), (10, True), (11, False)])
def test_the_window_is_a_week_to_ten_days(days: int, held: bool) -> None:
    """A window outside it is refused, with both bounds."""
    progress = Progress(now=0, draft=True, window_days=days)
    lacks = missing(Stage.DRAFTING, Stage.COMMENTING, progress)
    assert (lacks == ()) is held
    if lacks:
        assert lacks[0].facts == {"days": days, "shortest": 7, "longest": 10}


def test_comments_stay_possible_to_the_last_second() -> None:
    """The window is over at its closing instant and not before."""
    progress = Progress(now=99, window_closes=100)
    assert missing(Stage.COMMENTING, Stage.ANSWERING, progress)
    assert not missing(Stage.COMMENTING, Stage.ANSWERING, replace(progress, now=100))
