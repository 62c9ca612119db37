"""A light stemmer: the forms under which a written word may be found in a list of words."""

from __future__ import annotations

from typing import Final

_PREFIXES: Final = ("وبال", "وعال", "بال", "عال", "وال", "فال", "كال", "هال", "ولل", "لل", "ال")
_LETTERS: Final = ("و", "ف", "ب", "ل", "ع", "ك")
_BEFORE: Final = (*_PREFIXES, *_LETTERS)
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


_GLUED: Final = ("وبال", "وعال", "ولل", "بال", "عال", "وال", "فال", "كال", "هال", "لل", "ال")
_GLUED_LETTERS: Final = "وفبلعك"
_WHOLE: Final = 5  # letters beyond which a first letter is rather glued on than the word's own
_ENDINGS: Final = (
    *("تنا", "تهم", "تها", "تكم", "يات", "ات", "ين", "ون", "وا", "نا", "هم", "هن", "كم", "ها"),
    *("يه", "ته", "تي", "ه", "ي", "ا"),
)


def root(word: str) -> str:
    """Return the one form in which a word's key is looked for as it was written.

    «والمدرسة», «مدرستنا» and «بالمدرسه» are مدرس. Cutting is blind, and the same for texts
    and for what is sought, so that a letter too many does little harm.
    """
    bare = _without_article(_without_article(word))
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            bare = bare.removesuffix(ending)
            break
    if len(bare) > _WHOLE and bare[0] in _GLUED_LETTERS:
        bare = bare[1:]
    return bare[:-1] if bare.endswith("ت") and len(bare) > _SHORTEST else bare


def _without_article(word: str) -> str:
    for glued in _GLUED:
        if word.startswith(glued) and len(word) - len(glued) >= _SHORTEST - 1:
            return word.removeprefix(glued)
    return word


def _without_prefix(word: str) -> list[str]:
    if not word.startswith(_BEFORE):
        return []
    bare = [
        word.removeprefix(prefix)
        for prefix in _BEFORE
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - 1
    ]
    twice = [form[1:] for form in bare if form[0] in "بلع" and len(form) > _SHORTEST]
    return bare + twice


def _without_suffix(word: str) -> list[str]:
    if not word.endswith(_SUFFIXES):
        return []
    return [
        word.removesuffix(suffix)
        for suffix in _SUFFIXES
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST
    ]
