"""Walks the samples of the conversations and notes every screen that a person would see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from civic.places import Level, Places
from conversations.engine.journal import Guess, Journal, opened
from conversations.engine.play import Turn, play
from conversations.scripts.registry import CONVERSATIONS
from conversations.scripts.sample_steps import Answer, Like, Sample, Step, Tick, Wish
from handlers.lookups import STEPS

_TIME: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Canned:
    """A world outside in which look-ups answer what a sample says, and places are the real ones."""

    places: Places
    home: str
    found: Mapping[str, Any]

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Return what the sample found; nothing where it does not say."""
        if subject == "places_under":
            return self._under(arguments["code"])
        return self.found.get(subject, [])

    def now(self) -> datetime:
        """Return the same time always."""
        return _TIME

    def draw(self, digits: int) -> str:
        """Return the same digits always."""
        return "1234567890"[:digits]

    def _under(self, code: str) -> list[str]:
        if code:
            return list(self.places.children(code, *STEPS))
        districts = self.places.children(self.home, Level.DISTRICT)
        return [each for area in districts for each in self.places.children(area, *STEPS)]


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown at one point: a conversation, its question (none at an end), and the turn."""

    script: str
    question: str
    shows: str
    turn: Turn


class UnusedStep(ValueError):
    """A sample answers a question that its conversation never asks."""


def walk(samples: Iterable[Sample], places: Places, home: str) -> Iterator[Screen]:
    """Play samples step by step; raises UnusedStep where a sample and its script disagree."""
    for sample in samples:
        for turn in _turns(sample, Canned(places, home, sample.found)):
            name = turn.asked.name if turn.asked else ""
            yield Screen(sample.script, name, sample.shows, turn)


def _turns(sample: Sample, world: Canned) -> Iterator[Turn]:
    conversation = CONVERSATIONS[sample.script]
    turn = play(conversation, opened(sample.script, sample.opening, sample.understood), world)
    yield turn
    for step in sample.steps:
        if turn.asked is not None and turn.asked.name != step.name:
            turn = play(conversation, turn.journal.wanting(step.name), world)
            yield turn
        if turn.asked is None or turn.asked.name != step.name:
            raise UnusedStep(f"{sample.script}, {sample.shows}: {step.name} is not asked")
        turn = play(conversation, _after(turn.journal, step), world)
        yield turn


def _after(journal: Journal, step: Step) -> Journal:
    match step:
        case Answer(name, value):
            return journal.having(name, value)
        case Like(name, value):
            return journal.guessing(Guess(name, value))
        case Wish(name):
            return journal.wanting(name)
        case Tick(_, values):
            return journal.ticking(values)
