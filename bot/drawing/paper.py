"""Sets the situation report on paper: the words go into a fixed template as data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
import typst

from bot.drawing import fonts
from bot.drawing.text import LONGEST, drawable
from bot.drawing.trends import draw_trend
from conversations.pictures import SituationReport

TEMPLATE: Final = Path(__file__).with_name("situation.typ")
SCREEN: Final = 110.0
"""Dots an inch at which a page can be read on a screen."""

_ENDLESS: Final = re.compile(r"\S{25,}")
"""Longer than any word: an address, or nonsense. It is broken, lest it leave its column."""
_PIECE: Final = re.compile(r"(.{8})(?=.)")
_MAY_BREAK: Final = "\u200b"
_PARAGRAPHS: Final = "paragraphs"
_LONGEST: Final = 300
"""Characters of a cell, a line or a title; only paragraphs may be longer."""


def draw_report(report: SituationReport) -> bytes:
    """Return the report as PDF."""
    return _compile(report, "pdf")[0]


def draw_pages(report: SituationReport) -> list[bytes]:
    """Return the pages of the report as PNG."""
    return _compile(report, "png")


@cache
def typefaces() -> typst.Fonts:
    """Return our fonts and no others."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts.FOLDER)],
    )


def _compile(report: SituationReport, kind: Literal["pdf", "png"]) -> list[bytes]:
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        root=fonts.FOLDER,  # a template may read files there; this one reads none
        font_paths=typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"report": _data(report)},
    )
    made = compiler.compile(format=kind, ppi=SCREEN)
    return made if isinstance(made, list) else [made or b""]


def _data(report: SituationReport) -> str:
    """Return the report as JSON; the picture in it as a list of bytes, since JSON has none."""
    trend = report.trend
    data = {
        **{name: settable(each) for name, each in msgspec.to_builtins(report).items()},
        "trend": list(draw_trend(trend)) if trend else None,
        "trend_title": drawable(trend.title) if trend else "",
    }
    return msgspec.json.encode(data).decode()


def settable(value: object, most: int = _LONGEST) -> object:
    """Return the same data with every text such that it can be set and broken into lines.

    Texts are cut at `most` characters, paragraphs much later.
    """
    match value:
        case str():
            return _ENDLESS.sub(_breakable, drawable(value)[:most])
        case dict():
            return {
                name: settable(each, LONGEST if name == _PARAGRAPHS else most)
                for name, each in value.items()
            }
        case list() | tuple():
            return [settable(each, most) for each in value]
    return value


def _breakable(found: re.Match[str]) -> str:
    return _PIECE.sub(rf"\1{_MAY_BREAK}", found[0])
