"""Words by which people say whether and when they mean to go home; a hint, never an answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from civic.day_words import AFTER
from civic.numbers import find_counts
from civic.returns import Horizon, Intention
from civic.text import key

_FORMS: Final = {
    Intention.RETURNED: "رجعنا,عدنا,رجعت,تمت العودة,صرنا هناك,we returned,already returned",
    Intention.STAY: (
        "نبقى,باقين,باقيين,البقاء,نضل,ضالين,نظل,ظالين,ما نرجع,ما راح نرجع,ما رح نرجع,لن نعود,"
        "لن نرجع,ما بدنا نرجع,ما نريد نرجع,مو راجعين,مش راجعين,ما راجعين,ما راح أرجع,stay,"
        "will not return,not going back,not return"
    ),
    Intention.ELSEWHERE: "ننتقل,الانتقال,نسافر,السفر,مكان آخر,مكان ثاني,بلد آخر,elsewhere,abroad",
    Intention.UNDECIDED: (
        "ما قررنا,لسا ما قررنا,لم نقرر,لم نقرر بعد,محتارين,مترددين,ما ندري,مو مقررين,undecided,"
        "not decided,not sure"
    ),
    Intention.RETURN: (
        "نرجع,أرجع,راجعين,راجع,نعود,العودة,عودة,الرجعة,رجعة,return,go home,go back,going back"
    ),
}
_PHRASES: Final = {
    tuple(key(form).split()): intention
    for intention, forms in _FORMS.items()
    for form in forms.split(",")
}
_LONGEST: Final = max(map(len, _PHRASES))
_IF: Final = frozenset(map(key, ("إذا", "اذا", "لو", "بشرط", "شرط", "بس يصير", "if", "unless")))
_SOON: Final = {
    **dict.fromkeys(map(key, ("أسبوع", "شهر", "week", "month")), Horizon.MONTHS_3),
    **dict.fromkeys(map(key, ("سنة", "عام", "year")), Horizon.MONTHS_12),
}
_MONTHS: Final = {"month": 1, "year": 12, "week": 0, "day": 0}
_BOUNDS: Final = ((3, Horizon.MONTHS_3), (6, Horizon.MONTHS_6), (12, Horizon.MONTHS_12))


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line seems to say: intentions that it names, and a time ahead if it names one."""

    intentions: frozenset[Intention]
    horizon: Horizon | None


def hear(text: str) -> Heard:
    """Return what a typed line names; longer phrases win, so a "not" is not lost."""
    words = key(text).split()
    found, at = set[Intention](), 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if tuple(words[at : at + n]) in _PHRASES), 0)
        if size:
            found.add(_PHRASES[tuple(words[at : at + size])])
        at += size or 1
    return Heard(frozenset(found), _horizon(text, words))


def _horizon(text: str, words: list[str]) -> Horizon | None:
    for count, unit in find_counts(text):
        if unit in _MONTHS:
            months = count * _MONTHS[unit]
            return next((each for most, each in _BOUNDS if months <= most), Horizon.LATER)
    for before, noun in pairwise(words):
        if before in AFTER and noun in _SOON:
            return _SOON[noun]
    return Horizon.CONDITIONAL if not _IF.isdisjoint(words) else None
