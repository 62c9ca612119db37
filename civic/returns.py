"""What a household says of going home: the codes, and the record that its answers make.

Codes only; the words for people are in conversations/return_labels.py. Places are codes of the
gazetteer; a month is written "2026-11".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from civic.households import Household
from civic.refusals import Refusal

PURPOSE: Final = "return"
"""The purpose under which the consent to keep such a record is noted."""

CONSENT_VERSION: Final = 1
"""Grows with every change of what people are told before they agree."""

REASK_DAYS: Final = 90
"""After so many days without a word a household is asked whether its answer still holds."""

ANSWER_DAYS: Final = 14
"""How long the question waits; an answer that nobody confirmed by then is stale."""

STALE_DAYS: Final = 365
"""How long a stale answer is still counted, apart from the fresh ones."""

MOST_NAMED: Final = 3
"""How many obstacles, and how many conditions, a household names as the weightiest."""


class Intention(StrEnum):
    """What a household means to do, as UNHCR's and HUMIND's surveys distinguish it."""

    RETURN = "return"
    RETURNED = "returned"
    STAY = "stay"
    ELSEWHERE = "elsewhere"
    UNDECIDED = "undecided"
    WITHHELD = "withheld"


class Horizon(StrEnum):
    """By when a household means to return."""

    MONTHS_3 = "3m"
    MONTHS_6 = "6m"
    MONTHS_12 = "12m"
    LATER = "later"
    CONDITIONAL = "conditional"


class State(StrEnum):
    """Where a record stands: of one household at most one is live or expired.

    What is withdrawn is deleted, with all that the household said before.
    """

    LIVE = "live"
    EXPIRED = "expired"  # nobody confirmed it when asked; counted apart, as stale
    SUPERSEDED = "superseded"


CURRENT: Final = (State.LIVE, State.EXPIRED)
"""The states in which a record is what its household says now."""


class Obstacle(StrEnum):
    """What stands in the way; labels are discreet where the codes are not."""

    HOUSE_DESTROYED = "house_destroyed"
    HOUSE_OCCUPIED = "house_occupied"
    NO_SHELTER = "no_shelter"
    SECURITY = "security"
    MINES = "mines"
    WATER_POWER = "water_power"
    SERVICES = "services"
    SCHOOL = "school"
    HEALTH = "health"
    WORK = "work"
    DOCUMENTS = "documents"
    OWNERSHIP = "ownership"
    COST = "cost"
    ROAD = "road"
    LAND = "land"
    ARREST = "arrest"
    REVENGE = "revenge"
    PERMISSION = "permission"
    STIGMA = "stigma"
    LOOTING = "looting"
    FAMILY_SPLIT = "family_split"
    FAMILY_DISAGREE = "family_disagree"
    MISSING = "missing"
    DEBT = "debt"
    ILLNESS = "illness"
    SCHOOL_YEAR = "school_year"
    AID_LOSS = "aid_loss"
    INFO = "info"
    OTHER = "other"
    NONE = "none"


class Condition(StrEnum):
    """What would have to be there."""

    SAFETY = "safety"
    HOUSE = "house"
    DEMINING = "demining"
    SERVICES = "services"
    WORK = "work"
    SCHOOL = "school"
    HEALTH = "health"
    DOCUMENTS = "documents"
    RESTITUTION = "restitution"
    SHELTER = "shelter"
    BRIDGE = "bridge"
    TRANSPORT = "transport"
    CASH = "cash"
    COMPENSATION = "compensation"
    LAND = "land"
    NEIGHBOURS = "neighbours"
    RECONCILE = "reconcile"
    NEWS = "news"
    VISIT = "visit"
    POLITICAL = "political"
    OTHER = "other"


class Visited(StrEnum):
    """Whether somebody of the household went to see, or wishes to."""

    DONE = "done"
    WANTED = "wanted"
    NO = "no"


class Source(StrEnum):
    """Where news of the place of origin comes from."""

    FAMILY = "family"
    VISIT = "visit"
    PHONE_GROUPS = "phone_groups"
    MEDIA = "media"
    NOTABLES = "notables"
    COUNCIL = "council"
    AID = "aid"
    NOWHERE = "nowhere"


class House(StrEnum):
    """The house at the place of origin, as the household knows it."""

    INTACT = "intact"
    MINOR = "minor"
    PARTIAL = "partial"
    MAJOR = "major"
    DESTROYED = "destroyed"
    LOOTED = "looted"
    OCCUPIED = "occupied"
    UNFINISHED = "unfinished"
    NO_ACCESS = "no_access"
    UNKNOWN = "unknown"
    LAND_ONLY = "land_only"
    SOLD = "sold"
    NEVER = "never"  # they had no house there: rented, or lived with others


HOUSELESS: Final = frozenset((House.LAND_ONLY, House.SOLD, House.NEVER))
"""Where there is no house of theirs to be damaged, lived in or owned."""


class Tenure(StrEnum):
    """By which right the household lived there."""

    OWNED = "owned"
    RENTED = "rented"
    HOSTED = "hosted"
    NO_AGREEMENT = "no_agreement"


class Papers(StrEnum):
    """Whether there is a paper that proves the property."""

    HAVE = "have"
    COPY = "copy"
    LOST = "lost"
    NEVER = "never"


class Document(StrEnum):
    """Civil documents that somebody of the household is missing."""

    ID_CARD = "id_card"
    FAMILY_BOOK = "family_book"
    BIRTH = "birth"
    MARRIAGE = "marriage"
    DEATH = "death"
    PASSPORT = "passport"
    DIPLOMA = "diploma"
    NONE = "none"


class Help(StrEnum):
    """What help a household wishes for; a wish, never a claim."""

    CASH = "cash"
    HOUSE = "house"
    SHELTER = "shelter"
    TRANSPORT = "transport"
    DOCUMENTS = "documents"
    LEGAL = "legal"
    WORK = "work"
    FARMING = "farming"
    SCHOOL = "school"
    HEALTH = "health"
    VISIT = "visit"
    NEWS = "news"
    NONE = "none"


class Topic(StrEnum):
    """What a household agrees to be written to about, through this service only."""

    NEWS = "news"  # what changed of the things that it named
    HELP = "help"  # help that it wished for
    QUESTIONS = "questions"  # a question of the representatives of its place of origin


class Special(StrEnum):
    """Circumstances of a household that are counted, never described."""

    FEMALE_HEAD = "female_head"
    ELDER_HEAD = "elder_head"
    CHILD_HEAD = "child_head"
    DISABILITY = "disability"
    CHRONIC = "chronic"
    PREGNANT = "pregnant"
    NONE = "none"


class Shelter(StrEnum):
    """In what kind of dwelling the household lives now; never where."""

    OWNED = "owned"
    RENTED = "rented"
    HOSTED = "hosted"
    CAMP = "camp"
    TENT = "tent"
    COLLECTIVE = "collective"
    UNFINISHED = "unfinished"
    OTHER = "other"


class Remained(StrEnum):
    """Whether those who returned have stayed."""

    STAYED = "stayed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is sealed of a record; whatever was not asked or not told is None or empty.

    `displaced_year` is the year of the first displacement and `times` how often it happened;
    `returned` is a month. `contact` holds what they agreed to be written to about.
    """

    household: Household | None = None
    specials: tuple[Special, ...] = ()
    displaced_year: int | None = None
    times: int | None = None
    shelter: Shelter | None = None
    returned: str = ""
    remained: Remained | None = None
    together: bool | None = None
    obstacles: tuple[Obstacle, ...] = ()
    conditions: tuple[Condition, ...] = ()
    visited: Visited | None = None
    sources: tuple[Source, ...] = ()
    house: House | None = None
    tenure: Tenure | None = None
    papers: Papers | None = None
    documents: tuple[Document, ...] = ()
    help: tuple[Help, ...] = ()
    contact: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnIntention:
    """What a household says now: plain codes, and the rest that is sealed.

    `origin` is a community or quarter; `current` a sub-district of the home governorate, another
    governorate or a country, never nearer.
    """

    origin: str
    current: str
    intention: Intention
    horizon: Horizon | None = None
    details: Details = field(default_factory=Details)


def checked(said: ReturnIntention) -> ReturnIntention:
    """Return what can be so.

    Raises Refusal "return.horizon-without-return", "return.same-place" or "return.too-many".
    """
    if said.horizon is not None and said.intention is not Intention.RETURN:
        raise Refusal("return.horizon-without-return", intention=said.intention.value)
    if said.origin == said.current and said.intention is not Intention.RETURNED:
        raise Refusal("return.same-place", place=said.origin)
    for named in (said.details.obstacles, said.details.conditions):
        if len(named) > MOST_NAMED:
            raise Refusal("return.too-many", most=MOST_NAMED)
    return said
