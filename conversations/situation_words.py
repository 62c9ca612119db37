"""The words for what an office tells of its area: its parts, its answers, its periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civic.needs import OTHER
from civic.periods import Every, read_period
from civic.situation import (
    ASSISTANCE,
    DECISIONS,
    INFORMANTS,
    PEOPLE,
    PRIORITIES,
    SECTORS,
    UNKNOWN,
    Answer,
    Answers,
    of_part,
)
from conversations import labels
from conversations.wording import Bare, Month, Text, Words, _, together

PART: Final[Mapping[str, Words]] = {
    INFORMANTS: _("Whom you asked"),
    PEOPLE: _("People and movement"),
    **{sector: labels.SECTOR[sector] for sector in SECTORS},
    ASSISTANCE: _("Assistance received"),
    PRIORITIES: _("Priorities"),
    DECISIONS: _("Decisions"),
}
"""What a part is about."""

COUNTED: Final[Mapping[str, Words]] = {
    INFORMANTS: _("women"),
    f"{INFORMANTS}.men": _("men"),
    PEOPLE: _("residents"),
    f"{PEOPLE}.arrivals": _("arrived"),
    f"{PEOPLE}.departures": _("left"),
    "water.days": _("days of water a week"),
    "electricity.hours": _("hours of power a day"),
}
"""What a number counts."""

SOURCE: Final[Mapping[str, Words]] = {
    "network": _("The network"),
    "truck": _("Water trucks"),
    "well": _("A well"),
    "river": _("The river"),
    OTHER: _("Another source"),
}
"""Where water comes from."""

TREATED: Final[Mapping[str, Words]] = {
    "yes": _("The water is treated"),
    "no": _("The water is not treated"),
}
"""Whether water is treated."""

ACCESS: Final[Mapping[str, Words]] = {
    "all": _("Nearly everybody has it"),
    "some": _("Some have it"),
    "none": _("Hardly anybody has it"),
}
"""Who has care, or schooling."""

BARRIER: Final[Mapping[str, Words]] = {
    "far": _("It is far"),
    "cost": _("It costs too much"),
    "staff": _("Too few staff"),
    "supplies": _("Too few supplies"),
    "closed": _("It is closed"),
    "road": _("The road or transport"),
    "fear": _("The way is not safe"),
    OTHER: _("Something else"),
}
"""What keeps people from it."""

AID: Final[Mapping[str, Words]] = {
    "none": _("No assistance"),
    "food": _("Food or bread"),
    "water": _("Water"),
    "health": _("Health care"),
    "cash": _("Cash"),
    "shelter": _("Shelter or blankets"),
    "school": _("For schools"),
    OTHER: _("Other assistance"),
}
"""What was given."""

SURENESS: Final[Mapping[str, Words]] = {
    "sure": _("Sure: seen or counted"),
    "rather": _("Rather sure: several say"),
    "guess": _("A guess"),
}
"""How sure an answer is."""

SUBJECT: Final[Mapping[str, Words]] = {
    "problems": _("problems"),
    "source": _("source"),
    "treated": _("treatment"),
    "access": _("reach"),
    "barrier": _("obstacle"),
    "confidence": _("how sure"),
}
"""What an answer is about that does not say so itself."""

_CLEAR: Final = frozenset({"problems", "treated"})
"""Answers that say what they are about, unless they are not known."""

NOT_KNOWN: Final[Text] = _("not known")

_CODED: Final[Mapping[str, Mapping[str, Words]]] = {
    "source": SOURCE,
    "treated": TREATED,
    "access": ACCESS,
    "barrier": BARRIER,
    "confidence": SURENESS,
    "problems": labels.PROBLEM,
    ASSISTANCE: AID,
    PRIORITIES: labels.SECTOR,
    **dict.fromkeys(SECTORS, labels.SEVERITY),
}


def label(name: str, code: str) -> Words:
    """Return the words for one of the codes with which a question is answered."""
    return _CODED[name.partition(".")[2] or name][code]


def said(name: str, answer: Answer) -> Text:
    """Return an answer in words; a number with what it counts."""
    if name in COUNTED:
        count = NOT_KNOWN if answer == UNKNOWN else Bare(f"{answer:,}")
        return _("{label}: {count}", label=COUNTED[name], count=count)
    about = name.partition(".")[2]
    if about not in SUBJECT or (about in _CLEAR and answer != UNKNOWN):
        return chosen(name, answer)
    return _("{label}: {count}", label=SUBJECT[about], count=chosen(name, answer))


def chosen(name: str, answer: Answer) -> Text:
    """Return what was chosen, without what it is about."""
    codes = answer if isinstance(answer, tuple) else (str(answer),)
    return NOT_KNOWN if answer == UNKNOWN else together(*(label(name, code) for code in codes))


def summary(part: str, answers: Answers) -> Text:
    """Return all that is told of a part, in one line."""
    told = of_part(answers, part)
    return together(*(said(name, answer) for name, answer in told.items()))


def period(code: str) -> Text:
    """Return a period in words."""
    found = read_period(code)
    if found.every is Every.MONTH:
        return Month(code)
    return _("the week of {date}", date=found.first)
