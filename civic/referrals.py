"""What may be kept of a sensitive matter: that somebody trained may make contact, and how."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactWish:
    """A wish to be contacted: the topic's code, and when and by which way it is safe."""

    topic: str
    when: str
    how: str


@dataclass(frozen=True, slots=True)
class ReferralAsked:
    """A conversation met a matter of which no story may be kept; its topic's code, if known."""

    topic: str = ""
