"""Finds the sentences for people in the code, and reads the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.house.modules import ROOT, Module, modules

MARKERS: Final = {"_": 1, "counted": 2}
"""What marks sentences, and how many of its arguments are sentences."""

_PLACES: Final = re.compile(r"{(\w*)}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A place in the code where sentences are marked."""

    where: str
    arguments: tuple[ast.expr, ...]

    @property
    def literal(self) -> bool:
        """Whether every sentence is written out whole."""
        return all(
            isinstance(each, ast.Constant) and type(each.value) is str for each in self.arguments
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences; the second is the plural."""
        return tuple(str(each.value) for each in self.arguments if isinstance(each, ast.Constant))


def marked() -> Iterator[Marked]:
    """Every marked sentence."""
    for module in modules():
        yield from _marked_in(module)


def _marked_in(module: Module) -> Iterator[Marked]:
    for call, name in module.calls():
        if name in MARKERS:
            yield Marked(f"{module.where}:{call.lineno}", tuple(call.args[: MARKERS[name]]))


def catalogue(language: str) -> Catalog:
    """Read a language's sentences."""
    with (ROOT / "locales" / language / "LC_MESSAGES" / "mashwara.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def forms(translation: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return a sentence or its plural forms, always as a tuple."""
    return (translation,) if isinstance(translation, str) else tuple(translation)


def places(sentence: str) -> set[str]:
    """Return the named places of a sentence; an unnamed one is the empty name."""
    return set(_PLACES.findall(sentence))
