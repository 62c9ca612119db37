"""Which needs can be reported: groups of sectors, their problems, and what a report holds.

Codes only; the words for people are in conversations/labels.py. The sectors follow the
humanitarian clusters, which is how the answers are later counted and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

OTHER: Final = "other"
"""The last problem of every sector, and the sector and group of those who find no other."""

# Ten groups, because the shortest list of a channel has ten rows. Every sector is in one of them.
# Left out of older lists: "special_needs" (an outdated name of disability) and "women_youth"
# (one row for two sectors; women stand with protection, youth with school and children).
GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "water_power": ("water", "electricity", "sanitation", "environment"),
        "bread_food": ("bread", "food", "prices", "nutrition"),
        "fuel": ("fuel",),
        "health": ("health", "disability", "elderly"),
        "education": ("education", "children", "youth"),
        "housing": ("shelter", "documents", "property", "camps"),
        "work": ("agriculture", "livelihood", "silos"),
        "roads": ("roads", "transport", "telecom", "crossings"),
        "people": ("protection", "women", "detainees", "mines", "reconciliation"),
        "admin": ("municipal", "governance", "other"),
    }
)

_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "water": (
        *("water_none", "water_station", "water_network", "water_truck", "water_price"),
        *("water_quality", "well", "river_pump"),
    ),
    "electricity": (
        *("power_network", "transformer", "power_hours", "generator", "power_danger", "solar"),
    ),
    "sanitation": ("sewage", "garbage", "insects", "latrine", "hygiene"),
    "environment": ("river_low", "drought", "oil_pollution"),
    "bread": (
        *("bakery_closed", "bakery_none", "bakery_queue", "flour", "bread_price"),
        *("bread_quality", "bread_share", "mill"),
    ),
    "food": ("food_basket", "aid_missed", "aid_unfair", "cash"),
    "prices": ("price_rise", "monopoly", "exchange_rate", "consumer_shop", "market"),
    "nutrition": ("malnutrition", "baby_milk"),
    "fuel": ("diesel", "petrol", "gas", "heating", "kerosene", "fuel_station", "fuel_quality"),
    # Two more than ten: a person looks for each of these under health and nowhere else.
    "health": (
        *("health_facility", "health_staff", "medicine", "chronic", "ambulance", "maternal"),
        *("child_health", "outbreak", "leishmania", "dialysis", "mental_health"),
    ),
    "disability": ("sn_centre", "prosthetics", "wounded"),
    "elderly": ("elderly_care",),
    "education": (
        *("school_building", "teachers", "school_supplies", "school_far", "education_gap"),
        *("dropout", "certificates", "exam_center", "literacy"),
    ),
    "children": ("kindergarten", "orphan", "child_labour", "early_marriage", "child_protection"),
    "youth": ("youth_space", "sports"),
    "shelter": ("tent", "nfi", "house_repair", "rent", "eviction", "rubble", "new_arrivals"),
    "documents": (
        *("id_card", "family_book", "birth_reg", "marriage_reg", "death_cert", "passport"),
        *("newcomer_card", "legal_aid", "inheritance"),
    ),
    "property": ("house_occupied", "title_lost", "land_dispute", "compensation"),
    "camps": ("camp_service", "camp_exit"),
    "agriculture": ("irrigation", "seeds", "fodder", "livestock", "crop_price", "pests"),
    "livelihood": ("job", "salary", "small_project", "training"),
    "silos": ("silo_repair",),
    "roads": ("road", "bridge", "flood"),
    "transport": ("public_transport",),
    "telecom": ("network_down", "internet"),
    "crossings": ("crossing_open", "crossing_fees", "crossing_medical"),
    "protection": ("safety", "robbery", "random_fire", "drugs"),
    "women": ("women_items", "women_job", "women_space", "gbv"),
    "detainees": ("detainee_news", "missing_news", "detainee_visit", "detainee_office"),
    "mines": ("mine_seen", "mine_clearance", "mine_victim"),
    "reconciliation": ("reconcile",),
    "municipal": ("street_light", "stray_dogs", "park"),
    "governance": (
        *("council_absent", "slow_service", "representation", "corruption", "nepotism"),
        "staff_conduct",
    ),
    "other": (),
}

SECTORS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {sector: (*problems, OTHER) for sector, problems in _NAMED.items()}
)
"""The problems of each sector, most frequent first, `OTHER` last."""

_SECTOR_OF: Final = {problem: sector for sector, named in _NAMED.items() for problem in named}
_GROUP_OF: Final = {sector: group for group, sectors in GROUPS.items() for sector in sectors}


def sector_of(problem: str) -> str:
    """Return the sector of a problem; `OTHER` belongs to none, so its sector is "other"."""
    return OTHER if problem == OTHER else _SECTOR_OF[problem]


def group_of(sector: str) -> str:
    """Return the group under which a sector is offered."""
    return _GROUP_OF[sector]


class Severity(StrEnum):
    """How much a need harms, in the five steps of the Joint Intersectoral Analysis Framework."""

    MINIMAL = "1"
    STRESS = "2"
    SEVERE = "3"
    EXTREME = "4"
    CATASTROPHIC = "5"
    UNKNOWN = "unknown"


class Since(StrEnum):
    """For how long a need has lasted."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LONG = "long"


class Scope(StrEnum):
    """How far a need reaches."""

    ME = "me"
    STREET = "street"
    VILLAGE = "village"
    AREA = "area"


class Affected(StrEnum):
    """Who bears a need more than others; counted as groups, never as persons."""

    CHILDREN = "children"
    OLDER = "older"
    DISABILITY = "disability"
    PREGNANT = "pregnant"
    ALONE = "alone"


class Urgency(StrEnum):
    """By when something must happen."""

    NOW = "now"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"


class Status(StrEnum):
    """Where a reported need stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    TAKEN_ON = "taken_on"
    PLANNED = "planned"
    PASSED_UP = "passed_up"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


OPEN: Final = frozenset(
    (
        *(Status.RECEIVED, Status.ACKNOWLEDGED, Status.TAKEN_ON, Status.PLANNED),
        *(Status.PASSED_UP, Status.REOPENED),
    )
)
"""Where an office still owes an answer."""


@dataclass(frozen=True, slots=True)
class NeedReport:
    """A need as a person reported it; what was not asked or not told is None or empty.

    `place` is a code of the gazetteer, `people` a count of persons, `location` a pair
    (latitude, longitude) in degrees, `files` are ids of attachments.
    """

    place: str
    sector: str
    problem: str
    severity: Severity = Severity.UNKNOWN
    since: Since | None = None
    scope: Scope | None = None
    people: int | None = None
    words: str = ""
    affected: tuple[Affected, ...] = ()
    files: tuple[str, ...] = ()
    location: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """A person has the same problem as a need that is already known, told in their own words."""

    need: str
    words: str = ""
    files: tuple[str, ...] = ()
