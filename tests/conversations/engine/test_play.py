"""Replay: position is answers; a changed script keeps them; wrong scripts say what is wrong."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine.journal import Journal, Unanswered, load_journal
from conversations.engine.play import (
    STEPS,
    Conversation,
    EndlessScript,
    ForeignAwait,
    Script,
    play,
)
from conversations.engine.pressing import controls, pressables
from conversations.engine.questions import (
    ANY_WAY_OUT,
    SKIP,
    Choice,
    Free,
    Number,
    Offer,
    Option,
    Review,
    Row,
    Several,
)
from conversations.engine.replies import Said
from conversations.engine.respond import Response, respond
from conversations.engine.verbs import Ask, draw, look_up, now, tell
from conversations.messages import Kind
from conversations.wording import LANGUAGES, Bare, Text, Wording

EXAMPLES = 3000 if os.environ.get("MASHWARA_PROOFS") == "long" else 150


@dataclass
class Outside:
    """A world whose clock and dice never say the same thing twice."""

    asked: list[str] = field(default_factory=list)

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Answer with a number that grows."""
        self.asked.append(subject)
        return len(self.asked)

    def now(self) -> datetime:
        """Return another time at every call."""
        self.asked.append("now")
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=len(self.asked))

    def draw(self, digits: int) -> str:
        """Return other digits at every call."""
        self.asked.append("draw")
        return f"{len(self.asked):0{digits}}"


WORDING = Wording.load()


def labels(text: Text) -> tuple[str, ...]:
    """Return a label in every language."""
    return tuple(WORDING.label(text, language) for language in LANGUAGES)


def choice(name: str, *values: str, ways_out: frozenset[Unanswered] = frozenset()) -> Choice:
    """Return a question with these options."""
    options = tuple(Option(value, Bare(f"{name} {value}")) for value in values)
    return Choice(name=name, text=Bare(name), choices=options, ways_out=ways_out)


async def survey(ask: Ask) -> dict[str, Any]:
    """Ask a question of most kinds, with a branch, offers and a review."""
    await tell(Bare("welcome"))
    colour = await ask(choice("colour", "red", "green", "blue"))
    if colour == "red":
        await ask(choice("colour.shade", "light", "dark"))
    count = await ask.optional(
        Number(name="count", text=Bare("count"), lowest=1, highest=99, ways_out=ANY_WAY_OUT)
    )
    several = await ask(
        Several(
            name="several",
            text=Bare("several"),
            choices=tuple(Option(each, Bare(f"several {each}")) for each in "xyz"),
        )
    )
    began, lot = await now("began"), await draw("lot", 4)
    words = await ask.offered(Free(name="words", text=Bare("words"), ways_out=SKIP))
    subjects = ("colour", "count", "several")
    rows = tuple(Row(name, Bare(name), Bare("said")) for name in subjects)
    offers = () if isinstance(words, dict) else (Offer("words", Bare("words")),)
    await ask(
        Review(
            name="review",
            text=Bare("review"),
            rows=rows,
            offers=offers,
            words="words",
            sends=(Option("send", Bare("send it off"), main=True),),
        )
    )
    return {"colour": colour, "count": count, "several": several, "at": began, "lot": lot}


SURVEY = Conversation(name="survey", script=survey)
NOISE = (
    *("", "²", "9" * 5000, "😀", "7", "٣", "1", "2", "رجوع", "إلغاء", "تخطي", "لا أعرف", "تم"),
    *("نعم", "لا", "red hot words", "colour gren", "several x", "x" * 5000, "count 5"),
)


@dataclass
class Talk:
    """A conversation in which somebody does what the drawn numbers choose."""

    journal: Journal = field(default_factory=lambda: Journal(script="survey"))
    world: Outside = field(default_factory=Outside)
    pressed: list[str] = field(default_factory=list)
    ended: bool = False

    def does(self, kind: str, chosen: int) -> None:
        """Do one thing; check that only what was meant has changed."""
        self.journal = load_journal(self.journal.dumps())
        before = play(SURVEY, self.journal, self.world)
        assert before.asked is not None
        said = self._said(kind, chosen, before)
        response = respond(SURVEY, self.journal, said, self.world, labels)
        self._nothing_is_lost(before.journal, response)
        self._as_replayed(response)
        self.journal, self.ended = response.turn.journal, response.turn.ended
        assert self.ended or response.turn.asked is not None, "it ends or it asks"

    def _said(self, kind: str, chosen: int, before: Any) -> Said:
        if kind == "say":
            return Said(kind=Kind.TEXT, text=NOISE[chosen % len(NOISE)])
        if kind == "voice":
            return Said(kind=Kind.VOICE, attachment="a voice")
        offered = [
            *pressables(before.asked, before.journal),
            *controls(before.asked, before.journal, before.trail),
        ]
        code = offered[chosen % len(offered)].code
        if kind == "old" and self.pressed:
            code = self.pressed[chosen % len(self.pressed)]
        self.pressed.append(code)
        return Said(kind=Kind.TAP, code=code)

    def _as_replayed(self, response: Response) -> None:
        """Where a reply leads is where a replay of what is then recorded arrives."""
        asked = len(self.world.asked)
        assert (
            play(SURVEY, load_journal(response.turn.journal.dumps()), self.world) == response.turn
        )
        assert len(self.world.asked) == asked

    def _nothing_is_lost(self, before: Journal, response: Response) -> None:
        """At most one family of answers goes, and only by going back or by changing it."""
        after = response.turn.journal
        kept = {**after.set_aside, **after.answers}
        lost = {name.split(".")[0] for name in before.answers if name not in kept}
        assert len(lost) <= 1
        changed = [
            name
            for name, answer in before.answers.items()
            if name in kept and kept[name] != answer and name not in before.set_aside
        ]
        assert len(changed) <= 1


ACTS = st.lists(
    st.tuples(st.sampled_from(["tap"] * 5 + ["say", "say", "old", "voice"]), st.integers(0, 999)),
    max_size=60,
)


@pytest.mark.proof
@settings(max_examples=EXAMPLES, deadline=None)
@given(ACTS)
def test_whatever_is_said_no_answer_is_lost(acts: list[tuple[str, int]]) -> None:
    """Answers, back, change, add, skip, cancel, noise and old buttons, stored after each."""
    talk = Talk()
    for kind, chosen in acts:
        if talk.ended:
            break
        talk.does(kind, chosen)


@pytest.mark.proof
@settings(max_examples=EXAMPLES, deadline=None)
@given(ACTS)
def test_a_replay_is_the_same_however_often(acts: list[tuple[str, int]]) -> None:
    """Clock, dice and look-ups are asked once; afterwards the journal alone decides."""
    talk = Talk()
    for kind, chosen in acts:
        if not talk.ended:
            talk.does(kind, chosen)
    first = play(SURVEY, talk.journal, talk.world)
    asked = len(talk.world.asked)
    again = play(SURVEY, load_journal(first.journal.dumps()), talk.world)
    assert (again.journal, again.asked, again.trail) == (first.journal, first.asked, first.trail)
    assert (again.ended, again.result) == (first.ended, first.result)
    assert len(talk.world.asked) == asked


ANSWERS: dict[str, Any] = {"first": "a", "second": "b", "third": "a", "review": "send"}


def scripted(*names: str, options: str = "ab") -> Conversation:
    """Return a conversation that asks these questions one after another."""

    async def script(ask: Ask) -> dict[str, str]:
        return {name: await ask(choice(name, *options)) for name in names}

    return Conversation(name="survey", script=script)


@pytest.mark.proof
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.permutations(["first", "second", "third", "fourth", "fifth"]), st.integers(1, 5))
def test_a_changed_script_asks_what_is_new_and_keeps_the_rest(names: list[str], count: int) -> None:
    """Questions added, removed and put in another order: what was answered is not asked."""
    journal = Journal(script="survey", answers=dict(ANSWERS))
    conversation = scripted(*names[:count])
    asked = []
    while (turn := play(conversation, journal, Outside())).asked is not None:
        asked.append(turn.asked.name)
        journal = journal.having(turn.asked.name, "a")
    assert asked == [name for name in names[:count] if name not in ANSWERS]
    assert ANSWERS.items() <= journal.answers.items()
    assert turn.result == {name: ANSWERS.get(name, "a") for name in names[:count]}


def test_an_option_that_was_removed_is_asked_again_and_the_others_stay() -> None:
    """The answer no longer passes; the two beside it do."""
    journal = Journal(script="survey", answers=dict(ANSWERS))
    turn = play(scripted("first", "second", "third", options="ac"), journal, Outside())
    assert turn.asked is not None
    assert turn.asked.name == "second"
    turn = play(
        scripted("first", "second", "third", options="ac"),
        turn.journal.having("second", "c"),
        Outside(),
    )
    assert turn.result == {"first": "a", "second": "c", "third": "a"}


def test_a_renamed_question_is_asked_under_its_new_name() -> None:
    """The answer under the old name stays in the journal, should the name come back."""
    turn = play(scripted("first", "zweite", "third"), Journal("survey", {}, ANSWERS), Outside())
    assert turn.asked is not None
    assert turn.asked.name == "zweite"
    assert turn.journal.answers["second"] == "b"


async def _sleeping(_ask: Ask) -> None:
    await asyncio.sleep(0)


async def _sleeping_a_while(_ask: Ask) -> None:
    await asyncio.sleep(1)


async def _failing(_ask: Ask) -> None:
    raise RuntimeError("a fault of its own, wrong as it is")


async def _endless(_ask: Ask) -> None:
    while True:
        await look_up("anything")


@pytest.mark.parametrize(
    ("script", "error", "says"),
    [
        (_sleeping, ForeignAwait, "use `await look_up"),
        (_sleeping_a_while, ForeignAwait, "To wait, end the conversation"),
        (_failing, RuntimeError, "a fault of its own"),
        (_endless, EndlessScript, f"more than {STEPS} verbs"),
    ],
)
def test_a_wrong_script_is_told_what_is_wrong(
    script: Script, error: type[Exception], says: str
) -> None:
    """A foreign await and a script without end name the conversation and what to do."""
    with pytest.raises(error, match=says) as caught:
        play(Conversation(name="wrong", script=script), Journal("wrong"), Outside())
    assert "wrong" in str(caught.value)
