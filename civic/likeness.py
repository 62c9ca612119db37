"""How much a text resembles one set of examples more than another, by the parts of its words.

Naive Bayes over word forms and runs of three and four letters: what is learned is one number
for each part (a logarithm of odds, in hundredths), which can be read and checked by anyone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt
from typing import Final

from civic.stems import forms
from civic.text import key

_RUNS: Final = (3, 4)
_PRIOR: Final = 10  # parts that say nothing, added to all texts: short ones decide little
_LEAST: Final = 2  # examples in which a part must occur to be worth a number


def parts(text: str) -> frozenset[str]:
    """Return the forms of a text's words, and their runs of letters marked with an underscore."""
    found: set[str] = set()
    for word in key(text).split():
        found.update(form for form in forms(word) if len(form) >= _RUNS[0])
        bounded = f"#{word}#"
        for length in _RUNS:
            found.update(f"_{bounded[at : at + length]}" for at in range(len(bounded) - length + 1))
    return frozenset(found)


def learn(these: Iterable[str], those: Iterable[str]) -> dict[str, int]:
    """Return for each part how much it speaks for these examples and against those."""
    ours, our_count = _counted(these)
    theirs, their_count = _counted(those)
    return {
        part: round(
            100 * (log((ours[part] + 0.5) / (our_count + 1)))
            - 100 * log((theirs[part] + 0.5) / (their_count + 1))
        )
        for part in sorted({*ours, *theirs})
        if ours[part] + theirs[part] >= _LEAST
    }


def likeness(weights: Mapping[str, int], found: frozenset[str]) -> float:
    """Return how much a text's parts speak for what was learned; above 0 rather so than not."""
    known = [weights[part] for part in found if part in weights]
    return sum(known) / 100 / sqrt(len(known) + _PRIOR)


def _counted(texts: Iterable[str]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    examples = 0
    for text in texts:
        counts.update(parts(text))
        examples += 1
    return counts, examples
