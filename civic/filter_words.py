"""The words that narrow a list of needs: «عاجل», «متأخر», «حالة», `overdue`, `older than`."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from civic.text import key

_FILE: Final = Path(__file__).parent / "data" / "filter_words.csv"


class Narrows(StrEnum):
    """What a word says about the needs that are meant."""

    STATUS = "status"
    OPEN = "open"  # what is meant without a status
    SEVERITY = "severity"
    OVERDUE = "overdue"
    UNASSIGNED = "unassigned"
    WANTS = "wants"  # the value that must follow: a status, severity, sector, place or age
    LASTING = "lasting"  # an age may follow
    FILLER = "filler"  # nothing


@dataclass(frozen=True, slots=True)
class Narrowing:
    """So many words, and what they say; `value` is a code where there are several."""

    count: int
    narrows: Narrows
    value: str


def narrowing_at(words: Sequence[str], at: int) -> Narrowing | None:
    """Return what the most words from `at`, each its key, say together."""
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        if found := _WORDS.get(" ".join(words[at : at + count])):
            return Narrowing(count, *found)
    return None


def _read_file() -> Mapping[str, tuple[Narrows, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            key(words): (Narrows(row["narrows"]), row["value"])
            for row in csv.DictReader(file)
            for words in row["words"].split("|")
        }


_WORDS: Final = _read_file()
_LONGEST: Final = max(words.count(" ") + 1 for words in _WORDS)
