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
_PLURAL_VERB: Final = "وا"
_OF_FEMININES: Final = ("تنا", "تهم", "تها", "تكم", "تي", "ته", "تك")
"""Possessives of a word in ة, which they write as ت."""


def forms(word: str) -> tuple[str, ...]:
    """Return a word's key as it is, then without what is glued before and after it.

    «والمحطات» gives والمحطات, محطات, محط; the first found in a list is the one meant.
    """
    found = dict.fromkeys((word, *_without_prefix(word)))
    for form in tuple(found):
        found.update(dict.fromkeys(_without_suffix(form)))
    return tuple(found)


def wide_forms(word: str) -> tuple[str, ...]:
    """Return `forms`, and those that grammar hides: «سرقوا» as سرقو, «غرفتنا» as غرفه."""
    found = dict.fromkeys(forms(word))
    if word.endswith(_PLURAL_VERB) and len(word) > _SHORTEST + 1:
        found.update(dict.fromkeys(forms(word[:-1])))
    for form in tuple(found):
        for ending in _OF_FEMININES:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST - 1:
                found[f"{form.removesuffix(ending)}ه"] = None
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
