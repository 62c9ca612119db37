"""The glossary and the code use the same words."""

from __future__ import annotations

import pkgutil
import re
from typing import Final, NamedTuple

import pytest

from tests.house.modules import ROOMS, ROOT

PAGE: Final = ROOT / "docs" / "glossary.md"
ARABIC: Final = re.compile("[\u0620-\u064a]")
ROW: Final = re.compile(r"\| (?P<arabic>[^|]+) \| (?P<english>[^|]+) \| `(?P<code>[^`]+)` \|")


class Term(NamedTuple):
    """One row of the glossary."""

    arabic: str
    english: str
    code: str


def glossary() -> list[Term]:
    """Return every row of every table."""
    return [
        Term(row["arabic"].strip(), row["english"].strip(), row["code"])
        for row in ROW.finditer(PAGE.read_text("utf-8"))
    ]


@pytest.mark.parametrize("term", glossary(), ids=lambda term: term.english)
def test_a_term_lives_in_the_code(term: Term) -> None:
    """Each term names something that exists, in a room of the house."""
    name, _, key = term.code.partition("[")
    found = pkgutil.resolve_name(name)
    assert name.split(".")[0] in ROOMS
    if key:
        assert key.strip("]\"'") in found


@pytest.mark.parametrize("term", glossary(), ids=lambda term: term.english)
def test_a_term_is_in_both_languages(term: Term) -> None:
    """Arabic stands in the first column and English in the second."""
    assert ARABIC.search(term.arabic)
    assert not ARABIC.search(term.english)


def test_every_row_is_read() -> None:
    """No row is passed over because it is written otherwise, and none stands twice."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    terms = glossary()
    assert len(terms) == len([line for line in lines if not line.startswith("| Arabic")])
    assert len({term.arabic for term in terms}) == len(terms)
