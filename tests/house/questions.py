"""Finds the questions that the conversations ask, by their names in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from tests.house.modules import modules

KINDS: Final = {
    "Choice",
    "OpenChoice",
    "Several",
    "Number",
    "Tally",
    "Free",
    "Picture",
    "Location",
    "Review",
}


def question_names() -> Iterator[tuple[str, ast.expr]]:
    """Yield the script and the name of each question that is made in it."""
    for module in modules("conversations"):
        for call, called in module.calls():
            if module.where.startswith("conversations/scripts/") and called in KINDS:
                script = module.name.rpartition(".")[2]
                yield from ((script, word.value) for word in call.keywords if word.arg == "name")


def shape(name: ast.expr) -> str:
    """Return a pattern for a name; a part put in at run time may be anything."""
    match name:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=values):
            return "".join(shape(each) for each in values)
    return ".+"
