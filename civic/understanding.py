"""What one typed sentence says about a need: problem, for how long, how many people.

«محطة مية الشحيل واقفة من أسبوعين» names a concept (station, water, broken), and cues say which
concepts together make which problem; both are data (data/concepts.csv, data/need_cues.csv),
written by hand. When the best cue is weak or two disagree, less is said and the bot asks.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from civic.concepts import Lexicon
from civic.needs import SECTORS, Severity, Since, Urgency, sector_of
from civic.numbers import find_counts
from civic.stems import forms
from civic.text import KINDS, first_words, key

_DATA: Final = Path(__file__).parent / "data"
_PROBLEM: Final = 5  # weight from which a cue names a problem; below it only the sector
MOST_WORDS: Final = 80  # what people say first is what they came for
_MOST_READ: Final = 400  # words in which people are counted


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says about a need; None is what it does not say. The text is not kept."""

    sector: str | None = None
    problem: str | None = None
    since: Since | None = None
    people: int | None = None
    people_unit: str | None = None
    severity: Severity | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    """A code, how strongly it is meant, and the other concepts that must be named too."""

    code: str
    weight: int
    order: int
    others: tuple[str, ...]


def understand(text: str) -> Understood:
    """Return what a sentence says about a need; nothing for greetings, thanks and questions."""
    text = first_words(text, _MOST_READ)
    words = key(text).split()[:MOST_WORDS]
    said = " ".join(words)
    if is_other_talk(text, said):
        return Understood()
    sector, problem = named(CONCEPTS.found(without_places(words)))
    if sector is None:
        return Understood()
    people, unit = _people(text)
    return Understood(sector, problem, _since(words), people, unit, _severity(said), _urgency(said))


def _read_cues() -> Mapping[str, tuple[_Cue, ...]]:
    """Return the cues by the first of their concepts; an earlier row comes before a later one."""
    cues: dict[str, list[_Cue]] = defaultdict(list)
    with (_DATA / "need_cues.csv").open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file)):
            first, *others = row["concepts"].split()
            cues[first].append(_Cue(row["code"], int(row["weight"]), -order, tuple(others)))
    return {first: tuple(rows) for first, rows in cues.items()}


CONCEPTS: Final = Lexicon.read("concepts.csv")
"""The words for everything that a cue may be made of."""

_CUES: Final = _read_cues()
_PLACES: Final = frozenset(("التبني", "السكريه", "السوسه", "الطلابه", "القطعه", "الكسره"))
"""Names of places that are also words (fodder, weevil, students, a piece, a break)."""
_PLACE_WITHIN: Final = re.compile("|".join(sorted(_PLACES)))
_NO_NEED: Final = re.compile(
    r"\b(?:ب|ل|ع|عن )?طلب(?:ي|نا|كم)? رقم|\bرقم المتابعه\b|(?:شنو|شو|وين|ايش) صار (?:ب|ع )?طلب"
    r"|^(?:الف )?شكرا|^مشكور|^يسلمو|\bاضغط|\b[وف]?[اتن]?ربح\b|\bب?ال?مسابقه\b"
    r"|\bارباح\b|\bكازينو\b|\bدولار يوميا\b"
)


def is_other_talk(text: str, said: str) -> bool:
    """Tell whether a text, with the key of its first words, is thanks, a question or a bait."""
    return bool(_NO_NEED.search(said)) or "://" in text or "www." in text.casefold()


def named(concepts: Mapping[str, int]) -> tuple[str | None, str | None]:
    """Return the sector and the problem that concepts and their first positions make together."""
    matching = (
        (cue.weight, -at, cue.order, cue.code)
        for concept, at in concepts.items()
        for cue in _CUES.get(concept, ())
        if all(other in concepts for other in cue.others)
    )
    weight, _, _, code = max(matching, default=(0, 0, 0, ""))
    if not code:
        return None, None
    if code in SECTORS:
        return code, None
    return sector_of(code), code if weight >= _PROBLEM else None


def without_places(words: list[str]) -> list[str]:
    """Return the words of a text with those that name places left empty."""
    return ["" if _names_a_place(words, at) else word for at, word in enumerate(words)]


def _names_a_place(words: list[str], at: int) -> bool:
    after_kind = at > 0 and words[at - 1].removeprefix("ب") in KINDS and len(words[at]) > 2
    return after_kind or _is_a_place(words[at])


def _is_a_place(word: str) -> bool:
    return bool(_PLACE_WITHIN.search(word)) and not _PLACES.isdisjoint(forms(word))


# For how long ------------------------------------------------------------------------------------

_DAYS: Final = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}
_BEGINNINGS: Final = frozenset(
    (
        *("من", "منذ", "قبل", "صار", "صارلنا", "صارلي", "صارلها", "صارله", "صارلو", "بقالنا"),
        *("لنا", "الها", "اله", "حوالي", "mn", "men", "min"),
    )
)
_TODAY: Final = frozenset(("اليوم", "الصبح", "ساعات", "الفجر", "شوي"))
_YESTERDAY: Final = frozenset(("امبارح", "مبارح", "امس", "البارحه", "ايام"))
_LONG: Final = frozenset(
    ("زمان", "سنوات", "سنين", "شهور", "اشهر", "رمضان", "الصيف", "الشتا", "العيد", "مده", "فتره")
)
_WEEKS: Final = frozenset(("اسابيع", "sbo3een", "osbo3", "shahr"))


def _since(words: list[str]) -> Since | None:
    for at, word in enumerate(words):
        if word not in _BEGINNINGS:
            continue
        after = words[at + 1 : at + 5]
        if after and (since := _after(after)):
            return since
    return None


def _after(words: list[str]) -> Since | None:
    first = words[0]
    for named, since in (
        (_TODAY, Since.TODAY),
        (_YESTERDAY, Since.WEEK),
        (_WEEKS, Since.MONTH),
        (_LONG, Since.LONG),
    ):
        if first in named:
            return since
    counts = find_counts(" ".join(("من", *words)))
    days = next((count * _DAYS[unit] for count, unit in counts if unit in _DAYS), None)
    return None if days is None else since_days(days)


def since_days(days: int) -> Since:
    """Return the code of a duration: at most 7 days are a week, at most 31 a month."""
    if days < 1:
        return Since.TODAY
    if days <= 7:
        return Since.WEEK
    return Since.MONTH if days <= 31 else Since.LONG


# How many, how bad, how soon ---------------------------------------------------------------------

_PEOPLE: Final = ("family", "person", "child")
_CATASTROPHIC: Final = re.compile(
    r"خطر علي (?:ال)?(?:حيا|ارواح)\w*|\b(?:عم|رح|راح) [ينت]موت\w*|\bماتو?\b"
    r"|بين الحيا\w* والموت"
)
_IDIOM: Final = re.compile(r"غنم|بقر|حلال|زرع|(?:من|بال?) ?(?:ال)?(?:برد|جوع|عطش|حر|قهر)\b")
_EXTREME: Final = re.compile(r"خطر علي (?:ال)?(?:صح|عجيان|اطفال|اولاد|جهال)|خطر ع|حاله خطر|تسمم")
_SOON: Final = re.compile(r"\bعاجل\w*|\bفور[يا]\w*|\bحالا\b|\bباسرع وقت|ضروري جدا|\bبسرعه\b")


def _people(text: str) -> tuple[int | None, str | None]:
    counts = find_counts(text)
    for unit in _PEOPLE:
        for count, counted in counts:
            if counted == unit and count > 0:
                return count, unit
    return None, None


def _severity(said: str) -> Severity | None:
    if _CATASTROPHIC.search(said) and not _IDIOM.search(said):
        return Severity.CATASTROPHIC
    return Severity.EXTREME if _EXTREME.search(said) else None


def _urgency(said: str) -> Urgency | None:
    return Urgency.NOW if _SOON.search(said) else None
