"""What must never become a story here, and what needs a word of safety before any question.

Details about captives, missing people and violence endanger those they tell of; such needs are
passed to a trained person and the text is not kept. Recognising is cautious: rather once too
often than once too little, since all it does is to offer a safer way.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from civic.captivity_words import CAPTIVITY
from civic.danger_words import EMERGENCIES, EXPLOSIVES
from civic.phrases import Phrase
from civic.text import key
from civic.violence_words import VIOLENCE


class Topic(StrEnum):
    """What a trained person must be asked for; decides which words the bot finds."""

    DETAINED_OR_MISSING = "detained_or_missing"
    VIOLENCE = "violence"  # abuse and exploitation too, also by those who bring aid


_TOPICS: Final[Mapping[str, Topic]] = {
    "detainees": Topic.DETAINED_OR_MISSING,
    "detainee_news": Topic.DETAINED_OR_MISSING,
    "missing_news": Topic.DETAINED_OR_MISSING,
    "detainee_visit": Topic.DETAINED_OR_MISSING,
    "detainee_office": Topic.DETAINED_OR_MISSING,
    "gbv": Topic.VIOLENCE,
    "child_protection": Topic.VIOLENCE,
    "early_marriage": Topic.VIOLENCE,
    "staff_conduct": Topic.VIOLENCE,
}
_EXPLOSIVE: Final = frozenset(("mines", "mine_seen", "mine_clearance"))


def referral_topic(*codes: str) -> Topic | None:
    """Return what a sector or a problem (or both) must be referred as, or None."""
    return next((_TOPICS[code] for code in codes if code in _TOPICS), None)


def referral_topic_of_text(text: str) -> Topic | None:
    """Return what a sentence must be referred as, so that it is not kept, or None."""
    words = key(text)
    if _any(VIOLENCE, words):
        return Topic.VIOLENCE
    if _any(CAPTIVITY, words):
        return Topic.DETAINED_OR_MISSING
    return None


def explosive(text: str) -> bool:
    """Tell whether a sentence is about something that may explode (phlegm, بلغم, does not)."""
    return _any(EXPLOSIVES, key(text))


def explosive_need(*codes: str) -> bool:
    """Tell whether a sector or a problem calls for the advice on explosive items."""
    return not _EXPLOSIVE.isdisjoint(codes)


def emergency(text: str) -> bool:
    """Tell whether a sentence tells of danger to life now; «البرد قتل الاولاد» is only a saying."""
    return _any(EMERGENCIES, key(text))


def _any(phrases: tuple[Phrase, ...], words: str) -> bool:
    return any(phrase.found_in(words) for phrase in phrases)
