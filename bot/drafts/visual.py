"""From the order in which a page shows letters to the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

_RIGHT: Final = frozenset(("R", "AL"))
_NUMBERS: Final = frozenset(("EN", "AN"))
_STRONG: Final = _RIGHT | _NUMBERS | {"L"}
"""Kinds of letters as the Unicode standard (annex 9) has them, numbers with their own order."""

_MIRRORED: Final = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")
_SHAPES: Final = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
"""Ligatures of Latin letters and the forms A and B of Arabic ones; nothing else changes."""

_FIRST: Final = re.compile(r"[()\[\]«»]")
_STRAY: Final = re.compile(r"^([.,:;!؟،؛])\s*(.+)$", re.DOTALL)


def logical(clusters: Sequence[str], *, rightward: bool = True, mirrored: bool = False) -> str:
    """Return a line whose clusters are given from left to right in the order of reading.

    In a text that reads from the right, numbers and Latin words keep their own order, and the
    other way round. `mirrored` brackets are given as they look, and not as they are typed.
    """
    kinds = [_kind(each) for each in clusters]
    if not any(kind in _RIGHT for kind in kinds):
        return _STRAY.sub(r"\2\1", "".join(clusters)) if rightward else "".join(clusters)
    base = "R" if rightward else "L"
    sides = _sides(kinds, base)
    _close_brackets(clusters, sides)
    return "".join(_runs(clusters, sides, base=base, mirrored=mirrored))


def reads_from_the_right(texts: Iterable[str]) -> bool:
    """Tell whether more letters are of a script that is written from the right than are not."""
    kinds = [unicodedata.bidirectional(letter) for text in texts for letter in text]
    return sum(kind in _RIGHT for kind in kinds) > sum(kind == "L" for kind in kinds)


def are_mirrored(texts: Iterable[str]) -> bool:
    """Tell whether brackets are given as they look: most texts would begin with a closing one."""
    found = [first[0] for text in texts if (first := _FIRST.search(text))]
    return 2 * sum(each in ")]»" for each in found) > len(found)


def plain(text: str) -> str:
    """Return text with shapes of letters (ﻣﻴﺎﻩ, ﻻ, ﬁ) as the letters themselves, marks in order."""
    shapeless = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", shapeless)


def _kind(cluster: str) -> str:
    for letter in cluster:
        kind = unicodedata.bidirectional(letter)
        if kind in _STRONG:
            return kind
    return unicodedata.bidirectional(cluster[0]) if cluster else "ON"


def _runs(clusters: Sequence[str], sides: Sequence[str], *, base: str, mirrored: bool) -> list[str]:
    """Cut a line into runs of one direction and put them, and what is in them, in order."""
    found: list[str] = []
    for side, pairs in groupby(zip(sides, clusters, strict=True), itemgetter(0)):
        run = [cluster for _side, cluster in pairs]
        text = "".join(reversed(run)) if side == "R" else "".join(run)
        found.append(text.translate(_MIRRORED) if side == "R" and mirrored else text)
    return found[::-1] if base == "R" else found


def _sides(kinds: Sequence[str], base: str) -> list[str]:
    """Return for each cluster which way it runs; what is neutral goes with both its neighbours."""
    sides: list[str] = []
    for neutral, each in groupby(kinds, lambda kind: kind not in _STRONG):
        run = list(each)
        if neutral:
            end = len(sides) + len(run)
            sides += [_between(kinds[: len(sides)][-1:], run, kinds[end:][:1], base)] * len(run)
        else:
            sides += ["R" if kind in _RIGHT else "L" for kind in run]
    return sides


def _between(before: Sequence[str], run: Sequence[str], after: Sequence[str], base: str) -> str:
    """Return which way something neutral runs; two numbers with more than 1,500 between part."""
    if not before or not after:
        return base
    if before[0] in _NUMBERS and after[0] in _NUMBERS and set(run) != {"CS"}:
        return base
    sides = {"R" if kind in _RIGHT else "L" for kind in (before[0], after[0])}
    return sides.pop() if len(sides) == 1 else base


def _close_brackets(clusters: Sequence[str], sides: list[str]) -> None:
    """Let a bracket that closes go with the one that opened before it, as in "WHO (2024)"."""
    opened: list[int] = []
    for at, cluster in enumerate(clusters):
        if cluster in _OPENING and sides[at] == "L":
            opened.append(at)
        elif cluster in _CLOSING and opened:
            sides[at] = sides[opened.pop()]
