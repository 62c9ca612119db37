"""The measures of working groups, with a few people, so that they still run when wanted."""

from __future__ import annotations

from pathlib import Path

from benchmarks.groups import checking, composing, sending


async def test_a_draft_is_sent_by_the_real_process(tmp_path: Path) -> None:
    """Everybody gets it once, within the limits, and the residents' replies are timed."""
    sent = await sending.measure(tmp_path, 60, stays=0)
    assert (sent.people, sent.twice, sent.missed, sent.refused) == (64, 0, 0, 0)
    assert sent.share_of_limit > 0.5


def test_chains_are_written_and_checked(tmp_path: Path) -> None:
    """By the command and by the file that stands alone."""
    checked = checking.measure(tmp_path, 5_000)
    assert checked.entries == 5_000
    assert checked.megabytes > 1


def test_groups_are_composed() -> None:
    """Of two hundred who apply."""
    assert composing.measure(2).times == 2
