"""What a sample of a conversation is made of: answers, wishes and ticks, one after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the question of this name; one that is only offered is asked for first."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Like:
    """Words that were near this answer; the question is then whether it was meant."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A press on what leads to this question from the review."""

    name: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Options of a question of several answers that are set, before it is confirmed."""

    name: str
    values: tuple[str, ...]


Step = Answer | Like | Wish | Tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One way through a conversation.

    `opening` and `understood` are what it begins with, `found` what look-ups answer
    by their subject; places are looked up in the gazetteer.
    """

    script: str
    shows: str
    steps: tuple[Step, ...]
    opening: Mapping[str, Any] = field(default_factory=dict)
    understood: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)
