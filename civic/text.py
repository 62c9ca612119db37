"""What people type, made safe to keep and show, and the keys by which it is compared."""

import re
import unicodedata
from typing import Final

from civic.arabic import DIGITS, FOLDING, MARKS

_MOST_MARKS: Final = 4  # Quranic spelling needs three on one letter; more is an attack on the page

_LONE: Final = re.compile("[\ud800-\udfff]")
_JOINERS: Final = re.compile("[\u200c\u200d]{2,}")
_CROWDED: Final = re.compile(
    "((?:[{marks}]\u200d?){{{most}}})(?:[{marks}]\u200d?)+".format(
        marks="".join(map(chr, sorted(MARKS))), most=_MOST_MARKS
    )
)
_UNSAFE: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),  # turn the reading direction
    **dict.fromkeys((*range(0xFDD0, 0xFDF0), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF)),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    ord("\n"): "\n",
    ord("\t"): " ",
}
_BLANKS: Final = (*range(0x21), 0xA0, *range(0x2000, 0x2010), 0x202F, 0x2060, 0x3000, 0xFEFF)
_BLANK_ENDS: Final = "".join(map(chr, _BLANKS))

_LONG_RUN: Final = re.compile(r"([^\W\d_])\1{2,}")
_SPACES: Final = str.maketrans(dict.fromkeys("\u200b\ufdfa\ufdfb", " "))
"""No letters of their own: a break without width, and two blessings (one is 18 letters long)."""
_FINAL_HAMZA: Final = re.compile(r"(?<=\w\wا)ء\b")
_NOT_WORD: Final = re.compile(r"[\W_]+")


def clean(text: str) -> str:
    """Return `text` as it may be kept and shown: composed, no controls, no direction tricks."""
    if _LONE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSAFE)
    text = unicodedata.normalize("NFC", _JOINERS.sub("\u200d", text))
    if not MARKS.isdisjoint(map(ord, text)):
        text = _CROWDED.sub(r"\1", text)
    return text.strip(_BLANK_ENDS)


def units(text: str) -> int:
    """Return the length in UTF-16 code units, the measure of the platforms' limits."""
    return len(text) + sum(character > "\uffff" for character in text)


def first_words(text: str, most: int) -> str:
    """Return the beginning of `text` up to so many words, as it was written."""
    beginning = re.match(rf"(?:\s*\S+){{0,{most}}}", text)
    return beginning[0] if beginning else ""


def one_line(text: str) -> str:
    """Return `text` in one line, so that it passes for no other line of a table or a list."""
    return " ".join(text.split())


def digits(text: str) -> str:
    """Return `text` with Arabic-Indic and Persian digits as ASCII ones."""
    return text.translate(DIGITS)


def key(text: str) -> str:
    """Return the form in which texts are compared and searched; it is never shown."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SPACES)).casefold()
        text = unicodedata.normalize("NFKC", text).translate(FOLDING)
        text = unicodedata.normalize("NFC", text)  # letters may meet now
    spaced = _NOT_WORD.sub(" ", _LONG_RUN.sub(r"\1", text.casefold())).strip()
    return _FINAL_HAMZA.sub("", spaced)


# Names of places ---------------------------------------------------------------------------------

KINDS: Final = frozenset(
    (
        *("قريه", "بلده", "مدينه", "ناحيه", "حي", "حاره", "منطقه", "محافظه"),
        *("village", "town", "city", "district", "subdistrict", "governorate"),
        *("neighbourhood", "neighborhood"),
    )
)
"""Words (as keys) that say what kind of place follows. A camp is not the village beside it."""

_ARTICLES: Final = frozenset(
    ("al", "el", "ar", "as", "ash", "az", "ez", "ad", "adh", "at", "ath", "an")
)
_AIN: Final = str.maketrans(dict.fromkeys("`'’‘ʿʾʻʼ"))
_LIKE: Final = str.maketrans({"ذ": "د", "ص": "س", "ط": "ت", "ث": "ت", "ظ": "ض"})
_ARTICLE: Final = re.compile(r"\bا*ال(?=\w\w)")
_FATHER: Final = re.compile(r"\b(?:ا|ال)?بو ?(?:ال)?(?=\w\w)")
_ENDING: Final = re.compile(r"(?<=\w\w)[اه]\b")
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
_LATIN: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[ie]?y?[ae]h?\b", "a"),
        (r"oo|ou|o", "u"),
        (r"ee|ie|iy|y", "i"),
        (r"dh", "d"),
        (r"gh", "g"),
        (r"q", "k"),
    )
)
_PREPOSITIONS: Final = frozenset(("في", "من", "على", "علي", "ع", "الي", "عند", "جنب", "ب", "ل"))
_THE: Final = ("وبال", "بال", "عال", "فال", "وال", "لل")  # each ends in the article
_PREFIXES: Final = (*((glued, "ال") for glued in _THE), *((glued, "") for glued in "بلعو"))


def place_key(name: str) -> str:
    """Return the form in which names of places are compared: no article, kind, space or ending."""
    return _place_key(key(name.translate(_AIN)))


def _place_key(words: str) -> str:
    named = words.split()
    while len(named) > 1 and named[0] in KINDS:
        del named[0]
    if words.isascii():
        return _latin_key(named)
    text = _FATHER.sub("بو", " ".join(named))
    text = _ENDING.sub("ه", _ARTICLE.sub("", text)).translate(_LIKE)
    return _DOUBLED.sub(r"\1", text.replace(" ", ""))


def _latin_key(named: list[str]) -> str:
    text = "".join(word for word in named if word not in _ARTICLES) or "".join(named)
    for pattern, plain in _LATIN:
        text = pattern.sub(plain, text)
    return _DOUBLED.sub(r"\1", text)


def place_readings(text: str) -> tuple[str, ...]:
    """Return the place keys `text` may stand for: as it is, then without preposition (بالشحيل)."""
    words = key(text.translate(_AIN))
    readings = [words]
    first, _, rest = words.partition(" ")
    if first in _PREPOSITIONS and rest:
        readings.append(rest)
    for prefix, instead in _PREFIXES:
        bare = first.removeprefix(prefix)
        if bare != first and (len(bare) >= 3 or bare in KINDS):
            readings.append(f"{instead}{bare} {rest}".strip())
    keys = (_place_key(reading) for reading in readings)
    return tuple(dict.fromkeys(reading for reading in keys if reading))
