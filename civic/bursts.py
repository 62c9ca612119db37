"""Bursts: near-equal texts of several new accounts from one place within hours, told by signatures.

A signature is made with a key and cannot be read back into words; two of them made with the same
key tell how much of their texts is equal (MinHash by one permutation: Li, Owen and Zhang, 2012).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from civic.text import key

LEAST_WORDS: Final = 7
"""Neighbours in the same need say «ما في مي» in the same words; so short a text is never judged."""

ALIKE: Final = 0.6
"""From which likeness on two texts are near-equal; of the samples no two reach 0.4."""

FEWEST_PEOPLE: Final = 4
"""So many new accounts with near-equal texts are a burst."""

WITHIN: Final = timedelta(hours=3)
YOUNG: Final = timedelta(days=7)
"""For how long an account is new after it agreed."""

_RUN: Final = 3
_BINS: Final = 64
_EMPTY: Final = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """One text as far as it is compared: whose need, whose account, how new, and its signature."""

    need: str
    person: str
    young: bool
    signature: bytes


def signature(text: str, secret: bytes) -> bytes | None:
    """Return a text's signature of 64 bytes; None for one that is too short to be judged."""
    plain = key(text)
    if len(set(plain.split())) < LEAST_WORDS:
        return None
    bins = [_EMPTY] * _BINS
    lowest = [1 << 56] * _BINS
    for start in range(len(plain) - _RUN + 1):
        run = plain[start : start + _RUN].encode()
        drawn = int.from_bytes(hashlib.blake2b(run, key=secret, digest_size=8).digest(), "big")
        place, rest = drawn % _BINS, drawn >> 8
        if rest < lowest[place]:
            lowest[place], bins[place] = rest, 1 + rest % 255
    return bytes(bins)


def likeness(one: bytes, other: bytes) -> float:
    """Estimate from 0 to 1 how much of two texts is equal; 0 for signatures of other lengths."""
    if len(one) != len(other):
        return 0.0
    filled = [pair for pair in zip(one, other, strict=True) if pair != (_EMPTY, _EMPTY)]
    return sum(mine == theirs for mine, theirs in filled) / len(filled) if filled else 0.0


def burst(new: Trace, before: Sequence[Trace]) -> list[str]:
    """Return the needs that make a burst with a new one, itself included; empty for none.

    Only new accounts count, each once; `before` are those of the same place and of the last hours.
    """
    if not new.young:
        return []
    alike = [
        each for each in before if each.young and likeness(each.signature, new.signature) >= ALIKE
    ]
    people = {new.person, *(each.person for each in alike)}
    return [new.need, *(each.need for each in alike)] if len(people) >= FEWEST_PEOPLE else []
