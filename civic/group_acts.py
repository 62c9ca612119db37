"""What people do in working groups, as their conversations hand it over; nothing is decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from civic.needs import GROUPS

TOPICS: Final = (*(group for group in GROUPS if group != "admin"), "admin", "justice", "return")
"""What groups work on and candidates know: the groups of sectors, and two of the conference's."""

LANGUAGES: Final = ("ar", "ku", "en", "fr", "tr")
LONGEST_TITLE: Final = 100
LONGEST_WORDS: Final = 600
MOST_COMMENTS: Final = 30
"""Of one person on one version: each needs an answer before the group can go on."""


class Years(StrEnum):
    """How long somebody has worked on it."""

    NONE = "none"
    SOME = "some"  # up to three
    MANY = "many"  # four to ten
    LONG = "long"  # more


_COUNTS: Final = MappingProxyType({Years.NONE: 0, Years.SOME: 1, Years.MANY: 2, Years.LONG: 3})
_TOPIC_COUNTS: Final = 2


class Stance(StrEnum):
    """What a comment says to a paragraph or to the whole."""

    SUPPORT = "support"
    CHANGE = "change"
    OBJECT = "object"


class Verdict(StrEnum):
    """What became of a comment."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


class SourceKind(StrEnum):
    """What a source of a group is."""

    LINK = "link"
    QUOTATION = "quotation"
    NOTE = "note"
    FILE = "file"  # a photo or a document


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAct:
    """Something done in the group of that id; empty for a group that is only proposed."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeGroup(GroupAct):
    """An office proposes a group for a place of its area."""

    office: str
    place: str
    title: str
    why: str
    topics: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply(GroupAct):
    """Somebody offers to work in a group; `gender` is empty when it was not told."""

    name: str
    topics: tuple[str, ...]
    years: Years
    words: str
    languages: tuple[str, ...]
    place: str
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSeats(GroupAct):
    """The convener chooses other people than were proposed, and says why."""

    candidacies: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGroup(GroupAct):
    """The convener closes a group before its end, and says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource(GroupAct):
    """A member adds a source, and what it is good for; `attachment` is a file's id."""

    kind: SourceKind
    what: str
    why: str
    attachment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDraft(GroupAct):
    """A member sends a new version of the draft."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDraftFile(GroupAct):
    """A member sends a new version as a file, which is read before it counts."""

    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveComment(GroupAct):
    """Somebody comments on a version; `paragraph` is 0 for the whole, `voice` a voice note's id."""

    draft: str
    paragraph: int
    stance: Stance
    words: str
    voice: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDown(GroupAct):
    """A member writes down what another said in a recording, by its number."""

    recording: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerComments(GroupAct):
    """A member answers comments, one or a bundle that then has a name."""

    numbers: tuple[int, ...]
    bundle: str
    verdict: Verdict
    reason: str


def competence(wanted: tuple[str, ...], known: tuple[str, ...], years: Years) -> int:
    """Count what speaks for a candidate: two for each topic of the group's, up to three for years.

    What they wrote in words is for the convener to weigh.
    """
    return _TOPIC_COUNTS * len({*wanted} & {*known}) + _COUNTS[years]
