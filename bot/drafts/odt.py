"""Reading an OpenDocument text: every paragraph and heading in its order, in lists and tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from odfdo import Document, Element

from bot.drafts.draft import Draft
from civic.draft_files import Doubt

_PARAGRAPHS: Final = frozenset(("text:p", "text:h"))
_ASIDE: Final = frozenset(("text:note", "office:annotation"))
_DROPPED: Final = frozenset(
    ("text:tracked-changes", "text:table-of-content", "office:forms", "text:sequence-decls")
)
"""What was deleted and is only remembered, and what repeats the headings."""


def read(content: bytes) -> Draft:
    """Return the paragraphs of an odt; raises what the library does for a damaged one."""
    body = Document(io.BytesIO(content)).body
    signs = {
        Doubt.CHANGES: "descendant::text:tracked-changes",
        Doubt.NOTES: "descendant::text:note|descendant::office:annotation",
        Doubt.TABLES: "descendant::table:table",
    }
    doubts = [doubt for doubt, query in signs.items() if body.get_elements(query)]
    return Draft(list(_paragraphs(body)), doubts)


def _paragraphs(element: Element) -> Iterator[str]:
    for child in element.children:
        if child.tag in _DROPPED | _ASIDE:
            continue
        if child.tag in _PARAGRAPHS:
            yield "".join(_text(child))
        yield from _paragraphs(child)


def _text(element: Element) -> Iterator[str]:
    """Return the text of a paragraph without that of paragraphs in its frames and notes."""
    yield element.text or ""
    for child in element.children:
        if child.tag == "text:s":
            yield " " * _spaces(child)
        elif child.tag == "text:tab":
            yield " "
        elif child.tag == "text:line-break":
            yield "\n"
        elif child.tag not in _PARAGRAPHS | _ASIDE | _DROPPED:
            yield from _text(child)
        yield child.tail or ""


def _spaces(element: Element) -> int:
    """Return how many spaces one element stands for, never more than make sense."""
    count = str(element.get_attribute("text:c") or "1")
    return min(int(count), 16) if count.isascii() and count.isdigit() else 1
