"""Numbers as people write them: any digits and separators, Arabic words, counts in sentences."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from civic.number_phrases import AND, Token, read_part, read_phrase
from civic.number_words import (
    ABOUT,
    COUNTED,
    DUALS,
    HUNDREDS,
    NOBODY,
    ONE,
    SINCE,
    TEEN,
    TEENS,
    TENS,
    THOUSANDS,
    UNITS,
    WE,
)
from civic.text import clean, digits, key

_MOST: Final = 10**9
_LONGEST: Final = 24  # characters of a numeral; longer ones answer no question of ours

_UNSEEN: Final = re.compile("[\u061c\u200c-\u200f\u2060\ufeff]")
_NUMERAL: Final = re.compile(
    r"[0-9]+(?:[.,،٫٬][0-9]+|[ \u00a0\u202f'](?=[0-9]{3}(?![0-9]))[0-9]+)*"
)
_SPACES: Final = re.compile(r"[ \u00a0\u202f']")
_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_SMALLER: Final = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day")}
_KNOWN: Final = frozenset[str]().union(UNITS, TEENS, TENS, HUNDREDS, THOUSANDS, COUNTED, DUALS)


def read_number(text: str) -> Decimal | None:
    """Return the number `text` is, alone or with what it counts, up to 10**9 either way, else None.

    A lone comma or point groups thousands if three digits follow and one to three precede it.
    """
    plain = _plain(text)
    if key(plain) in NOBODY:
        return Decimal(0)
    sign = -1 if plain.startswith(("-", "−")) else 1
    value = _only(_tokens(plain.removeprefix("-").removeprefix("−").removeprefix("+")))
    return sign * value if value is not None and value <= _MOST else None


def read_count(text: str) -> int | None:
    """Return the whole number from 0 to 10**9 that `text` is, else None."""
    value = read_number(text)
    if value is None or value < 0 or value % 1:
        return None
    return int(value)


def find_counts(text: str) -> list[tuple[int, str]]:
    """Return what `text` counts: (120, "family"), (15, "day"); half a month is 15 days.

    The units are family, person, child, house, hour, day, week, month and year.
    """
    tokens = _tokens(_plain(text))
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(tokens):
        value, unit, end = _counted(tokens, at)
        if value is not None and unit and not _before(tokens, at).startswith("عمر"):  # an age
            found.extend(_whole(value, unit))
        at = max(end, at + 1)
    return found


def _plain(text: str) -> str:
    return _UNSEEN.sub("", digits(clean(text))).strip()


def _tokens(plain: str) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    for numeral in _NUMERAL.finditer(plain):
        tokens.extend(_words(plain[end : numeral.start()]))
        value = _value(numeral[0])
        tokens.append("" if value is None else value)
        end = numeral.end()
    tokens.extend(_words(plain[end:]))
    return tokens


def _words(text: str) -> Iterator[str]:
    words = key(text).split()
    for word, after in zip(words, [*words, ""][1:], strict=True):
        bare = word.removeprefix(AND)
        eleven = bare in UNITS and after in TEEN  # وأحد عشر: و and 11, not واحد
        if bare != word and bare and (eleven or word not in _KNOWN):
            yield AND
            yield bare
        else:
            yield word


def _value(numeral: str) -> Decimal | None:
    if len(numeral) > _LONGEST:
        return None
    plain = _SPACES.sub("", numeral).replace("٬", "").replace("،", ",")
    kinds = set(plain) & set(".,٫")
    if len(kinds) > 1:
        *grouped, decimal = sorted(kinds, key=plain.rfind)
        plain = plain.replace(decimal, "٫")
        for separator in grouped:
            plain = plain.replace(separator, "")
    elif _GROUPS.fullmatch(plain):
        plain = plain.replace(",", "").replace(".", "")
    plain = plain.replace(",", "٫").replace(".", "٫")
    return Decimal(plain.replace("٫", ".")) if plain.count("٫") <= 1 else None


def _only(tokens: list[Token]) -> Decimal | None:
    said = [token for token in tokens if token not in ABOUT]
    if said[:1] == [AND]:
        del said[0]
    if not said:
        return None
    value, _, end = _counted(said, 0)
    return value if end == len(said) else None


def _counted(tokens: list[Token], at: int) -> tuple[Decimal | None, str, int]:
    """Return the number at `at`, the unit it counts ("" if none is named) and where both end."""
    word = tokens[at]
    if isinstance(word, str) and word in DUALS:
        part, end = read_part(tokens, at + 1)
        return 2 + part, DUALS[word], end
    value, end = read_phrase(tokens, at)
    unit = _unit(tokens, end)
    if value is None:
        return _one(tokens, at, unit)
    if unit:
        return value, unit, end + 1
    return value, "person" if _before(tokens, at) in WE else "", end


def _one(tokens: list[Token], at: int, unit: str) -> tuple[Decimal | None, str, int]:
    part, end = read_part(tokens, at + 1)
    if tokens[at] in ONE and (part or _before(tokens, at) in SINCE):
        return 1 + part, unit, end
    return None, "", at + 1


def _unit(tokens: list[Token], at: int) -> str:
    if at >= len(tokens):
        return ""
    noun = str(tokens[at])
    return COUNTED.get(noun) or COUNTED.get(noun.removesuffix("ا"), "")  # يوماً


def _before(tokens: list[Token], at: int) -> str:
    return str(tokens[at - 1]) if at else ""


def _whole(value: Decimal, unit: str) -> Iterator[tuple[int, str]]:
    if value % 1 and unit in _SMALLER:
        times, unit = _SMALLER[unit]
        value = (value * times).to_integral_value(ROUND_CEILING)
    if value <= _MOST and not value % 1:
        yield int(value), unit
