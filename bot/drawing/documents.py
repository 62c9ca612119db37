"""Sets a document of sections on paper: the words go into a fixed template as data."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import Final

import msgspec
import typst

from bot.drawing import fonts
from bot.drawing.paper import SCREEN, settable, typefaces
from bot.drawing.text import LONGEST
from conversations.pictures import Document, Section

TEMPLATE: Final = Path(__file__).with_name("document.typ")
_PIECE: Final = LONGEST // 2


def draw_document(document: Document) -> bytes:
    """Return the document as PDF."""
    made = _compiler(document).compile(format="pdf")
    return made if isinstance(made, bytes) else b""


def draw_document_pages(document: Document) -> list[bytes]:
    """Return the pages of the document as PNG."""
    made = _compiler(document).compile(format="png", ppi=SCREEN)
    return made if isinstance(made, list) else [made or b""]


def _compiler(document: Document) -> typst.Compiler:
    plain = msgspec.to_builtins(document)
    data = {name: settable(plain[name]) for name in ("language", "title", "lines", "note")}
    sections = [
        {"title": settable(each.title), "texts": _texts(each)} for each in document.sections
    ]
    return typst.Compiler(
        TEMPLATE.read_bytes(),
        root=fonts.FOLDER,  # a template may read files there; this one reads none
        font_paths=typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"document": msgspec.json.encode({**data, "sections": sections}).decode()},
    )


def _texts(section: Section) -> list[list[object]]:
    """Return each paragraph as its lines; a very long one in several pieces, none cut off."""
    return [
        [settable(piece, LONGEST) for line in each.split("\n") for piece in wrap(line, _PIECE)]
        for each in section.paragraphs
    ]
