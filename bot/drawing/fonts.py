"""The fonts of pictures and papers: shipped with the program, never those of the machine."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

# Looking through the machine's fonts would take seconds and change the pictures.
os.environ["MPL_IGNORE_SYSTEM_FONTS"] = "1"
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

# The same setting would hide our own fonts from the search.
del os.environ["MPL_IGNORE_SYSTEM_FONTS"]

FOLDER: Final = Path(__file__).parent / "fonts"
FAMILIES: Final = ("Noto Sans Arabic", "Noto Sans")
"""Arabic first; what it lacks (Latin letters, brackets) is looked for in the second."""


@cache
def files() -> tuple[Path, ...]:
    """Return the font files, two families in two weights."""
    return tuple(sorted(FOLDER.glob("*.ttf")))


@cache
def characters() -> frozenset[int]:
    """Return the code points that can be drawn."""
    return frozenset(code for file in files() for code in FT2Font(str(file)).get_charmap())


@cache
def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return our fonts in a size in pixels, for a figure of 72 dots an inch."""
    _install()
    return FontProperties(family=list(FAMILIES), size=size, weight="bold" if bold else "normal")


@cache
def _install() -> None:
    fontManager.ttflist.clear()
    for file in files():
        fontManager.addfont(file)
