"""The journal: answers by name, changed one at a time, and readable by the next release."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conversations.engine.journal import Guess, Journal, Unanswered, load_journal, opened
from conversations.engine.journal import given as received

ANSWERS = st.one_of(
    st.text(),
    st.integers(-(2**53), 2**53),
    st.lists(st.text(), max_size=3),
    st.dictionaries(st.text(min_size=1), st.text(), max_size=2),
)
NAMES = st.text(string.ascii_lowercase + ".", min_size=1, max_size=6)


@given(st.dictionaries(NAMES, ANSWERS), st.lists(st.text(), max_size=3))
def test_what_is_stored_comes_back_as_it_was(answers: dict[str, Any], ticked: list[str]) -> None:
    """Order of answering included."""
    journal = Journal("x", {"a": 1}, answers, {"look {}": [1]}, "w", Guess("n", "v"), tuple(ticked))
    again = load_journal(journal.dumps())
    assert again == journal
    assert list(again.answers) == list(answers)


@given(st.dictionaries(NAMES, ANSWERS), NAMES)
def test_asking_for_a_change_and_thinking_better_loses_nothing(
    answers: dict[str, Any], name: str
) -> None:
    """The answer is set aside, not dropped, until another one is given."""
    journal = Journal("x", answers=answers)
    wanting = journal.wanting(name)
    assert name not in wanting.answers
    assert wanting.unwanting().answers == answers
    assert wanting.wanting("other").unwanting().answers == answers


@given(st.dictionaries(NAMES, ANSWERS), NAMES, ANSWERS)
def test_a_new_answer_takes_the_place_of_the_old_and_of_what_refined_it(
    answers: dict[str, Any], name: str, answer: Any
) -> None:
    """The others stay."""
    changed = Journal("x", answers=answers).wanting(name).having(name, answer)
    others = {each: said for each, said in answers.items() if not f"{each}.".startswith(f"{name}.")}
    assert changed.answers == {**others, name: answer}
    assert (changed.wanted, changed.set_aside) == ("", {})


def test_a_question_left_open_on_purpose_comes_back_as_such() -> None:
    """And words that look like it do not."""
    journal = load_journal(Journal("x").having("a", Unanswered.SKIPPED).dumps())
    assert received(journal.answers["a"]) is Unanswered.SKIPPED
    assert received("skipped") == "skipped"
    assert received({"typed": "left"}) == {"typed": "left"}


def test_a_journal_of_an_earlier_or_later_release_is_read() -> None:
    """Missing fields take their defaults, unknown ones are passed over."""
    stored = json.dumps({"script": "need", "answers": {"a": "b"}, "of a later release": 1})
    assert load_journal(stored.encode()) == Journal("need", answers={"a": "b"})


def test_what_was_understood_is_known_as_such_until_it_is_answered() -> None:
    """Nobody was asked for it yet."""
    journal = opened("need", {}, {"place": "C1", "words": {"typed": "x"}})
    assert journal.understood == ("place", "words")
    assert journal.having("place", "C2").understood == ("words",)
