"""What stages, topics and other codes of working groups are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from civic.composition import Reason
from civic.group_acts import TOPICS, SourceKind, Stance, Verdict, Years
from civic.groups import Stage
from conversations.engine.questions import Option
from conversations.labels import GROUP
from conversations.wording import Text, Words, _

STAGE: Final[Mapping[Stage, Words]] = MappingProxyType(
    {
        Stage.PROPOSED: _("proposed"),
        Stage.FORMING: _("looking for members"),
        Stage.RESEARCHING: _("collecting sources"),
        Stage.DRAFTING: _("writing the draft"),
        Stage.COMMENTING: _("open for comments"),
        Stage.ANSWERING: _("answering comments"),
        Stage.DECIDING: _("voting"),
        Stage.PAPER: _("joint paper"),
        Stage.REVIEW: _("with the reviewing office"),
        Stage.RETURNED: _("returned with notes"),
        Stage.PUBLISHED: _("published"),
        Stage.CLOSED: _("closed"),
    }
)

STEP: Final[Mapping[Stage, Words]] = MappingProxyType(
    {
        Stage.FORMING: _("Call for candidates"),
        Stage.RESEARCHING: _("Seat as proposed"),
        Stage.DRAFTING: _("On to the draft"),
        Stage.ANSWERING: _("On to the answers"),
    }
)
"""The buttons of steps that take nothing more."""

_MORE: Final[Mapping[str, Words]] = MappingProxyType(
    {"justice": _("Transitional justice"), "return": _("Return of the displaced")}
)
TOPIC: Final[Mapping[str, Words]] = MappingProxyType(
    {topic: _MORE[topic] if topic in _MORE else GROUP[topic] for topic in TOPICS}
)

YEARS: Final[Mapping[Years, Words]] = MappingProxyType(
    {
        Years.NONE: _("No years yet"),
        Years.SOME: _("Up to 3 years"),
        Years.MANY: _("4 to 10 years"),
        Years.LONG: _("More than 10 years"),
    }
)

LANGUAGE: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "ar": _("Arabic"),
        "ku": _("Kurdish"),
        "en": _("English (language)"),
        "fr": _("French"),
        "tr": _("Turkish"),
    }
)

REASON: Final[Mapping[Reason, Words]] = MappingProxyType(
    {
        Reason.EVERYBODY: _("there is a seat for everybody who applied"),
        Reason.COMPETENCE: _("more competence than those who stay out"),
        Reason.PLACE: _("another place, at equal competence"),
        Reason.QUOTA: _("the women's quota"),
        Reason.EARLIER: _("applied earlier, at equal competence"),
    }
)

SOURCE: Final[Mapping[SourceKind, Words]] = MappingProxyType(
    {
        SourceKind.LINK: _("Link"),
        SourceKind.QUOTATION: _("Quotation"),
        SourceKind.NOTE: _("Note"),
        SourceKind.FILE: _("Photo or document"),
    }
)

STANCE: Final[Mapping[Stance, Words]] = MappingProxyType(
    {
        Stance.SUPPORT: _("Support"),
        Stance.CHANGE: _("Suggest a change"),
        Stance.OBJECT: _("Objection"),
    }
)

VERDICT: Final[Mapping[Verdict, Words]] = MappingProxyType(
    {
        Verdict.ACCEPTED: _("Accepted"),
        Verdict.PARTLY: _("Partly accepted"),
        Verdict.DECLINED: _("Not accepted"),
    }
)


Code = TypeVar("Code", bound=str)


def options(labels: Mapping[Code, Text]) -> tuple[Option, ...]:
    """Return the options of a question from codes and what they are called."""
    return tuple(Option(str(code), label) for code, label in labels.items())
