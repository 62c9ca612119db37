"""Requests written down for somebody without a phone, until that person takes them over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from civic.needs import NeedReport


class Claim(StrEnum):
    """How far a request has come into the hands of the person whom it is for."""

    WAITING = "waiting"  # its office hears of it for them
    CLAIMED = "claimed"  # they, or a relative with a phone, have it now
    CONFIRMED = "confirmed"  # and said that it is right


@dataclass(frozen=True, slots=True)
class EnterFor:
    """An office-holder wrote this down for somebody who agreed to it when it was read out."""

    report: NeedReport


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """The person did not agree, so nothing is kept."""


@dataclass(frozen=True, slots=True)
class NotForOthers:
    """What came up is only ever told by oneself, and to trained people."""
