"""The journal of one conversation: what it was opened with, and every answer by its name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec


class Unanswered(StrEnum):
    """How a person may leave a question open on purpose, or as it was answered another time."""

    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    UNCHANGED = "unchanged"


class Guess(msgspec.Struct, frozen=True, array_like=True):
    """A near match that waits for a yes: for which question, and which answer."""

    name: str
    value: str


class Journal(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a conversation knows; its position is its answers, there are no states.

    `opening` is what the conversation was started with. `answers` holds natural JSON by
    the question's name, in the order of answering; a question left open on purpose is
    `{"left": "skipped"}`. `outcomes` holds what look-ups, the clock and the dice said.
    `wanted` names an offered question that the person asked for on the review;
    `ticked` holds what is ticked so far in an open question of several choices;
    `attached` the ids of photos and voice notes sent along; `understood` the names of
    answers that were read out of a first sentence and that nobody has been asked.
    `set_aside` keeps the answer that is being changed until there is a new one.
    """

    script: str
    opening: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    outcomes: dict[str, Any] = {}
    wanted: str = ""
    guess: Guess | None = None
    ticked: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    set_aside: dict[str, Any] = {}

    def having(self, name: str, answer: Any) -> Journal:
        """Return the journal with this question settled."""
        found = bool(self.wanted) and f"{name}.".startswith(f"{self.wanted}.")
        return msgspec.structs.replace(
            self,
            answers={**self.answers, name: _stored(answer)},
            understood=tuple(other for other in self.understood if other != name),
            wanted="" if found else self.wanted,
            set_aside={} if found else self.set_aside,
            guess=None,
            ticked=(),
        )

    def without(self, name: str) -> Journal:
        """Return the journal with one answer dropped, and those that refine it (`name.…`)."""
        kept = {
            other: answer
            for other, answer in self.answers.items()
            if not f"{other}.".startswith(f"{name}.")
        }
        return msgspec.structs.replace(self, answers=kept, guess=None, ticked=())

    def wanting(self, name: str) -> Journal:
        """Return the journal with a question asked for; its answer so far is set aside."""
        there = self.unwanting()
        left = there.without(name)
        aside = {each: said for each, said in there.answers.items() if each not in left.answers}
        return msgspec.structs.replace(left, wanted=name, set_aside=aside)

    def unwanting(self) -> Journal:
        """Return the journal as it was before a question was asked for."""
        return msgspec.structs.replace(
            self, answers={**self.answers, **self.set_aside}, wanted="", set_aside={}, guess=None
        )

    def guessing(self, guess: Guess | None) -> Journal:
        """Return the journal with a near match waiting for a yes, or with none."""
        return msgspec.structs.replace(self, guess=guess)

    def ticking(self, ticked: tuple[str, ...]) -> Journal:
        """Return the journal with these options of the open question ticked."""
        return msgspec.structs.replace(self, ticked=ticked, guess=None)

    def attaching(self, attachment: str) -> Journal:
        """Return the journal with one more photo or voice note."""
        return msgspec.structs.replace(self, attached=(*self.attached, attachment))

    def dumps(self) -> bytes:
        """Return the journal as JSON, to be sealed and stored."""
        return msgspec.json.encode(self)


def load_journal(stored: bytes) -> Journal:
    """Read a stored journal; fields that a later release added take their defaults."""
    return msgspec.json.decode(stored, type=Journal)


def given(answer: Any) -> Any:
    """Turn a stored answer into what a script receives."""
    match answer:
        case {"left": str(how)}:
            return Unanswered(how)
    return answer


def _stored(answer: Any) -> Any:
    return {"left": answer.value} if isinstance(answer, Unanswered) else answer


def opened(script: str, opening: Mapping[str, Any], answers: Mapping[str, Any]) -> Journal:
    """Return a fresh journal; `answers` are those already understood from a first sentence."""
    return Journal(
        script=script, opening=dict(opening), answers=dict(answers), understood=tuple(answers)
    )
