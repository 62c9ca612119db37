"""What a text is found by: the roots of its words, their meanings, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from civic.concepts import Known, Lexicon
from civic.stems import root, wide_forms
from civic.text import key
from civic.understanding import CONCEPTS, MOST_WORDS, is_other_talk, named, without_places

SYNONYMS: Final = Lexicon.read("search_synonyms.csv")
"""Words that may stand for each other in a search."""

STOP_WORDS: Final = frozenset(
    (
        *("في", "من", "علي", "الي", "عن", "مع", "ع", "و", "او", "ام", "ما", "لا", "يا", "ان"),
        *("انه", "انو", "هذا", "هذه", "هاد", "هاي", "هيك", "ذلك", "التي", "الذي", "اللي", "كل"),
        *("بس", "قد", "كان", "كانت", "هو", "هي", "هم", "نحن", "نحنا", "احنا", "انا", "انت"),
        *("عند", "عنا", "بعد", "قبل", "حتي", "لكن", "ثم", "اذا", "لو", "لان", "عم", "رح", "راح"),
        *("شي", "هل", "وين", "شو", "اي", "غير", "صار", "عليه", "علينا", "بدنا", "نريد", "اريد"),
        *("the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "is", "no", "not"),
    )
)
"""Keys of words that say nothing by themselves."""

NEGATIONS: Final = frozenset(("لا", "ما", "no", "not"))
"""Stop words that a name of a problem may need: «لا توجد مواصلات» is not transport."""

_MOST_REMEMBERED: Final = 50_000  # distinct words; a town's reports of a year have fewer


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it is searched: plain terms, and the codes of what it is about, if it says so."""

    terms: frozenset[str]
    sector: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """What one word's key is known as; its root is empty where it says nothing."""

    root: str
    synonyms: Known
    concepts: Known


class TextReader:
    """Reads texts, remembering single words, of which most come again and again."""

    def __init__(self) -> None:
        self._words: dict[str, _Word] = {}

    def read(self, text: str) -> Read:
        """Return what a text is found by."""
        words = key(text).split()
        first = words[:MOST_WORDS]
        if is_other_talk(text, " ".join(first)):
            return Read(self.terms(words))
        telling = without_places(first)
        known = [self._word(word).concepts for word in telling]
        return Read(self.terms(words), *named(CONCEPTS.found(telling, known)))

    def terms(self, words: list[str]) -> frozenset[str]:
        """Return the roots and meanings of words that were made keys."""
        known = [self._word(word) for word in words]
        meanings = SYNONYMS.found(words, [each.synonyms for each in known])
        roots = (each.root for each in known if each.root)
        return frozenset((*roots, *map(meaning, meanings)))

    def forget(self) -> None:
        """Let go of all words, when somebody's must be gone."""
        self._words.clear()

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _MOST_REMEMBERED:
                self._words.clear()
            forms = wide_forms(word)
            searched = "" if word in STOP_WORDS else root(word)
            found = _Word(searched, SYNONYMS.known_as(forms), CONCEPTS.known_as(forms))
            self._words[word] = found
        return found


def meaning(name: str) -> str:
    """Return the term of a meaning, which no word can be equal to."""
    return f"={name}"
