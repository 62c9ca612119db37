"""Measures the size of the project's files and functions."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final

from tests.house.modules import Module, modules

_FUNCTION: Final = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The median, the size that 95 of 100 keep within, and the largest with its place."""

    median: float
    most: float
    largest: int
    where: str

    @classmethod
    def of(cls, found: dict[str, int]) -> Sizes:
        """Sum up sizes by their places."""
        where = max(found, key=lambda each: found[each])
        sizes = list(found.values())
        return cls(median(sizes), quantiles(sizes, n=20)[-1], found[where], where)


def file_lines() -> dict[str, int]:
    """Lines of each file that holds a statement beside its docstring."""
    return {
        module.where: module.text.count("\n") for module in modules() if len(module.tree.body) > 1
    }


def function_lines() -> dict[str, int]:
    """Lines of each function from `def` to its end, without its docstring."""
    return {
        f"{module.where}:{node.lineno} {node.name}": _length(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, _FUNCTION) and not _is_outline(node)
    }


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is None:
        return lines
    said = node.body[0]
    return lines - ((said.end_lineno or said.lineno) - said.lineno + 1)


def _is_outline(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Expr) and ast.unparse(last) == "..."


def longest_chain() -> list[str]:
    """The longest chain of imports among our own modules; raises ValueError at a circle."""
    known = {module.name: module for module in modules()}
    chains: dict[str, list[str]] = {}
    for name in known:
        _chain(name, known, chains, ())
    return max(chains.values(), key=len)


def _chain(
    name: str, known: dict[str, Module], chains: dict[str, list[str]], above: tuple[str, ...]
) -> list[str]:
    if name in above:
        raise ValueError(" → ".join((*above[above.index(name) :], name)))
    if name not in chains:
        below = (
            _chain(each, known, chains, (*above, name)) for each in _imported(known[name], known)
        )
        chains[name] = [name, *max(below, key=len, default=[])]
    return chains[name]


def _imported(module: Module, known: dict[str, Module]) -> set[str]:
    """Our modules that this one imports when it is loaded."""
    found = set()
    for each in module.imports:
        for name in (each.name, each.name.rpartition(".")[0]):
            if each.top and name in known and name != module.name:
                found.add(name)
                break
    return found
