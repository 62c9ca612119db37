"""The open formula by which an area's requests are ordered, as an office reads it."""

from __future__ import annotations

from typing import Final

from civic.disclosure import LEAST, Audience
from civic.needs import Severity
from civic.priority import (
    PEOPLE_IN,
    POINTS_PER_DAY,
    POINTS_PER_DOUBLED_SUPPORT,
    POINTS_PER_TENFOLD_PEOPLE,
    SEVERITY_POINTS,
    support_points,
)
from conversations import labels
from conversations.wording import Code, Lines, Text, Words, _, lines

FORMULA_BUTTON: Final[Text] = _("How requests are ordered")

_LEAST: Final = LEAST[Audience.REPRESENTATIVES]


def formula() -> Lines:
    """Say for what a request gets how many points; all numbers are the formula's own."""
    effects = sorted(set(Severity) - {Severity.UNKNOWN}, reverse=True)
    return lines(
        _("Requests are listed by their points, the most first."),
        "",
        _("For the effect:"),
        *(_points(labels.SEVERITY[each], SEVERITY_POINTS[each]) for each in effects),
        _points(labels.SEVERITY[Severity.UNKNOWN], SEVERITY_POINTS[Severity.UNKNOWN]),
        "",
        _("For the people touched: {points} for every tenfold.", points=_TENFOLD),
        _("Where nobody gave a number, one is assumed:"),
        *(_points(labels.SCOPE[scope], people) for scope, people in PEOPLE_IN.items()),
        "",
        _("For neighbours with the same problem, as the weekly count tells it:"),
        *(_points(str(told), round(support_points(told))) for told in (_LEAST, 4 * _LEAST)),
        "",
        _("For every day of waiting: {points}.", points=str(POINTS_PER_DAY)),
        "",
        _("In full: {formula}", formula=_IN_FULL),
    )


_TENFOLD: Final = str(POINTS_PER_TENFOLD_PEOPLE)
_IN_FULL: Final = Code(
    f"effect + {POINTS_PER_TENFOLD_PEOPLE} log10(people) + "
    f"{POINTS_PER_DOUBLED_SUPPORT} log2(1 + neighbours) + {POINTS_PER_DAY} days"
)


def _points(label: Text, points: int) -> Words:
    return _("{label}: {count}", label=label, count=str(points))
