"""A light stemmer: the forms under which a written word may be found in a list of words."""

from __future__ import annotations

from typing import Final

_PREFIXES: Final = ("وبال", "وعال", "بال", "عال", "وال", "فال", "كال", "هال", "ولل", "لل", "ال")
_LETTERS: Final = ("و", "ف", "ب", "ل", "ع", "ك")
_SUFFIXES: Final = (
    *("تنا", "تهم", "تها", "اتنا", "ات", "ين", "ون", "نا", "هم", "هن", "كم", "ها", "تي"),
    *("ه", "ي", "ت", "و"),
)
_SHORTEST: Final = 3  # letters that must remain: two or fewer say nothing


def forms(word: str) -> tuple[str, ...]:
    """Return a word's key as it is, then without what is glued before and after it.

    «والمحطات» gives والمحطات, محطات, محط; the first found in a list is the one meant.
    """
    found = dict.fromkeys((word, *_without_prefix(word)))
    for form in tuple(found):
        found.update(dict.fromkeys(_without_suffix(form)))
    return tuple(found)


def _without_prefix(word: str) -> list[str]:
    bare = [
        word.removeprefix(prefix)
        for prefix in (*_PREFIXES, *_LETTERS)
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - 1
    ]
    twice = [form[1:] for form in bare if form[0] in "بلع" and len(form) > _SHORTEST]
    return bare + twice


def _without_suffix(word: str) -> list[str]:
    return [
        word.removesuffix(suffix)
        for suffix in _SUFFIXES
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST
    ]
