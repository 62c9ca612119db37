"""Who may act for an office: residents' representatives, and those who run the service."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from civic.areas import Area
from civic.escalation import Office


class Body(StrEnum):
    """What an office is for; only representatives have needs, only administrators appoint."""

    REPRESENTATIVE = "representative"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """One person's seat in an office, opened in the chat in which they act now."""

    id: str
    person: str
    office: Office
    body: Body
    area: Area
