"""What lies in the project's files: pinned requirements, no secrets, no addresses of machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.house.modules import ROOT

KEPT: Final = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "var"}
WRITTEN: Final = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".po",
    ".csv",
    ".json",
    ".jsonl",
    ".html",
    ".js",
} | {
    ".css",
    ".yml",
    ".cfg",
}

SECRETS: Final = {
    "a Telegram token": re.compile(r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b"),
    "a private key": re.compile(r"-----BEGIN (?:\w+ )?PRIVATE KEY-----"),
    "a cloud key": re.compile(r"\b(?:AKIA[A-Z0-9]{16}|sk-[A-Za-z0-9]{32,}|gh[pousr]_\w{36})\b"),
    "a password in an address": re.compile(r"\w+://\w+:(?![*{<$])[^@\s/{}\"'<>]+@"),
}


def _files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.suffix in WRITTEN and KEPT.isdisjoint(inside) and path.is_file():
            yield path


def test_no_file_holds_a_secret() -> None:
    """Nothing that opens anything is written down here, not even in tests."""
    wrong = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in _files()
        for what, shape in SECRETS.items()
        if shape.search(path.read_text("utf-8", "replace"))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_hashed(name: str) -> None:
    """Each requirement is one version with its digests; where it comes from is not said."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    loose = [
        line[:60]
        for line in lines
        if not re.match(r"[\w.-]+(?:\[[\w,-]+\])?==\S+ ", line)
        or not re.search(r"--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert lines
    assert loose == []
    assert "://" not in text
    assert not re.search(
        r"^\s*--?(?:i|index-url|extra-index-url|find-links|f)\b", text, re.MULTILINE
    )
