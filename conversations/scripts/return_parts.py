"""What the full way of a return intention goes through, and when each question makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from civic.returns import HOUSELESS, Horizon, House, Intention
from conversations.engine.journal import Unanswered
from conversations.engine.questions import Question
from conversations.scripts import return_dated as dated
from conversations.scripts import return_questions as questions
from conversations.scripts.return_household import HOUSEHOLD
from conversations.scripts.return_rows import Answers

RETURNING: Final = frozenset(each.value for each in Horizon)


@dataclass(frozen=True, slots=True)
class Part:
    """A question of the full way: how it is made, and after which answers it makes sense.

    One that is not `walked` is only offered on the review, so that the way stays short.
    """

    name: str
    makes: Callable[[Answers, date], Question[Any]]
    applies: Callable[[Answers], bool]
    walked: bool = True


def is_told(said: Answers, name: str) -> bool:
    """Tell whether a question was answered rather than left open."""
    return not isinstance(said.get(name, Unanswered.SKIPPED), Unanswered)


def anybody(_said: Answers) -> bool:
    """Everybody can be asked."""
    return True


def is_back(said: Answers) -> bool:
    """Tell whether the household has returned already."""
    return bool(said["intention"] == Intention.RETURNED)


def is_away(said: Answers) -> bool:
    """Tell whether the household is not back: only then something is in the way."""
    return not is_back(said)


def has_left_again(said: Answers) -> bool:
    """Tell whether the household returned and did not stay, so that it lives elsewhere."""
    return is_back(said) and said.get("remained") == "left"


def returns(said: Answers) -> bool:
    """Tell whether the household means to return."""
    return said["intention"] in RETURNING


def has_a_right(said: Answers) -> bool:
    """Tell whether there was a house or land there, as far as the house was told of."""
    house = said.get("house", Unanswered.SKIPPED)
    return not isinstance(house, Unanswered) and (
        house == House.LAND_ONLY or house not in HOUSELESS
    )


def _deed(said: Answers, _begun: date) -> Question[Any]:
    return questions.DEED_OF_LAND if said.get("house") == House.LAND_ONLY else questions.DEED


def _displaced(_said: Answers, begun: date) -> Question[Any]:
    return dated.displaced(begun)


def _part(
    question: Question[Any], applies: Callable[[Answers], bool], *, walked: bool = True
) -> Part:
    return Part(question.name, lambda _said, _begun: question, applies, walked)


PARTS: Final = (
    _part(questions.REMAINED, is_back),
    _part(questions.OBSTACLES, is_away),
    _part(questions.CONDITIONS, is_away),
    _part(HOUSEHOLD, anybody),
    Part("displaced", _displaced, anybody),
    _part(questions.VISITED, is_away),
    _part(questions.HOUSE, anybody),
    Part("deed", _deed, has_a_right),
    _part(questions.DOCUMENTS, anybody),
    _part(questions.HELP, anybody),
    _part(questions.CONTACT, anybody),
    _part(questions.TOGETHER, returns, walked=False),
    _part(questions.SPECIALS, anybody, walked=False),
    _part(questions.SHELTER, is_away, walked=False),
    _part(questions.TIMES, anybody, walked=False),
    _part(questions.SOURCES, is_away, walked=False),
)
"""Every question beyond the short way, in the order in which they are asked."""
