"""Counting by presses, and answers of the right kind that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from conversations.engine.journal import Journal
from conversations.engine.play import Turn, conversation, play
from conversations.engine.pressing import pressables
from conversations.engine.questions import SKIP, Choice, Number, Option, Tally
from conversations.engine.replies import Given, Said, Unclear
from conversations.engine.respond import Response, respond
from conversations.engine.verbs import Ask
from conversations.messages import Kind
from conversations.wording import Bare, Text

HINT, ODD, TOO_LOW = Bare("hint"), Bare("odd"), Bare("too low")


def _hears(text: str) -> Given | Unclear | None:
    match text:
        case "two":
            return Given({"a": 2})
        case "wrong":
            return Unclear(ODD)
    return None


COUNT = Tally(
    name="count",
    text=Bare("how many"),
    cells=(Option("a", Bare("apples")), Option("b", Bare("pears"))),
    hint=HINT,
    most=9,
    ways_out=SKIP,
    hears=_hears,
    objects=lambda counts: ODD if sum(counts.values()) % 2 else None,
)


@conversation("counting")
async def counting(ask: Ask) -> Any:
    """Ask for a least number, then for a number that is no lower, then count."""
    least = await ask(Number(name="least", text=Bare("least"), highest=9))
    chosen = await ask(
        Choice(
            name="chosen",
            text=Bare("chosen"),
            choices=tuple(Option(str(each), Bare(str(each))) for each in range(10)),
            objects=lambda answer: TOO_LOW if int(answer) < least else None,
        )
    )
    return least, chosen, await ask.optional(COUNT)


class Nowhere:
    """A world in which nothing is looked up."""

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Find nothing."""
        raise AssertionError(subject, arguments)

    def now(self) -> datetime:
        """Return some time."""
        return datetime(2026, 11, 22, tzinfo=UTC)

    def draw(self, digits: int) -> str:
        """Return some digits."""
        return "0" * digits


def labels(text: Text) -> tuple[str, ...]:
    """Say a label as it is."""
    return (str(text),) if isinstance(text, str) else ()


def says(journal: Journal, **said: Any) -> Response:
    """Reply to the open question."""
    return respond(counting, journal, Said(**said), Nowhere(), labels)


@pytest.fixture
def at_the_tally() -> Turn:
    """The turn at which is counted."""
    return play(
        counting, Journal(script="counting", answers={"least": 2, "chosen": "5"}), Nowhere()
    )


def press(turn: Turn, *codes: str) -> Response:
    """Press buttons one after another."""
    journal = turn.journal
    for code in codes:
        response = says(journal, kind=Kind.TAP, code=code)
        journal = response.turn.journal
    return response


def test_each_press_counts_one_more(at_the_tally: Turn) -> None:
    """The button carries the count that it leads to, so a second quick press asks for the same."""
    after = press(at_the_tally, "0=1", "0=1", "1=1").turn
    assert after.asked is COUNT
    assert [each.code for each in pressables(COUNT, after.journal)] == ["0=2", "1=2", "z", "k"]
    done = press(after, "k").turn
    assert done.result == (2, "5", {"a": 1, "b": 1})


def test_counting_anew_forgets_the_counts(at_the_tally: Turn) -> None:
    """One press too many is mended by beginning anew."""
    after = press(at_the_tally, "0=1", "0=2", "z").turn
    assert after.journal.ticked == ()


@pytest.mark.parametrize("code", ["9=1", "0=10", "0=x", "x=1", "0=", "=1", "0=²", "0=-1"])
def test_a_forged_count_changes_nothing(at_the_tally: Turn, code: str) -> None:
    """Neither another thing nor more than there can be."""
    after = press(at_the_tally, code)
    assert (after.turn.journal, after.settled) == (at_the_tally.journal, False)
    assert after.notice is not None


def test_typed_words_are_read_by_the_question_itself(at_the_tally: Turn) -> None:
    """What it reads is the answer; what it refuses stays open with the reason."""
    assert says(at_the_tally.journal, kind=Kind.TEXT, text="two").turn.result[2] == {"a": 2}
    refused = says(at_the_tally.journal, kind=Kind.TEXT, text="wrong")
    assert (refused.notice, refused.turn.asked) == (ODD, COUNT)
    unclear = says(at_the_tally.journal, kind=Kind.TEXT, text="something else")
    assert (unclear.notice, unclear.turn.asked) == (HINT, COUNT)


def test_an_answer_that_cannot_be_leaves_the_question_open(at_the_tally: Turn) -> None:
    """With the sentence that says why; nothing is stored."""
    refused = press(at_the_tally, "0=1", "k")
    assert (refused.notice, refused.turn.asked) == (ODD, COUNT)
    assert "count" not in refused.turn.journal.answers


def test_what_an_edit_makes_impossible_is_asked_again_with_the_reason() -> None:
    """The answer is not taken on silently, and the others stay."""
    answers = {"least": 7, "chosen": "5", "count": {"a": 2}}
    turn = play(counting, Journal(script="counting", answers=answers), Nowhere())
    assert turn.asked is not None
    assert (turn.asked.name, turn.tells) == ("chosen", [TOO_LOW])
    after = says(turn.journal, kind=Kind.TAP, code="8").turn
    assert after.result == (7, "8", {"a": 2})
