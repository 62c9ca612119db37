"""The conversation about going back: what it never asks, what an edit keeps, how long it takes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.returns import Horizon, Intention, ReturnIntention, checked
from conversations.engine.journal import Journal, load_journal
from conversations.engine.play import Turn, play
from conversations.engine.pressing import controls, pressables
from conversations.engine.questions import Review
from conversations.engine.replies import Said
from conversations.engine.respond import Response, respond
from conversations.messages import Kind
from conversations.scripts.return_intention import FULL, SHORT, tell_return
from conversations.wording import LANGUAGES, Text, Wording

LONG = os.environ.get("MASHWARA_PROOFS") == "long"
WORDING = Wording.load()

UNDER = {"": ["area", "town"], "area": ["village", "hamlet"], "town": [], "village": []}
NAMED = {
    "قرية": ["village"],
    "مدينة": ["town"],
    "قريتان": ["village", "hamlet"],
    "ناحية": ["area"],
}
TYPED = (
    *NAMED, "حلب", "0", "5", "٤ أشخاص، طفلين تحت الخمسة", "60 طفل", "2014", "2031", "3/2025",
    "3/2031", "قبل شهرين", "البقاء خلال 3 أشهر", "رجعنا", "ما راح نرجع", "ناوين نرجع بعد شهرين",
    "نعم", "لا", "تخطي", "أفضل عدم الإجابة", "لا أعرف", "رجوع", "تم", "²", "9" * 4000, "؟",
    "صباح الخير",
)  # fmt: skip

RETURNS = {each.value for each in Horizon}
NOT_FOR_THOSE_BACK = {
    *("obstacles", "obstacles.more", "conditions", "together", "visited", "sources", "shelter"),
}
ONLY_FOR_THOSE_BACK = {"returned", "remained"}


class Outside:
    """A small country, in which it is always the same day."""

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Answer with a few places."""
        match subject:
            case "origins_under":
                return UNDER.get(arguments["code"], [])
            case "whereabouts":
                return ["SY02", "TR", "area"]
        codes = NAMED.get(arguments["text"], [])
        codes = ["SY02"] if arguments["text"] == "حلب" and subject == "whereabouts_named" else codes
        return {"exact": codes if len(codes) == 1 else [], "near": codes if len(codes) > 1 else []}

    def now(self) -> datetime:
        """Return the day of the story."""
        return datetime(2026, 11, 22, 9, tzinfo=UTC)

    def draw(self, digits: int) -> str:
        """Return digits."""
        return "0" * digits


def labels(text: Text) -> tuple[str, ...]:
    """Say a label in both languages."""
    return tuple(WORDING.label(text, language) for language in LANGUAGES)


@dataclass
class Chat:
    """One person in the conversation; every reply is read from the stored journal."""

    journal: Journal = field(default_factory=lambda: Journal(script="return"))
    turn: Turn = field(init=False)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn = play(tell_return, self.journal, Outside())
        self.journal = self.turn.journal

    def says(self, **said: Any) -> Response:
        """Reply, after everything but the disk was lost."""
        stored = load_journal(self.journal.dumps())
        response = respond(tell_return, stored, Said(**said), Outside(), labels)
        self.turn, self.journal = response.turn, response.turn.journal
        return response

    @property
    def asked(self) -> str:
        """The name of the open question."""
        assert self.turn.asked is not None
        return self.turn.asked.name

    def codes(self) -> list[str]:
        """Everything that can be pressed, below the question too, but for leaving."""
        assert self.turn.asked is not None
        found = [*pressables(self.turn.asked, self.journal)]
        found += controls(self.turn.asked, self.journal, self.turn.trail)
        return [each.code for each in found if each.code != "x"]


def told(chat: Chat) -> dict[str, Any]:
    """What was answered on the way to the open question."""
    return {name: chat.journal.answers[name] for name in chat.turn.trail}


def is_senseless(name: str, said: Mapping[str, Any]) -> bool:
    """Judge a question by the answers before it, without the script."""
    base = name.partition(".")[0]
    if base == "consent":
        return False
    agreed = said.get("consent.1.more", said.get("consent.1"))
    intention, house = said.get("intention"), said.get("house")
    back = intention == Intention.RETURNED
    if agreed != "yes":
        return True
    if base == "current" and back:
        return said.get("remained") != "left"
    return (
        (back and name in NOT_FOR_THOSE_BACK)
        or (not back and name in ONLY_FOR_THOSE_BACK)
        or (name == "together" and intention not in RETURNS)
        or (name == "deed" and (not isinstance(house, str) or house in ("sold", "never")))
        or (name == "obstacles.more" and "more" not in said.get("obstacles", ()))
    )


def is_sound(result: ReturnIntention) -> bool:
    """Tell whether what is sent holds nothing that its own answers made senseless."""
    checked(result)
    details, back = result.details, result.intention is Intention.RETURNED
    if back:
        return not (details.obstacles or details.conditions or details.visited or details.sources)
    return not (details.returned or details.remained) and result.origin != result.current


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.integers(0, 40)),
        st.tuples(st.just("press"), st.integers(0, 40)),
        st.tuples(st.just("press"), st.integers(0, 40)),
        st.tuples(st.just("say"), st.integers(0, len(TYPED) - 1)),
    ),
    min_size=10,
    max_size=70,
)


@settings(max_examples=4000 if LONG else 250, deadline=None)
@given(STEPS)
def test_no_path_asks_what_an_earlier_answer_made_senseless(steps: list[tuple[str, int]]) -> None:
    """Any presses, words, edits and ways back; what is sent in the end is sound."""
    chat = Chat()
    for kind, chosen in steps:
        if kind == "press":
            codes = chat.codes()
            chat.says(kind=Kind.TAP, code=codes[chosen % len(codes)])
        else:
            chat.says(kind=Kind.TEXT, text=TYPED[chosen])
        if chat.turn.ended:
            assert chat.turn.result is None or is_sound(chat.turn.result)
            return
        assert not is_senseless(chat.asked, told(chat)), (chat.asked, told(chat))


@settings(max_examples=2000 if LONG else 150, deadline=None)
@given(STEPS, st.data())
def test_an_edit_keeps_every_answer_that_still_applies(
    steps: list[tuple[str, int]], data: st.DataObject
) -> None:
    """From a review any answer is changed: the others stay, and come back if they apply again."""
    chat = Chat()
    walk(chat, data, until="review", full=data.draw(st.booleans()))
    for kind, chosen in steps:
        before = dict(chat.journal.answers)
        edited = chat.journal.wanted
        was = chat.asked
        if kind == "press":
            codes = [code for code in chat.codes() if code not in ("b", "0", "1", "2")]
            chat.says(kind=Kind.TAP, code=(codes or chat.codes())[chosen % len(codes or [1])])
        elif TYPED[chosen] != "رجوع":  # which drops the answer before, by its name
            chat.says(kind=Kind.TEXT, text=TYPED[chosen])
        if chat.turn.ended:
            return
        touched = {was, edited, chat.journal.wanted}
        gone = {
            name
            for name, answer in before.items()
            if chat.journal.answers.get(name) != answer
            and name not in chat.journal.set_aside
            and not any(f"{name}.".startswith(f"{each}.") for each in touched if each)
            and name not in ("review", "review.full")
        }
        assert not gone, (was, edited, gone)


def walk(chat: Chat, data: st.DataObject, until: str, *, full: bool) -> int:
    """Answer each question in one turn, as somebody who does not err; return the turns taken."""
    turns = 0
    while chat.asked != until or (full and until == "review" and chat.asked != "review.full"):
        if chat.asked == "review":
            question = chat.turn.asked
            assert isinstance(question, Review)
            more = next(n for n, each in enumerate(question.sends) if each.value == "more")
            chat.says(kind=Kind.TAP, code=str(more))
            until = "review.full"
        else:
            answer(chat, data)
        turns += 1
    return turns


def answer(chat: Chat, data: st.DataObject) -> None:
    """Settle the open question."""
    name, question = chat.asked, chat.turn.asked
    assert question is not None
    if name.startswith("consent"):
        chat.says(kind=Kind.TAP, code="0")
    elif name == "origin":
        chat.says(kind=Kind.TEXT, text=data.draw(st.sampled_from(["قرية", "مدينة", "قريتان"])))
    elif name in ("current", "origin.meant.0"):
        chat.says(kind=Kind.TAP, code="0")
    elif name == "household":
        chat.says(kind=Kind.TEXT, text=data.draw(st.sampled_from(["5", "رجل وامرأة و3 أطفال"])))
    else:
        # Who wishes for the second list of obstacles in the short way takes one turn more.
        values = [option.value for option in question.options]
        if data.draw(st.booleans()) or len(chat.turn.trail) < SHORT:
            values = [value for value in values if value != "more"]
        if all(code[-1] in "+-" or code == "k" for code in _codes(chat)):
            chosen = data.draw(
                st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
            )
            every = [option.value for option in question.options]
            for value in ["none"] if "none" in chosen else chosen:
                chat.says(kind=Kind.TAP, code=f"{every.index(value)}+")
            chat.says(kind=Kind.TAP, code="k")
        else:
            chat.says(kind=Kind.TAP, code=str(data.draw(st.integers(0, len(values) - 1))))


def _codes(chat: Chat) -> list[str]:
    assert chat.turn.asked is not None
    return [each.code for each in pressables(chat.turn.asked, chat.journal)]


@settings(max_examples=2000 if LONG else 200, deadline=None)
@given(st.data())
def test_the_short_way_takes_six_turns_at_most(data: st.DataObject) -> None:
    """Whatever is answered, also where two villages bear the name."""
    chat = Chat()
    turns = walk(chat, data, until="review", full=False)
    assert turns + 1 <= SHORT
    chat.says(kind=Kind.TAP, code="0")
    assert is_sound(chat.turn.result)


@settings(max_examples=2000 if LONG else 200, deadline=None)
@given(st.data())
def test_the_full_way_takes_sixteen_turns_at_most(data: st.DataObject) -> None:
    """With every question answered and the rarer obstacles looked through."""
    chat = Chat()
    turns = walk(chat, data, until="review", full=True)
    assert turns + 1 <= FULL
    chat.says(kind=Kind.TAP, code="0")
    assert is_sound(chat.turn.result)


@pytest.mark.parametrize("words", ["لا مانع", "ماشي", "لا"])
def test_only_an_explicit_yes_is_consent(words: str) -> None:
    """What is kind only is asked about or refused; nothing else is asked before it."""
    chat = Chat()
    chat.says(kind=Kind.TEXT, text=words)
    assert chat.turn.ended or chat.asked == "consent.1"
    assert "intention" not in chat.journal.answers
