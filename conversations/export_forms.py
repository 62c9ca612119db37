"""Finds the form of a file in a line that orders one: «اكسل مياه الكسرة», `csv water`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from civic.exports import Kind
from civic.text import key

_FILE: Final = Path(__file__).parent / "data" / "export_forms.csv"


def _read_file() -> Mapping[str, Kind]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {key(row["form"]): Kind(row["kind"]) for row in csv.DictReader(file)}


FORMS: Final[Mapping[str, Kind]] = MappingProxyType(_read_file())
"""Every word for a form, as a key of `civic.text.key`."""


def find_form(line: str) -> tuple[Kind | None, str]:
    """Return the first form that a line names, if any, and the line without that word."""
    words = line.split()
    for at, word in enumerate(words):
        if found := FORMS.get(key(word)):
            return found, " ".join(words[:at] + words[at + 1 :])
    return None, line
