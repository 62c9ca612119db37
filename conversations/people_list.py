"""How an office reads the weekly figures about people: what is told, and how it is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from civic.disclosure import LEAST, Audience, Figure
from conversations import labels
from conversations.wording import Lines, PlaceName, Text, Words, _, lines

PEOPLE_BUTTON: Final[Text] = _("Figures about people")
COUNTS_BUTTON: Final[Text] = _("Counts of requests")
NOT_YET: Final[Text] = _(
    "There are no figures about people yet. They are made once a week, the first within an hour."
)
NO_SUCH_PLACE: Final[Text] = _("There is no place with this name in your area.")

_LEAST: Final = str(LEAST[Audience.REPRESENTATIVES])
_HEADINGS: Final[Mapping[Figure, Words]] = MappingProxyType(
    {
        Figure.REPORTERS: _("People who reported something:"),
        Figure.SUPPORTERS: _("People who have the same problem as others:"),
    }
)


def heading(place: str, week: str) -> Lines:
    """Say of which place and week the figures are; `week` is written "2026-W47"."""
    monday = date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
    return lines(
        PlaceName(place, within=True),
        _("Figures about people, of the week that began on {date}", date=monday),
    )


def table(figure: Figure, counts: Mapping[str, int]) -> Lines:
    """Return a figure by sector, the most first; of all that are not in `counts` one line."""
    ranked = sorted(counts.items(), key=lambda cell: (-cell[1], cell[0]))
    told = [
        _("{label}: about {count}", label=labels.SECTOR[sector], count=str(count))
        for sector, count in ranked
    ]
    few = (
        _("Every other subject: fewer than {count}", count=_LEAST)
        if told
        else _("Every subject: fewer than {count}", count=_LEAST)
    )
    return lines(_HEADINGS[figure], *told, few)


def how_counted() -> Text:
    """Say what a figure means, when it changes, and why it is not exact."""
    return lines(
        _("Everybody counts once in each place and subject, for twelve months."),
        _(
            "These figures change once a week at most, in steps of {count} and sometimes some "
            "weeks late, so that they tell of nobody in particular. «Fewer than {count}» can "
            "also mean nobody.",
            count=_LEAST,
        ),
    )
