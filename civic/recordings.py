"""What members said by voice: it counts once another has written it down and they agree to it."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Final

from civic.need_actions import is_reason
from civic.refusals import Refusal

LONGEST: Final = 500
"""Characters, as of a reason that is written."""

REMIND_AFTER: Final = 86_400
MOST_REMINDERS: Final = 5
"""So many days in a row a group is reminded of what waits."""


class Subject(StrEnum):
    """What was said by voice."""

    VOTE = "vote"  # the reason of a vote
    COMMENT = "comment"


class State(StrEnum):
    """How far a recording has come."""

    SPOKEN = "spoken"  # nobody has written it down
    WRITTEN = "written"  # whoever spoke has not yet agreed
    AGREED = "agreed"
    DROPPED = "dropped"  # something else was said meanwhile, or the time was over


WAITING: Final = frozenset({State.SPOKEN, State.WRITTEN})


def mark(words: str) -> str:
    """Return what a button carries of the words that it agrees to, so that it means no others."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def check_writing(state: State, *, own: bool) -> None:
    """Refuse to write down what is written, or what one said oneself.

    Raises Refusal "recording.own" or "recording.written".
    """
    if own:
        raise Refusal("recording.own")
    if state is not State.SPOKEN:
        raise Refusal("recording.written")


def check_words(words: str) -> None:
    """Refuse words that say nothing, or too much.

    Raises Refusal "recording.empty" or "recording.long".
    """
    if not is_reason(words):
        raise Refusal("recording.empty")
    if len(words) > LONGEST:
        raise Refusal("recording.long", most=LONGEST, have=len(words))
