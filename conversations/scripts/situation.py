"""An office tells how its area is: only what has changed is asked, and a look at everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from civic.situation import (
    CARRIED_WORDS,
    DECISIONS,
    INFORMANTS,
    PARTS,
    PEOPLE,
    REMARK,
    SECTORS,
    Answer,
    Told,
    carried,
    looked_at,
    read,
)
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.verbs import Ask
from conversations.scripts.situation_questions import Form, parts
from conversations.scripts.situation_review import period_question, review

_BAD_ENOUGH: Final = frozenset("2345")
"""Effects of which the problems are asked."""

_OF_A_SECTOR: Final[Mapping[str, tuple[str, ...]]] = {
    "water": ("water.source", "water.days", "water.treated"),
    "electricity": ("electricity.hours",),
    "health": ("health.access",),
    "education": ("education.access",),
}
"""What is asked of one sector and of no other."""


@conversation("situation")
async def tell_situation(ask: Ask) -> Told:
    """Ask which parts have changed, then those, and show everything before it is sent.

    It is opened with the `office`, the `period`, its `place` and the `day`; with `last`, what was
    told last, and `last_words`, the names of what was said in words; with `same`, when nothing
    has changed.
    """
    last = {name: read(name, each) for name, each in ask.opening.get("last", {}).items()}
    form = Form(last, frozenset(ask.opening.get("last_words", ())))
    chosen = await ask.offered(period_question(str(ask.opening["day"])))
    period = str(ask.opening["period"]) if isinstance(chosen, Unanswered) else chosen
    again = bool(last or form.last_words)
    wished = () if ask.opening.get("same") else await ask(parts(again=again))
    talk = _Talk(ask, form, period, frozenset(wished))
    for part in PARTS:
        await talk.part(part)
    await talk.remark()
    await ask(review(ask.opening, period, talk.answers, talk.words, talk.same_words))
    return Told(
        office=str(ask.opening["office"]),
        period=period,
        answers=talk.answers,
        words=talk.words,
        same_words=frozenset(talk.same_words),
    )


@dataclass(slots=True)
class _Talk:
    """What has been told so far."""

    ask: Ask
    form: Form
    period: str
    wished: frozenset[str]
    answers: dict[str, Answer] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    same_words: set[str] = field(default_factory=set)

    async def part(self, part: str) -> None:
        """Ask a part if it is wished; else it stays as it was."""
        first = await self._first(part)
        if part == DECISIONS:
            await self._decisions(first)
        elif first is Unanswered.UNCHANGED:
            self.answers |= carried(self.form.last, part)
        elif first is not Unanswered.SKIPPED:
            told = self.form.heard(part, first)
            for name in _further(part, told):
                told |= self.form.heard(name, await self._further(name))
            self.answers |= looked_at(told, part, self.period)

    async def remark(self) -> None:
        """Offer to say something else."""
        self._written(REMARK, await self.ask.offered(self.form.question(REMARK)))

    async def _first(self, part: str) -> Any:
        question = self.form.question(part)
        if part in self.wished:
            return await self.ask.optional(question)
        return await self.ask.offered(question, otherwise=Unanswered.UNCHANGED)

    async def _further(self, name: str) -> Any:
        return await self.ask.optional(self.form.question(name))

    async def _decisions(self, first: Any) -> None:
        if first is Unanswered.UNCHANGED:
            self.same_words |= self.form.last_words & CARRIED_WORDS
            return
        self._written(DECISIONS, first)
        self._written(f"{DECISIONS}.done", await self._further(f"{DECISIONS}.done"))

    def _written(self, name: str, answer: Any) -> None:
        if answer is Unanswered.UNCHANGED:
            self.same_words.add(name)
        elif not isinstance(answer, Unanswered):
            self.words[name] = answer["typed"]


def _further(part: str, told: dict[str, Answer]) -> Iterator[str]:
    """Yield the further questions of a part; each may depend on the answers before it."""
    if part == INFORMANTS:
        yield f"{INFORMANTS}.men"
    elif part == PEOPLE:
        yield from (f"{PEOPLE}.arrivals", f"{PEOPLE}.departures")
    elif part in SECTORS:
        if told[part] in _BAD_ENOUGH:
            yield f"{part}.problems"
        yield from _OF_A_SECTOR.get(part, ())
        if told.get(f"{part}.access") in ("some", "none"):
            yield f"{part}.barrier"
        yield f"{part}.confidence"
