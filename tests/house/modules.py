"""Reads the project's own modules as syntax trees, without importing them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("bot", "handlers", "storage", "conversations", "civic")
"""The rooms in the order in which they may import: each one those to its right."""


@dataclass(frozen=True)
class Import:
    """One imported module, by its full name, and the line that imports it."""

    name: str
    line: int
    top: bool

    @property
    def package(self) -> str:
        """The first part of the name."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Module:
    """One file of a room."""

    path: Path

    @property
    def room(self) -> str:
        """The room that it stands in."""
        return self.path.relative_to(ROOT).parts[0]

    @property
    def where(self) -> str:
        """Its path from the top of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """Its dotted name."""
        return self.where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def text(self) -> str:
        """What is written in it."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything it imports, also inside functions and for type checkers only."""
        inner = {
            id(node)
            for function in ast.walk(self.tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
        }
        return tuple(
            Import(name, node.lineno, id(node) not in inner)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in self._named(node)
        )

    def _named(self, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
            return
        base = node.module or ""
        if node.level:
            package = self.name.split(".")
            if self.path.name != "__init__.py":
                package.pop()
            base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
        yield from (f"{base}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with the name that is called, as it is written."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, ast.unparse(node.func)


def modules(*rooms: str) -> tuple[Module, ...]:
    """Return the modules of some rooms, or of all; migrations are frozen and left out."""
    return tuple(
        module
        for module in _EVERY
        if module.room in (rooms or ROOMS) and "/migrations/" not in module.where
    )


_EVERY: Final = tuple(
    Module(path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))
)


def literals(module: Module) -> Iterator[ast.Constant]:
    """Every string in a module that is not documentation."""
    spoken = {
        id(statement.value)
        for node in ast.walk(module.tree)
        if isinstance(body := getattr(node, "body", None), list)
        for statement in body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node
