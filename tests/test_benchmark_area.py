"""The benchmark of a million needs, with two thousand, so that it still runs when it is wanted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.area.__main__ import measure
from benchmarks.area.databases import Filled, filled
from benchmarks.area.plan import Plan
from benchmarks.area.questions import PICTURES, QUESTIONS
from benchmarks.area.report import rows
from storage.engine import open_engine
from tests.reported import miscounted

FEW = Plan(needs=2_000, questions=1, pictures=1, searches=1, updates_per_second=20.0, seconds=0.5)

BOTH = pytest.mark.parametrize(
    "name", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)


def wrong_counts(found: Filled) -> dict[Any, Any]:
    """Return where the counts that were made are not what counting all needs gives."""
    engine = open_engine(found.settings.store_url)
    try:
        return miscounted(SimpleNamespace(engine=engine))  # type: ignore[arg-type]
    finally:
        engine.dispose()


@BOTH
async def test_everything_is_asked_drawn_searched_and_exported(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What is invented is counted as turns would, and every question gets its answer."""
    server = "" if name == "sqlite" else request.getfixturevalue("postgres_server")
    with filled(name, FEW.needs, tmp_path, server) as found:
        assert wrong_counts(found) == {}
        measured = await measure(found, FEW)
    assert len(measured.questions) == 2 * len(QUESTIONS)
    assert len(measured.pictures) == 2 * len(PICTURES)
    assert [(each.kind, each.words) for each in measured.exports] == [
        ("xlsx", False),
        ("csv", False),
        ("xlsx", True),
    ]
    assert len({each.rows for each in measured.exports}) == 1
    assert all(each.rows and each.bytes for each in measured.exports)
    assert all(len(row) == 3 for row in rows(measured))
