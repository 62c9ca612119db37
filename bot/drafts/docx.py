"""Reading a Word document: every paragraph in its order, in tables and frames as well."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from bot.drafts.draft import Draft
from civic.draft_files import Doubt

_PARAGRAPH: Final = qn("w:p")
_DROPPED: Final = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _PARAGRAPH))
"""What is no text of a paragraph now; paragraphs in its frames come by themselves."""

_AGAIN: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show instead of a frame: the same text once more."""

_CHANGED: Final = tuple(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_NOTED: Final = tuple(map(qn, ("w:footnoteReference", "w:endnoteReference", "w:commentReference")))
_TABLE: Final = (qn("w:tbl"),)


def read(content: bytes) -> Draft:
    """Return the paragraphs of a docx; raises what the library does for a damaged one."""
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = [
        "".join(_text(each))
        for each in body.iter(_PARAGRAPH)
        if not any(above.tag == _AGAIN for above in each.iterancestors())
    ]
    signs = {Doubt.CHANGES: _CHANGED, Doubt.NOTES: _NOTED, Doubt.TABLES: _TABLE}
    doubts = [doubt for doubt, tags in signs.items() if next(body.iter(*tags), None) is not None]
    return Draft(paragraphs, doubts)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _DROPPED or child.tag == _AGAIN:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _text(child)
