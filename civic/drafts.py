"""Drafts of a working group: numbered paragraphs, what changed in between, the frozen text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from civic.refusals import Refusal

MOST_PARAGRAPHS: Final = 150
LONGEST: Final = 60_000
"""Characters of a draft in all; a paper of some twenty pages."""

_ALIKE: Final = 0.5
"""From which likeness on a paragraph counts as changed, not as replaced by another."""

_NUMBERED: Final = re.compile(r"^\s*(?:\(?[0-9٠-٩۰-۹]{1,3}\s*[).:\-–ـ]|[-•*–])\s+")
_GAP: Final = re.compile(r"\n\s*\n")


class Kind(StrEnum):
    """What became of a paragraph from one version to the next."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that differs, with its number and text before and now (0 and "" for none)."""

    kind: Kind
    before: int
    now: int
    was: str
    text: str


def split(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: parted by empty lines, or else by lines.

    Raises Refusal as `tidy`.
    """
    _check_length(len(text))
    parts = _GAP.split(text.strip())
    return tidy(text.splitlines() if len(parts) == 1 else parts)


def tidy(parts: Sequence[str]) -> tuple[str, ...]:
    """Return paragraphs without empty ones.

    Their own numbers and dashes go, since paragraphs are numbered anew. Raises Refusal
    "draft.empty", "draft.too-long" or "draft.too-many".
    """
    _check_length(sum(map(len, parts)))
    found = tuple(plain for part in parts if (plain := _plain(part)))
    if not found:
        raise Refusal("draft.empty")
    if len(found) > MOST_PARAGRAPHS:
        raise Refusal("draft.too-many", paragraphs=len(found), most=MOST_PARAGRAPHS)
    return found


def differences(before: Sequence[str], now: Sequence[str]) -> tuple[Difference, ...]:
    """Return what differs between two versions, in the order of the newer one."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    found: list[Difference] = []
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what != "equal":
            old = [(number + 1, before[number]) for number in range(start, end)]
            new = [(number + 1, now[number]) for number in range(new_start, new_end)]
            found += _paired(old, new)
    return tuple(found)


def changed_words(was: str, text: str) -> tuple[str, str]:
    """Return what went out of a paragraph and what came in, as words."""
    old, new = was.split(), text.split()
    out: list[str] = []
    into: list[str] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if what != "equal":
            out += old[start:end]
            into += new[new_start:new_end]
    return " ".join(out), " ".join(into)


def digest(paragraphs: Sequence[str]) -> bytes:
    """Return SHA-256 over a text, each paragraph after its length: no two texts are alike."""
    found = hashlib.sha256()
    for paragraph in paragraphs:
        plain = paragraph.encode()
        found.update(len(plain).to_bytes(4, "big") + plain)
    return found.digest()


def _check_length(characters: int) -> None:
    if characters > LONGEST:
        raise Refusal("draft.too-long", characters=characters, most=LONGEST)


def _plain(part: str) -> str:
    lines = (" ".join(line.split()) for line in part.splitlines())
    return _NUMBERED.sub("", "\n".join(line for line in lines if line)).strip()


_Numbered = tuple[int, str]


def _paired(old: list[_Numbered], new: list[_Numbered]) -> Iterator[Difference]:
    """Pair what is alike, in order; what is left was dropped or added."""
    rest = list(old)
    for number, text in new:
        partner = next((each for each in rest if _alike(each[1], text)), None)
        if partner is None:
            yield Difference(Kind.ADDED, 0, number, "", text)
            continue
        passed = rest.index(partner)
        yield from (Difference(Kind.DROPPED, at, 0, was, "") for at, was in rest[:passed])
        yield Difference(Kind.CHANGED, partner[0], number, partner[1], text)
        rest = rest[passed + 1 :]
    yield from (Difference(Kind.DROPPED, at, 0, was, "") for at, was in rest)


def _alike(was: str, text: str) -> bool:
    return SequenceMatcher(None, was.split(), text.split()).ratio() >= _ALIKE
