"""A ballot of a place's residents on one question: what it may be, who may vote, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from civic.disclosure import LEAST as LEAST_TOLD
from civic.disclosure import Audience
from civic.hours import FIRST_HOUR, WALL, is_safe
from civic.refusals import Refusal

FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 6
LONGEST_QUESTION: Final = 200
LONGEST_OPTION: Final = 24
"""As long as a row in the tightest channel."""

NO_CHOICE: Final = 0
"""What a seat says that has not voted; options are counted from 1."""

LEAST: Final = LEAST_TOLD[Audience.PUBLIC]
"""Of fewer voters nothing is told: on a roll, in a place of the result, and in the whole."""

MOST_VOTERS: Final = 50_000
"""So many seats are frozen and counted in one turn, which must be over in a few seconds."""

SOONEST: Final = 1
LATEST: Final = 14
"""In how many days a ballot may open: everybody on the roll hears of it before."""

SHORTEST: Final = 1
LONGEST: Final = 14
"""For how many days it may be open."""

LAST_HOUR: Final = 20
"""A ballot closes before the evening's last safe hour, so that its close can be told."""

DAY: Final = 86_400

_BETWEEN: Final = re.compile(r"[\n،,؛;|]+")


class State(StrEnum):
    """Where a ballot stands; whether it is open is told by the clock alone.

    Counted: the result is stored and its votes are gone, but not yet the key that sealed them.
    """

    FROZEN = "frozen"
    COUNTED = "counted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotWish:
    """A question that an office puts to the residents of a place.

    `begins` is in how many days it opens, `days` for how many it is open.
    """

    office: str
    place: str
    question: str
    options: tuple[str, ...]
    begins: int
    days: int


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when votes count, in seconds; at the closing second it is over."""

    opens: int
    closes: int

    def is_open(self, now: int) -> bool:
        """Tell whether a vote counts now."""
        return self.opens <= now < self.closes


def read_options(text: str) -> tuple[str, ...]:
    """Return the options that a line or several lines name, each once."""
    found = (" ".join(part.split()) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in found if part))


def are_options(text: str) -> bool:
    """Tell whether these are two to six options that fit on buttons."""
    found = read_options(text)
    fit = all(len(option) <= LONGEST_OPTION for option in found)
    return fit and FEWEST_OPTIONS <= len(found) <= MOST_OPTIONS


def window(today: date, begins: int, days: int) -> Window:
    """Return when a ballot is open that is ordered today: from a morning until an evening.

    Raises Refusal "ballot.days" when it would begin or last too short or too long.
    """
    if not (SOONEST <= begins <= LATEST and SHORTEST <= days <= LONGEST):
        raise Refusal("ballot.days", latest=LATEST, longest=LONGEST)
    first = today + timedelta(days=begins)
    return Window(_at(first, FIRST_HOUR), _at(first + timedelta(days=days - 1), LAST_HOUR))


def later_close(closes: int, away: int) -> int:
    """Return when a ballot closes instead, after an outage of so many seconds.

    What would end in the night ends on the evening after it, so that the time given back is of use.
    """
    instant = datetime.fromtimestamp(closes + away, WALL)
    if is_safe(instant):
        return closes + away
    night_begins = instant.hour >= FIRST_HOUR
    return _at(instant.date() + timedelta(days=1 if night_begins else 0), LAST_HOUR)


def check_roll(voters: int) -> None:
    """Refuse a ballot of so few that its result tells of each, or of too many for one turn.

    Raises Refusal "ballot.few" or "ballot.many".
    """
    if voters < LEAST:
        raise Refusal("ballot.few", voters=voters, least=LEAST)
    if voters > MOST_VOTERS:
        raise Refusal("ballot.many", most=MOST_VOTERS)


def check_choice(choice: int, options: int) -> None:
    """Refuse what is none of the options; raises Refusal "ballot.choice"."""
    if not NO_CHOICE <= choice <= options:
        raise Refusal("ballot.choice")


def _at(day: date, hour: int) -> int:
    return int(datetime.combine(day, time(hour), WALL).timestamp())
