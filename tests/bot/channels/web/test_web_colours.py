"""The page's colours can be told apart by people who see little (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.channels.web

CSS = (Path(bot.channels.web.__file__).parent / "static" / "chat.css").read_text()
LIGHT, DARK = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
TEXT = [
    ("ink", "ground"),
    ("ink", "sheet"),
    ("ink", "mine"),
    ("ink", "tint"),
    ("soft", "ground"),
    ("soft", "sheet"),
    ("main", "sheet"),
    ("main", "mine"),
    ("main", "tint"),
    ("on-main", "main"),
    ("sheet", "leave"),
]
SHAPES = [("edge", "sheet"), ("edge", "ground"), ("main", "ground"), ("leave", "sheet")]


def luminance(colour: str) -> float:
    if len(colour) == 3:
        colour = "".join(letter * 2 for letter in colour)
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colours: dict[str, str], one: str, other: str) -> float:
    darker, lighter = sorted((luminance(colours[one]), luminance(colours[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_edges_stand_out(scheme: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): #(\w+);", scheme))
    assert {pair: contrast(colours, *pair) for pair in TEXT if contrast(colours, *pair) < 4.5} == {}
    assert {pair: contrast(colours, *pair) for pair in SHAPES if contrast(colours, *pair) < 3} == {}
