"""What is typed while a ballot paper is shown is an option for certain, or none."""

from __future__ import annotations

import pytest

from conversations.ballot_typing import chosen, means_vote


@pytest.mark.parametrize(
    ("options", "text", "choice"),
    [
        (("الجسر", "السوق"), "السوق", 2),
        (("الجسر", "السوق"), " السّوق ", 2),
        (("الجسر", "السوق"), "٢", 2),
        (("الجسر", "السوق"), "السوق يعني", None),
        (("الجسر", "السوق"), "3", None),
        (("3", "2", "1"), "2", 2),
        (("3", "2", "1"), "1", None),
        (("👍", "👎"), "👎", 2),
        (("👍", "👎"), "🙂", None),
        (("نعم", "👎"), "؟", None),
        (("احمد", "أحمد"), "أحمد", 2),
        (("احمد", "أحمد"), "آحمد", None),
    ],
)
def test_what_is_typed_is_an_option_only_where_it_can_be_no_other(
    options: tuple[str, ...], text: str, choice: int | None
) -> None:
    """A number that is an option and counts another one, or a sign like none, is no vote."""
    assert chosen(options, text) == choice


def test_what_is_not_clear_is_still_known_for_a_vote() -> None:
    """So that it is not kept as an ordinary word."""
    assert means_vote(("3", "2", "1"), "1")
    assert not means_vote(("3", "2", "1"), "4")
