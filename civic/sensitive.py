"""What must never become a story here, and what needs a word of safety before any question.

Details about captives, missing people and violence endanger those they tell of; such needs are
passed to a trained person and the text is not kept. Recognising is cautious: rather once too
often than once too little, since all it does is to offer a safer way.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

from civic.captivity_words import CAPTIVITY
from civic.danger_words import EMERGENCIES, EXPLOSIVES
from civic.likeness import likeness, parts
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

_WEIGHTS_FILE: Final = Path(__file__).parent / "data" / "sensitive_weights.csv"
_ALARM: Final = 2.25
"""The likeness from which a text is taken for sensitive although no phrase is found in it."""

_CONTENT: Final = 3
"""So many words of so many letters a text needs to resemble anything; «لا أعرف» has but one."""

_REACH: Final = 8  # words; no phrase is longer


def _read_weights(column: str) -> Mapping[str, int]:
    with _WEIGHTS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["part"]: int(row[column]) for row in csv.DictReader(file)}


_SENSITIVE: Final = _read_weights("sensitive")
_VIOLENCE: Final = _read_weights("violence")


def referral_topic(*codes: str) -> Topic | None:
    """Return what a sector or a problem (or both) must be referred as, or None."""
    return next((_TOPICS[code] for code in codes if code in _TOPICS), None)


def referral_topic_of_text(text: str) -> Topic | None:
    """Return what a sentence must be referred as, so that it is not kept, or None."""
    text_key = key(text)
    words = _unrepeated(text_key)
    if _any(VIOLENCE, words):
        return Topic.VIOLENCE
    if _any(CAPTIVITY, words):
        return Topic.DETAINED_OR_MISSING
    return _topic_by_likeness(frozenset(text_key.split()))


def _topic_by_likeness(words: frozenset[str]) -> Topic | None:
    """Catch what no phrase foresaw, by what it has in common with invented examples."""
    if sum(len(word) >= _CONTENT for word in words) < _CONTENT:
        return None
    found = parts(" ".join(words))
    if likeness(_SENSITIVE, found) < _ALARM:
        return None
    violent = likeness(_VIOLENCE, found) > 0
    return Topic.VIOLENCE if violent else Topic.DETAINED_OR_MISSING


def explosive(text: str) -> bool:
    """Tell whether a sentence is about something that may explode (phlegm, بلغم, does not)."""
    return _any(EXPLOSIVES, _unrepeated(key(text)))


def explosive_need(*codes: str) -> bool:
    """Tell whether a sector or a problem calls for the advice on explosive items."""
    return not _EXPLOSIVE.isdisjoint(codes)


def emergency(text: str) -> bool:
    """Tell whether a sentence tells of danger to life now; «البرد قتل الاولاد» is only a saying."""
    return _any(EMERGENCIES, _unrepeated(key(text)))


def _any(phrases: tuple[Phrase, ...], words: str) -> bool:
    return any(phrase.found_in(words) for phrase in phrases)


def _unrepeated(text_key: str) -> str:
    """Return a key in which every run of eight words stands once, with a tab for what is left out.

    So no phrase is lost, and one word a thousand times costs no more than a few times.
    """
    words = text_key.split()
    runs = zip(*(words[at:] for at in range(_REACH)), strict=False)
    first: dict[tuple[str, ...], int] = {}
    for start, run in enumerate(runs):
        first.setdefault(run, start)
    if len(first) == max(0, len(words) - _REACH + 1):
        return text_key
    kept = {at for start in first.values() for at in range(start, start + _REACH)}
    spread = sorted(kept)
    gaps = {after for before, after in pairwise(spread) if after > before + 1}
    return " ".join(f"\t {words[at]}" if at in gaps else words[at] for at in spread)
