"""The questions about an area, each with what was told the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from civic.situation import (
    ACCESS,
    AIDS,
    ASSISTANCE,
    BARRIERS,
    DECISIONS,
    HIGHEST,
    INFORMANTS,
    MOST,
    NOTHING,
    PARTS,
    PEOPLE,
    PRIORITIES,
    REMARK,
    SECTORS,
    SOURCES,
    SURENESS,
    UNKNOWN,
    YES_OR_NO,
    Answer,
    Answers,
    carried,
    problems_of,
)
from conversations import labels
from conversations import situation_words as words
from conversations.engine.journal import Unanswered
from conversations.engine.questions import SKIP, Choice, Free, Number, Option, Question, Several
from conversations.wording import Text, _, lines

OPEN: Final = frozenset({Unanswered.SKIPPED, Unanswered.UNKNOWN})
LONGEST: Final = 500
"""So many characters of free words are kept."""

_NUMBERS: Final[Mapping[str, Text]] = {
    INFORMANTS: _("How many women did you ask for this? A number from 0 to 200."),
    f"{INFORMANTS}.men": _("And how many men? A number from 0 to 200."),
    PEOPLE: _("About how many people live in your area now? A number, such as 5000."),
    f"{PEOPLE}.arrivals": _("About how many people arrived in this time? A number, 0 for nobody."),
    f"{PEOPLE}.departures": _("About how many people left in this time? A number, 0 for nobody."),
    "water.days": _("On how many days a week does water come? A number from 0 to 7."),
    "electricity.hours": _("How many hours of power are there on a usual day? From 0 to 24."),
}
_CODED: Final[Mapping[str, tuple[Text, Iterable[str]]]] = {
    "water.source": (_("Where does most of the water come from?"), SOURCES),
    "water.treated": (_("Is the water treated?"), YES_OR_NO),
    "health.access": (_("Who has care when it is needed?"), ACCESS),
    "health.barrier": (_("What keeps people from care most of all?"), BARRIERS),
    "education.access": (_("How many of the children go to school?"), ACCESS),
    "education.barrier": (_("What keeps children from school most of all?"), BARRIERS),
}
_WRITTEN: Final[Mapping[str, Text]] = {
    DECISIONS: _("Which decisions does your area wait for, and from whom? A few words."),
    f"{DECISIONS}.done": _("Which decisions were carried out in this time? A few words."),
    REMARK: _("What else should be known? Please no names of people."),
}


@dataclass(frozen=True, slots=True)
class Form:
    """What was told last, beside which the questions are asked; nothing where it is the first."""

    last: Answers
    last_words: frozenset[str]

    def question(self, name: str) -> Question[Any]:
        """Return the question of this name."""
        if name in _NUMBERS:
            return self._number(name)
        if name in _WRITTEN:
            return self._written(name)
        if name in (ASSISTANCE, PRIORITIES) or name.endswith(".problems"):
            return self._several(name)
        return self._choice(name)

    def heard(self, name: str, answer: Any) -> dict[str, Answer]:
        """Return what an answer tells; nothing where the question was left open."""
        match answer:
            case Unanswered.UNCHANGED:
                return {name: self.last[name]} if name in self.last else {}
            case Unanswered.UNKNOWN:
                return {name: UNKNOWN}
            case Unanswered() | []:
                return {}
            case list():
                return {name: _came(answer) if name == ASSISTANCE else tuple(answer[:MOST])}
        return {name: answer}

    def _number(self, name: str) -> Number:
        return Number(
            name=name,
            text=self._asked(name, _NUMBERS[name]),
            highest=HIGHEST[name],
            ways_out=self._ways_out(name),
        )

    def _choice(self, name: str) -> Choice:
        text, codes = _CODED.get(name) or _of_a_sector(name)
        options = tuple(Option(code, words.label(name, code)) for code in codes)
        return Choice(
            name=name,
            text=self._asked(name, text),
            choices=options,
            ways_out=self._ways_out(name),
        )

    def _several(self, name: str) -> Several:
        text, codes = _to_tick(name)
        options = tuple(Option(code, words.label(name, code)) for code in codes)
        return Several(
            name=name,
            text=self._asked(name, text),
            choices=options,
            ways_out=self._ways_out(name),
        )

    def _written(self, name: str) -> Free:
        ways_out = SKIP | {Unanswered.UNCHANGED} if name in self.last_words else SKIP
        return Free(name=name, text=_WRITTEN[name], longest=LONGEST, voice=False, ways_out=ways_out)

    def _asked(self, name: str, text: Text) -> Text:
        """Return the words of a question, with what was told last under them."""
        if name in PARTS and (last := carried(self.last, name)):
            return lines(
                text,
                _("Last time: {said}", said=words.summary(name, last)),
                _("«As it was» keeps this whole part."),
            )
        if name in self.last:
            return lines(text, _("Last time: {said}", said=words.said(name, self.last[name])))
        return text

    def _ways_out(self, name: str) -> frozenset[Unanswered]:
        there = name in self.last or (name in PARTS and carried(self.last, name))
        return OPEN | {Unanswered.UNCHANGED} if there else OPEN


def parts(*, again: bool) -> Several:
    """Ask what is to be told; what is not ticked stays as it was, or open."""
    text = (
        _("What has changed? Tick it, then: done. What is not ticked stays as it was.")
        if again
        else _("What do you wish to tell? Tick it, then: done. The rest stays open.")
    )
    options = tuple(Option(part, words.PART[part]) for part in PARTS)
    return Several(name="parts", text=text, choices=options)


def _came(ticked: list[str]) -> tuple[str, ...]:
    """Return which assistance came; «none» beside another is a slip."""
    return tuple(each for each in ticked if each != NOTHING) or (NOTHING,)


def _of_a_sector(name: str) -> tuple[Text, Iterable[str]]:
    sector, _dot, rest = name.partition(".")
    of = labels.SECTOR[sector]
    if rest:
        return _("{sector}: how sure is this?", sector=of), SURENESS
    return _("{sector}: what effect does it have on people now?", sector=of), "12345"


def _to_tick(name: str) -> tuple[Text, Iterable[str]]:
    if name == ASSISTANCE:
        return _("Which assistance came in this time? You can tick several, then: done."), AIDS
    if name == PRIORITIES:
        return _("What is most urgent? Up to three, the gravest first, then: done."), SECTORS
    sector = name.partition(".")[0]
    text = _(
        "{sector}: which problems? Up to three, the gravest first, then: done.",
        sector=labels.SECTOR[sector],
    )
    return text, problems_of(sector)
