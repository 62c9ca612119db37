"""What the pages say is so: settings, commands, links and the tests that they cite."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer
from sqlalchemy import LargeBinary
from typer.main import get_command

from bot.__main__ import _mount, cli
from bot.settings import Settings
from storage.schema import metadata
from tests.house.modules import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PUBLIC = {"place", "place_alias", "place_above"}
OPERATORS = (ROOT / "docs" / "operators.md").read_text("utf-8")


def _tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_test_that_is_cited_exists(page: Path) -> None:
    """A promise names the test that shows it; a renamed test must be renamed there too."""
    cited = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text("utf-8"))
    missing = [
        (file, name)
        for file, name in cited
        if not (ROOT / file).exists() or name not in _tests(ROOT / file)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links within the project name files that are there."""
    targets = re.findall(r"\]\((?!\w+:)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_is_named_exists(page: Path) -> None:
    """Paths of the code in the text are those of today."""
    named = re.findall(
        r"`((?:bot|handlers|storage|conversations|civic|tests|docs)/[\w/.]+\.(?:py|csv|md))`",
        page.read_text("utf-8"),
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_plain_column_is_owned_up_to() -> None:
    """A new column that is not sealed is written on the page of threats."""
    listed = (ROOT / "docs" / "threats.md").read_text("utf-8").split("## What a seizure")[1]
    rows = re.findall(r"^\| `(\w+)` \| (`.*) \|$", listed.split("\n## ")[0], re.MULTILINE)
    told = {table: set(re.findall(r"`(\w+)`", columns)) for table, columns in rows}
    plain = {
        table.name: {each.name for each in table.columns if not isinstance(each.type, LargeBinary)}
        for table in metadata.tables.values()
        if table.name not in PUBLIC
    }
    assert told == plain


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained(name: str) -> None:
    """The table of settings has a row for each."""
    assert f"| `{name.upper()}` |" in OPERATORS


def test_no_setting_is_explained_that_does_not_exist() -> None:
    """The table has no row too many."""
    table = OPERATORS.split("## Settings")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


def test_every_command_is_explained() -> None:
    """Whatever the command line offers, the operators' page tells what it is for."""
    if not any(group.name == "places" for group in cli.registered_groups):
        _mount()
    commands = _commands(get_command(cli), "mashwara")
    assert [
        command
        for command in commands
        if command not in OPERATORS.replace("make run", "mashwara run")
    ] == []


def _commands(command: typer.core.TyperCommand | typer.core.TyperGroup, path: str) -> list[str]:
    inner = getattr(command, "commands", {})
    if not inner:
        return [path]
    return [name for key, each in inner.items() for name in _commands(each, f"{path} {key}")]
