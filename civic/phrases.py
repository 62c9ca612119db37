"""How phrases are described by which sentences about captivity, violence and danger are known.

A phrase is one or more regular expressions that must all be found in a text's key (civic.text.key:
ة is ه, ى and ئ are ي, أ is ا), and one that must not: medicine, too, goes missing, and frost
strikes the wheat. `{the}` is a glued article or preposition, `{person}` somebody close, `{one}`
one such person, `{kin}` those feared at home, `{near}` at most two words in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PARTS: Final = {
    "{the}": r"\b[وف]?(?:بال|عال|هال|ال|لل|[بلعك])?",
    "{person}": (
        r"\b[وف]?[بل]?(?:ال)?(?:ابن|ولد|اخ|اخو|اخوات|اخوان|اخوه|زوج|رجل|جوز|اب|ابو|عم|خال|بنت|اخت"
        r"|ابنا|والد|والدت|شقيق|شقيقت|عمت|خالت|حفيد|ابنت|زوجت|خطيب|صهر|اخي|ام|طفل|شب|شاب|شبان|شباب|شخص|حما|مدرس|معلم|سايق|راعي|تاجر|رجال|جار|جاره|جارت|مره|مرت|حرمه|بنات|نسوان|نسا|ارامل|ارمله"
        r"|اطفال|عيال|اولاد|ولاد|قريب|اهل|ناس|سته?)(?:ي|ه|ها|نا|هم|كم|هن|ين|ت|تي|ته|تنا|و|ا)?\b"
    ),
    "{one}": (  # باب is a door, not "by a father"
        r"\b(?!(?:باب|لام|بام|بعم|بخال|لعم)\b)[وف]?[بل]?(?:ال)?(?:ابن|ولد|اولاد|ولاد|اخ|اخو|زوج|رجل|جوز|اب|ابو|عم|خال|بنت|اخت|ام|طفل"
        r"|شاب|والد|والدت|شقيق|شقيقت|عمت|خالت|حفيد|ابنت|زوجت|خطيب|صهر|حما)(?:ي|ه|ها|نا|هم|كم|ت|تي|ته|تنا|و)?\b"
    ),
    "{women}": (
        r"\b[وف]?[بل]?(?:ال|لل)?(?:بنت|بنات|نسوان|نسا|ارامل|ارمله|طالبات|اطفال|طفل|نازحات|بنيه"
        r"|طفله|صغيره|امراه|نساء)(?:ي|نا|ها|ه|هم)?\b"
    ),
    "{kin}": (
        r"\b[وف]?(?:زوج|جوز|رجل|طليق|اهل|اب|ابو|اخ|اخو|اخوان|اخوت|عم|خال|حما"
        r"|والد|شقيق|عمت|خالت|خطيب)(?:ي|ها|ته|تي|ه|هم)?\b"
    ),
    "{guards}": (
        r"\b[وف]?(?:بال|عال|ال|لل|ب|ل|ع)?(?:دوري(?:ه|ات)|مخابرات|امن|امني(?:ه|ات)|قسد|اسايش"
        r"|حاجز|حواجز|داعش|تنظيم|عناصر|ملثمين|مسلحين|سجن|فرع|افرع|تحقيق|تجنيد|عسكري(?:ه)?"
        r"|عسكر|جيش|نظام|شبيحه|تحالف)\b"
    ),
    "{taken}": (
        r"\b[وف]?(?:ي|ت|ن)?(?:ماخذ|اخذ|خذ|سحب|نزلو|وقفو|مسك(?!ر)|انمسك|كمش|انلقط|لقط|سوق|ساق|شالو|جرو|استدع|اختف"
        r"|لملم)\w*"
    ),
    "{goods}": (
        r"\b[وف]?(?:بال|عال|ال|لل|[بل])?(?:دوا|ادويه|حليب|طحين|خبز|غاز|مازوت|بنزين|انسولين|لقاح"
        r"|لقاحات|وثاي?ق|وثايقنا|ورق|اوراق|سند|هوي[هت]|دفتر|انترنت|شبكه|تغطيه|امان|ثقه|ماي|مي"
        r"|ميا|مياه|كهربا|سكر|زيت|علف|محروقات|سوق|كتب|طابو|صيدليات|صيدليه|جواز|اضباره|شهاد\w+"
        r"|مساعدات|سله|مقاعد|محوله|فلوس|مصاري|رسوم|حص[هت]\w*|مدرسه|مدارس|دراسه|دوام|جامعه|صف)"
        r"(?:ي|نا|ه|ها|تي|هم|تنا)?\b|\b[وف]?(?:ال|عال)?نت\b"
    ),
    "{captors}": (
        r"\b[وف]?(?:بال|عال|ال|لل|ب|ل|ع)?(?:دوري(?:ه|ات)|مخابرات|قسد|اسايش|حاجز|حواجز|داعش"
        r"|ملثمين|مسلحين|شبيحه)\b"
    ),
    "{near}": r"(?: \S+){0,2} ",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression in two halves: what begins where a word does, and what may not.

    The first is sought after each space only, which takes a third of the time.
    """

    at_words: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None

    def found_in(self, spaced: str) -> bool:
        """Tell whether a text's key, with a space before it, holds this."""
        return bool(
            (self.at_words and self.at_words.search(spaced))
            or (self.anywhere and self.anywhere.search(spaced))
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Patterns that must all be found in a text, and one that must not."""

    says: tuple[Pattern, ...]
    unless: Pattern | None

    def found_in(self, text_key: str) -> bool:
        """Tell whether the key of a text says this."""
        spaced = f" {text_key}"
        return all(pattern.found_in(spaced) for pattern in self.says) and not (
            self.unless and self.unless.found_in(spaced)
        )


def phrase(*says: str, unless: str = "") -> Phrase:
    """Return a phrase from its patterns, with the `{parts}` above filled in."""
    return Phrase(tuple(map(_compiled, says)), _compiled(unless) if unless else None)


def _compiled(pattern: str) -> Pattern:
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, f"(?:{part})")
    sides = list(_sides(pattern))
    at_words = [side for side in sides if side.startswith((r"\b", r"(?:\b"))]
    anywhere = [side for side in sides if side not in at_words]
    return Pattern(
        re.compile(f" (?:{'|'.join(at_words)})") if at_words else None,
        re.compile("|".join(anywhere)) if anywhere else None,
    )


def _sides(pattern: str) -> Iterator[str]:
    """Split a pattern at the bars that stand in no bracket."""
    depth = start = 0
    for at, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]
