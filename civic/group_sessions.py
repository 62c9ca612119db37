"""Sessions in which a working group discusses: when one can be held, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from civic.group_acts import GroupAct
from civic.hours import last_safe
from civic.refusals import Refusal

HOUR: Final = 3600
DAY: Final = 24 * HOUR
FARTHEST: Final = 90 * DAY
REMINDERS: Final = (24, 1)
"""Hours before a session, for everybody who did not say that they stay away."""

MOST_PLANNED: Final = 3
"""So many sessions can be ahead of a group at a time."""

LONGEST_AGENDA: Final = 600
LONGEST_MINUTES: Final = 3_500
_LETTERS: Final = 3


class SessionState(StrEnum):
    """What became of a session; one whose hour has come is still planned until minutes are kept."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Coming(StrEnum):
    """What a member said before a session, and what the minutes say afterwards."""

    YES = "yes"
    NO = "no"
    CAME = "came"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession(GroupAct):
    """Somebody proposes a session; `at` is its beginning in seconds since 1970."""

    at: int
    agenda: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMinutes(GroupAct):
    """A member writes down what a session came to; `came` are the numbers of seats."""

    session: int
    came: tuple[int, ...]
    text: str


def check_time(at: int, now: int) -> None:
    """Refuse a beginning that is over or too far ahead.

    Raises Refusal "session.past" or "session.far".
    """
    if at <= now:
        raise Refusal("session.past")
    if at > now + FARTHEST:
        raise Refusal("session.far", days=FARTHEST // DAY)


def check_agenda(text: str) -> None:
    """Refuse an agenda without a word in it; raises Refusal "session.no-agenda"."""
    if sum(letter.isalpha() for letter in text) < _LETTERS:
        raise Refusal("session.no-agenda")


def check_planned(beginnings: Sequence[int], now: int) -> None:
    """Refuse one more session when enough are ahead; raises Refusal "session.many"."""
    if sum(at > now for at in beginnings) >= MOST_PLANNED:
        raise Refusal("session.many", most=MOST_PLANNED)


def check_minutes(state: SessionState, at: int, now: int) -> None:
    """Refuse minutes of a session that has not been.

    Raises Refusal "session.not-yet" or "session.cancelled".
    """
    if state is SessionState.CANCELLED:
        raise Refusal("session.cancelled")
    if at > now:
        raise Refusal("session.not-yet", at=at)


def check_change(state: SessionState, at: int, now: int) -> None:
    """Refuse to answer or cancel a session that is over.

    Raises Refusal "session.cancelled" or "session.over".
    """
    if state is SessionState.CANCELLED:
        raise Refusal("session.cancelled")
    if at <= now or state is SessionState.HELD:
        raise Refusal("session.over")


def reminders(at: int, now: int) -> dict[int, int]:
    """Return when members are reminded, by the hours before: the last safe instant until then.

    A reminder whose time is over already is left out.
    """
    found = {hours: last_safe(at - hours * HOUR) for hours in REMINDERS}
    return {hours: due for hours, due in found.items() if due > now}
