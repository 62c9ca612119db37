"""Reading a PDF: its letters in the order of reading, its lines joined to paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from bot.drafts import glyphs, lines
from bot.drafts.draft import Draft
from bot.drafts.paragraphs import Line, paragraphs_of
from bot.drafts.visual import are_mirrored
from civic.draft_files import Doubt, Trouble, Unreadable
from civic.drafts import LONGEST

MOST_PAGES: Final = 120
_FEW: Final = 0.02
"""The share of letters that stand for nothing from which on a text is no text any more."""

_SHOWN: Final = frozenset((b"Do", b"INLINE IMAGE", b"f", b"f*", b"F"))
"""Steps that draw a picture or fill a shape."""

_STANDS_FOR_NOTHING: Final = frozenset("\ufffd\0")
_PRIVATE: Final = range(0xE000, 0xF900)


def read(content: bytes) -> Draft:
    """Return the paragraphs of a PDF; raises Unreadable."""
    try:
        reader = _opened(content)
        drawn = [glyphs.of_page(page) for page in reader.pages]
        pictures = [at for at, page in enumerate(reader.pages) if not drawn[at] and _shows(page)]
    except FileNotDecryptedError:
        raise Unreadable(Trouble.LOCKED) from None
    except PyPdfError:
        raise Unreadable(Trouble.DAMAGED) from None
    texts = "".join(glyph.text for page in drawn for glyph in page)
    if not texts.strip():
        raise Unreadable(Trouble.SCANNED if pictures else Trouble.EMPTY)
    odd = sum(letter in _STANDS_FOR_NOTHING or ord(letter) in _PRIVATE for letter in texts)
    if odd > _FEW * len(texts):
        raise Unreadable(Trouble.GARBLED)
    pages = _lines(drawn)
    doubts = [Doubt.PDF]
    doubts += [Doubt.PICTURES] if pictures else []
    doubts += [Doubt.LETTERS] if odd else []
    doubts += [Doubt.TABLES] if any(line.cell for page in pages for line in page) else []
    return Draft(paragraphs_of(pages), doubts)


def _opened(content: bytes) -> PdfReader:
    """Open a file; one that only its changing is locked in opens with an empty password."""
    reader = PdfReader(io.BytesIO(content))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Trouble.LOCKED)
    except (DependencyError, NotImplementedError):
        raise Unreadable(Trouble.LOCKED) from None
    if reader.get_num_pages() > MOST_PAGES:
        raise Unreadable(Trouble.LONG)
    return reader


def _lines(drawn: Sequence[Sequence[glyphs.Glyph]]) -> list[list[Line]]:
    pages: list[list[Line]] = []
    characters = 0
    for page in drawn:
        pages.append(lines.lines_of(page))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > LONGEST:
            raise Unreadable(Trouble.LONG)
    if not are_mirrored(line.text for page in pages for line in page):
        return pages
    return [lines.lines_of(page, mirrored=True) for page in drawn]


def _shows(page: PageObject) -> bool:
    """Tell whether a page without letters shows something: a picture, or letters as drawings."""
    contents = page.get_contents()
    return contents is not None and any(step in _SHOWN for _what, step in contents.operations)
