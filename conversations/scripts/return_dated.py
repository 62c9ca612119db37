"""The questions of a return intention that look at the calendar: the way back, and the way out."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from civic.months import months_before, read_month
from conversations.engine.questions import Choice, Option
from conversations.engine.replies import Given, Reading
from conversations.scripts.return_questions import SKIP_OR_WITHHOLD
from conversations.wording import Bare, Month, Text, _

FIRST_YEAR: Final = 2011
"""The displacement that is asked about began in this year."""

_MONTHS_SHOWN: Final = 5

AHEAD: Text = _(
    "This time is still ahead. If you are not back yet, «Previous question» changes that answer."
)
NOT_SINCE: Text = _(
    "Please name a year from {first} to now; it is about displacement in those years.",
    first=str(FIRST_YEAR),
)


def returned(today: date) -> Choice:
    """Ask in which month they came back; months are offered, any form can be typed."""
    months = months_before(today, _MONTHS_SHOWN)
    years = [str(today.year - 1), str(today.year - 2)]

    def hears(text: str) -> Reading | None:
        month = read_month(text, today)
        return Given(month) if month else None

    return Returned(
        name="returned",
        text=_("In which month did you come back? Choose, or type it, such as 3/2025."),
        choices=(
            *(Option(month, Month(month)) for month in months),
            *(Option(year, Bare(year)) for year in years),
        ),
        ways_out=SKIP_OR_WITHHOLD,
        hears=hears,
        objects=lambda month: _ahead(month, today),
    )


class Returned(Choice):
    """A month, or a year, that has been; more than the buttons show can be typed."""

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is a month or a year."""
        return isinstance(answer, str) and answer[:4].isdigit() and len(answer) in (4, 7)


class Displaced(Choice):
    """A year; more than the buttons show can be typed."""

    def accepts(self, answer: Any) -> bool:
        """Tell whether the answer is a year."""
        return isinstance(answer, str) and answer.isdigit()


def displaced(today: date) -> Choice:
    """Ask in which year they first had to leave."""

    def hears(text: str) -> Reading | None:
        month = read_month(text, today)
        return Given(month[:4]) if month else None

    return Displaced(
        name="displaced",
        text=_("In which year did you first have to leave your home?"),
        choices=tuple(Option(str(year), Bare(year)) for year in range(FIRST_YEAR, today.year + 1)),
        ways_out=SKIP_OR_WITHHOLD,
        hears=hears,
        objects=lambda year: None if FIRST_YEAR <= int(year) <= today.year else NOT_SINCE,
    )


def _ahead(month: str, today: date) -> Text | None:
    """Object to a time that is still to come, or that is before any displacement."""
    if month > f"{today:%Y-%m}"[: len(month)]:
        return AHEAD
    return NOT_SINCE if int(month[:4]) < FIRST_YEAR else None
