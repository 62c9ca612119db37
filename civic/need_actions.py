"""What an office may do with a need now: from which status, and which of the offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from civic.needs import OPEN, Status
from civic.refusals import Refusal
from civic.text import key


class Action(StrEnum):
    """What an office can do with a need."""

    ACKNOWLEDGE = "acknowledge"
    TAKE_ON = "take_on"
    PLAN = "plan"
    RESOLVE = "resolve"
    ASK = "ask"
    DECLINE = "decline"
    HAND_OVER = "hand_over"
    REFER_UP = "refer_up"
    MERGE = "merge"
    UNMERGE = "unmerge"
    REOPEN = "reopen"


class Hold(StrEnum):
    """Which office has a need, as seen from one in whose area it lies."""

    OURS = "ours"
    NOBODYS = "nobodys"
    BELOW = "below"  # with an office in our area
    ABOVE = "above"  # with one that is not


UNSEEN: Final = frozenset({Status.RECEIVED, Status.PASSED_UP, Status.REOPENED})
"""Where the clock for looking at it runs."""

SEEN: Final = frozenset({Status.ACKNOWLEDGED, Status.TAKEN_ON})
"""Where the office owes a further step."""

_FROM: Final[Mapping[Action, frozenset[Status]]] = MappingProxyType(
    {
        Action.ACKNOWLEDGE: UNSEEN,
        Action.TAKE_ON: OPEN,
        Action.PLAN: OPEN,
        Action.RESOLVE: OPEN,
        Action.ASK: OPEN,
        Action.DECLINE: OPEN,
        Action.HAND_OVER: OPEN,
        Action.REFER_UP: OPEN,
        Action.MERGE: OPEN,
        Action.UNMERGE: frozenset({Status.MERGED}),
        Action.REOPEN: frozenset({Status.RESOLVED, Status.DECLINED}),
    }
)

_BEYOND: Final = frozenset({Status.TAKEN_ON, Status.PLANNED})
"""Where an office has taken on what it has already."""

FARTHEST: Final = timedelta(days=731)
"""How far ahead a day may be announced."""

UNMERGE_WITHIN: Final = timedelta(days=7)
"""How long two needs that were merged can be parted again."""

ASK_AGAIN_AFTER: Final = timedelta(days=28)
"""When people are asked a second time whether it is solved (reference: conversations)."""

PLAN_PATIENCE: Final = timedelta(days=3)
"""How long after a reminder a need stays with an office that let its time go by."""

FADES_AFTER: Final = timedelta(days=90)
"""When the exact hour of a closed need goes, and the words that were said about it."""

_WORDS_OF_A_REASON: Final = 2
_LETTERS_OF_A_REASON: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An action on the need of that number, with what it needs.

    `words` are a reason, a question or what was done; `file` is a photo's id; `day` the day that
    is announced; `to` the office that gets the need; `other` the number that it is the same as.
    """

    action: Action
    number: str
    words: str = ""
    file: str = ""
    day: date | None = None
    to: str = ""
    other: str = ""


def check(action: Action, status: Status, hold: Hold) -> None:
    """Refuse what is not allowed now.

    Raises Refusal "need.closed", "need.done-already", "need.with-another" or "need.not-so".
    """
    ours = hold is Hold.OURS
    if status not in _FROM[action] or (ours and action is Action.TAKE_ON and status in _BEYOND):
        raise Refusal(_why_not(action, status), action=action, status=status)
    if ours:
        return
    # Whoever is above may take it; what nobody has, anyone may who stands for the place.
    if action is Action.TAKE_ON and hold is not Hold.ABOVE:
        return
    if hold is not Hold.NOBODYS:
        raise Refusal("need.with-another", action=action, hold=hold)


def allowed(status: Status, hold: Hold) -> tuple[Action, ...]:
    """Return what may be done now, in the order in which it is offered."""
    return tuple(action for action in Action if _is_allowed(action, status, hold))


def is_reason(words: str) -> bool:
    """Tell whether these are words that mean something to whoever is told of them."""
    said = key(words).split()
    letters = [letter for letter in "".join(said) if letter.isalpha()]
    return len(said) >= _WORDS_OF_A_REASON and len(letters) >= _LETTERS_OF_A_REASON


def check_day(day: date, today: date) -> None:
    """Refuse a day that is over or too far ahead; raises Refusal "day.past" or "day.far"."""
    if day < today:
        raise Refusal("day.past", day=day)
    if day > today + FARTHEST:
        raise Refusal("day.far", day=day)


def _is_allowed(action: Action, status: Status, hold: Hold) -> bool:
    try:
        check(action, status, hold)
    except Refusal:
        return False
    return True


def _why_not(action: Action, status: Status) -> str:
    if action in (Action.ACKNOWLEDGE, Action.TAKE_ON) and status in OPEN:
        return "need.done-already"
    return (
        "need.closed" if status not in OPEN and Status.RECEIVED in _FROM[action] else "need.not-so"
    )
