"""A question of an office to the displaced of its place: what it may be, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from civic.disclosure import LEAST, Audience, Dice
from civic.returns import Details, Help, Topic

FEWEST_CHOICES: Final = 2
MOST_CHOICES: Final = 4
LONGEST_QUESTION: Final = 200
LONGEST_CHOICE: Final = 24
"""As long as a row in the tightest channel."""

DAYS: Final = 14
"""How long a question is open: so long that whoever heard something this week can be asked."""

_BETWEEN: Final = re.compile(r"[\n،,؛;/|]+")


class State(StrEnum):
    """Where a question stands; an office has at most one that is open."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PollWish:
    """A question that an office wishes to ask, with the answers to choose from.

    `help` is the help that those who are asked wished for, None for all who come from its place.
    """

    office: str
    question: str
    choices: tuple[str, ...]
    help: Help | None = None


def read_choices(text: str) -> tuple[str, ...]:
    """Return the answers that a line or several lines name, each once."""
    found = (" ".join(part.split()) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in found if part))


def are_choices(text: str) -> bool:
    """Tell whether these are two to four answers that fit on buttons."""
    found = read_choices(text)
    fit = all(len(choice) <= LONGEST_CHOICE for choice in found)
    return fit and FEWEST_CHOICES <= len(found) <= MOST_CHOICES


def topic_of(wanted: Help | None) -> Topic:
    """Return what those must have agreed to who are asked."""
    return Topic.QUESTIONS if wanted is None else Topic.HELP


def concerns(wanted: Help | None, details: Details) -> bool:
    """Tell whether a household is among those who are asked."""
    return wanted is None or wanted in details.help


def told(counts: Mapping[int, int], poll: str, dice: Dice) -> dict[int, int]:
    """Return what is told of each answer, once and for all; what is left out is suppressed.

    Whole steps below the truth, how far below falls anew for each question and answer; nothing
    is told of how many there were together (docs/decisions/0017-returns-counted.md).
    """
    least = LEAST[Audience.REPRESENTATIVES]
    found = {}
    for choice, people in sorted(counts.items()):
        steps = (people - dice(f"poll|{poll}|{choice}", least)) // least
        if steps > 0:
            found[choice] = steps * least
    return found
