"""The rows of the review: each answer's subject, and how it is read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from civic.households import Age
from conversations import return_labels as labels
from conversations.engine.journal import Unanswered
from conversations.return_figures import AGE
from conversations.scripts.return_household import counted_household
from conversations.scripts.return_questions import MORE
from conversations.wording import Bare, Month, PlaceName, Text, Words, _, counted, together

Answers = Mapping[str, Any]
"""Answers by the names of their questions; what was left open is an Unanswered."""

SUBJECTS: Final[Mapping[str, Text]] = {
    "intention": _("intention"),
    "origin": _("from"),
    "current": _("now in"),
    "returned": _("back since"),
    "remained": _("living there"),
    "obstacles": _("in the way"),
    "conditions": _("what it needs"),
    "help": _("help"),
    "household": _("household"),
    "specials": _("circumstances"),
    "displaced": _("displaced in"),
    "times": _("how often"),
    "shelter": _("housing now"),
    "together": _("together"),
    "visited": _("visit"),
    "sources": _("news from"),
    "house": _("house"),
    "deed": _("right and paper"),
    "documents": _("documents missing"),
    "contact": _("may be written to about"),
}
"""Every answer that the review shows, in its order."""

_LISTED: Final[Mapping[str, Mapping[Any, Words]]] = {
    "conditions": labels.CONDITION,
    "help": labels.HELP,
    "specials": labels.SPECIAL,
    "sources": labels.SOURCE,
    "documents": labels.DOCUMENT,
    "contact": labels.TOPIC,
}
_CHOSEN: Final[Mapping[str, Mapping[Any, Words]]] = {
    "remained": labels.REMAINED,
    "shelter": labels.SHELTER,
    "visited": labels.VISITED,
    "house": labels.HOUSE,
    "together": {"yes": _("All of us together"), "no": _("Some of us first")},
    "deed": {
        **labels.TENURE,
        **{f"own_{code}": label for code, label in labels.PAPERS.items()},
    },
    "intention": {**labels.INTENTION, **labels.HORIZON},
}


def rows_of(said: Answers) -> list[tuple[Text, Text]]:
    """Return the subject of each answer that was given, and how it is read back."""
    names = [name for name in SUBJECTS if name in said]
    return [(SUBJECTS[name], text) for name in names if (text := said_of(name, said))]


def said_of(name: str, said: Answers) -> Text | None:
    """Return how an answer is read back; None for one that was left open."""
    answer = said[name]
    if isinstance(answer, Unanswered):
        return None
    if name in _CHOSEN:
        return _CHOSEN[name][answer]
    if name in _LISTED:
        chosen = [_LISTED[name][each] for each in answer]
        return together(*chosen) if chosen else _("nothing")
    return _SAYS[name](answer, said)


def _obstacles(answer: list[str], said: Answers) -> Text:
    more = said.get("obstacles.more", ())
    named = [*answer, *(() if isinstance(more, Unanswered) else more)]
    return together(*(labels.OBSTACLE[each] for each in named if each != MORE))


def _household(answer: dict[str, int], _said: Answers) -> Text:
    told = counted_household(answer)
    ages = [(AGE[age], many) for age, many in told.by_age().items() if many and age != Age.UNTOLD]
    return together(
        counted("{count} person", "{count} people", told.people),
        *(_("{subject}: {said}", subject=age, said=many) for age, many in ages),
    )


def _place(answer: str, _said: Answers) -> Text:
    return PlaceName(answer, within=True)


def _month(answer: str, _said: Answers) -> Text:
    return Month(answer) if len(answer) > len("2025") else Bare(answer)


def _number(answer: object, _said: Answers) -> Text:
    return Bare(str(answer))


_SAYS: Final[Mapping[str, Callable[[Any, Answers], Text]]] = {
    "origin": _place,
    "current": _place,
    "returned": _month,
    "obstacles": _obstacles,
    "household": _household,
    "displaced": _number,
    "times": _number,
}
