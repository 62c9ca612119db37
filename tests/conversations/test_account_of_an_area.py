"""An account of an area holds what was said now or carried over, and nothing that nobody said."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pages.walking import Canned
from civic.places import Places
from civic.situation import (
    DECISIONS,
    NEVER_CARRIED,
    PARTS,
    UNKNOWN,
    WORDS,
    Answer,
    Told,
    carried,
    changed,
    of_part,
    part_of,
    read,
    written,
)
from conversations.engine.journal import Journal, Unanswered, opened
from conversations.engine.play import Turn, play
from conversations.engine.questions import Choice, Free, Number, Question, Review, Several
from conversations.figures import Reader
from conversations.scripts.registry import CONVERSATIONS
from conversations.situation_message import LONGEST, Shown, message
from conversations.wording import LANGUAGES, Wording
from storage.place_files import bundled_places

OUTSIDE = Canned(Places(bundled_places()), "SY09", {})
OPENING = {"office": "an office", "place": "SY0901", "period": "2026-11", "day": "2026-11-22"}
SCRIPT = CONVERSATIONS["situation"]


class Teller:
    """Somebody who answers every question by chance, and remembers what they said."""

    def __init__(self, data: st.DataObject, opening: dict[str, Any], wished: list[str]) -> None:
        self.data, self.said = data, dict[str, Any]()
        self.journal: Journal = opened("situation", {**OPENING, **opening}, {})
        self.wished = wished

    def tells(self) -> Told:
        """Go through the conversation to its end."""
        while not (turn := play(SCRIPT, self.journal, OUTSIDE)).ended:
            self._answer(turn)
        assert isinstance(turn.result, Told)
        return turn.result

    def _answer(self, turn: Turn) -> None:
        asked = turn.asked
        assert asked is not None
        self.said[asked.name] = answer = self._reply(asked)
        self.journal = turn.journal.having(asked.name, answer)

    def _reply(self, asked: Question[Any]) -> Any:
        if asked.name == "parts":
            return self.wished
        replies: list[st.SearchStrategy[Any]] = [st.just(way) for way in sorted(asked.ways_out)]
        match asked:
            case Review(sends=sends):
                return sends[0].value
            case Number(lowest=lowest, highest=highest):
                replies.append(st.integers(lowest, highest))
            case Several(choices=choices):
                codes = [each.value for each in choices]
                replies.append(st.lists(st.sampled_from(codes), unique=True))
            case Choice(choices=choices):
                replies.append(st.sampled_from([each.value for each in choices]))
            case Free():
                replies.append(st.just({"typed": "كلام جديد"}))
        return self.data.draw(st.one_of(replies), label=asked.name)


def _first(data: st.DataObject) -> Told:
    return Teller(data, {}, data.draw(st.lists(st.sampled_from(PARTS), unique=True))).tells()


def _again(last: Told) -> dict[str, Any]:
    words = {*last.words} | last.same_words
    return {
        "base": "an account",
        "last": {name: written(answer) for name, answer in last.answers.items()},
        "last_words": sorted(words & {DECISIONS, f"{DECISIONS}.done"}),
        "period": "2026-12",
    }


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_is_told_that_nobody_said(data: st.DataObject) -> None:
    """What stands in the second account was said now, or stood in the first and was not asked."""
    last = _first(data)
    wished = data.draw(st.lists(st.sampled_from(PARTS), unique=True), label="wished")
    teller = Teller(data, _again(last), wished)
    told = teller.tells()
    for part in PARTS:
        answers = {n: a for n, a in told.answers.items() if part_of(n) == part}
        if part not in wished or teller.said.get(part) is Unanswered.UNCHANGED:
            assert answers == carried(last.answers, part)
    for name, answer in of_all(told).items():
        assert _was_said(teller.said.get(name), answer, last.answers.get(name))


def of_all(told: Told) -> dict[str, Answer]:
    """Return the answers without the periods in which they were given."""
    return {name: a for part in PARTS for name, a in of_part(told.answers, part).items()}


def _was_said(said: Any, answer: Answer, last: Answer | None) -> bool:
    if said is None or said is Unanswered.UNCHANGED:
        return answer == last
    if said is Unanswered.UNKNOWN:
        return answer == UNKNOWN
    if isinstance(answer, tuple):
        return set(answer) <= set(said)
    return bool(said == answer)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_was_skipped_stays_open(data: st.DataObject) -> None:
    """In this account and in all that are carried over from it."""
    teller = Teller(data, {}, [*PARTS])
    told = teller.tells()
    skipped = {name for name, said in teller.said.items() if said is Unanswered.SKIPPED}
    assert skipped.isdisjoint(told.answers) and skipped.isdisjoint(told.words)
    again = Teller(data, {**_again(told), "same": True}, []).tells()
    assert skipped.isdisjoint(again.answers) and skipped.isdisjoint(again.same_words)
    kept = {n: a for n, a in told.answers.items() if part_of(n) not in NEVER_CARRIED}
    assert again.answers == kept
    assert changed(again.answers, told.answers) == []


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_every_account_fits_a_chat(data: st.DataObject) -> None:
    """However much was told, in both languages; what is stored reads as it was written."""
    told = Teller(data, {}, [*PARTS]).tells()
    stored = {name: read(name, written(answer)) for name, answer in told.answers.items()}
    assert stored == told.answers
    shown = Shown(
        place="SY0901",
        office="تمثيل منطقة دير الزور",
        period="2026-W47",
        day=date(2026, 11, 22),
        answers=told.answers,
        words=dict.fromkeys(WORDS, "كلام " * 90),
        before={},
    )
    for language in LANGUAGES:
        said = Reader(Wording.load(), language).say(
            message(Reader(Wording.load(), language), shown)
        )
        assert len(said.translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))) <= LONGEST
