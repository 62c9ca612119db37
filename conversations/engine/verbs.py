"""The only things that a conversation may await: ask, tell, look up, now and draw."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from conversations.engine.journal import Unanswered
from conversations.engine.questions import Question
from conversations.wording import Text

T = TypeVar("T")


class Verb(Generic[T]):
    """Something that a script awaits; the engine carries it out and records what came of it."""

    def __await__(self) -> Generator[Verb[T], T, T]:
        return (yield self)


@dataclass(frozen=True, eq=False)
class Asking(Verb[T]):
    """A question put to the person; `offered` ones are asked only on wish, from the review.

    `otherwise` is what an offered question is taken for until then.
    """

    question: Question[Any]
    offered: bool = False
    otherwise: Unanswered = Unanswered.SKIPPED


@dataclass(frozen=True, eq=False)
class Telling(Verb[None]):
    """Something said to the person before the next question."""

    text: Text


@dataclass(frozen=True, eq=False)
class LookingUp(Verb[Any]):
    """A question put to the store; its answer holds ids and codes only and is recorded."""

    subject: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Now(Verb[datetime]):
    """The time at which this line of the script was first reached."""

    name: str


@dataclass(frozen=True, eq=False)
class Drawing(Verb[str]):
    """So many random digits, drawn once."""

    name: str
    digits: int


@dataclass(frozen=True)
class Ask:
    """What a script asks with; it also holds what the conversation was opened with."""

    opening: Mapping[str, Any] = field(default_factory=dict)
    attached: tuple[str, ...] = ()

    def __call__(self, question: Question[T]) -> Verb[T]:
        """Ask a question that must be answered."""
        return Asking(question)

    def optional(self, question: Question[T]) -> Verb[T | Unanswered]:
        """Ask a question that may be left open in the ways that it names."""
        return Asking(question)

    def offered(
        self, question: Question[T], otherwise: Unanswered = Unanswered.SKIPPED
    ) -> Verb[T | Unanswered]:
        """Offer a question on the review; it is asked only when the person wishes."""
        return Asking(question, offered=True, otherwise=otherwise)


def tell(text: Text) -> Verb[None]:
    """Say something before the next question, or at the end."""
    return Telling(text)


def look_up(subject: str, **arguments: Any) -> Verb[Any]:
    """Ask the store for ids and codes; recorded by subject and arguments."""
    return LookingUp(subject, arguments)


def now(name: str) -> Verb[datetime]:
    """Return the time, the same on every replay."""
    return Now(name)


def draw(name: str, digits: int) -> Verb[str]:
    """Return random digits, the same on every replay."""
    return Drawing(name, digits)
