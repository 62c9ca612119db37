"""A published paper is set as data: from right to left, nothing cut off, nothing ever markup."""

from __future__ import annotations

import pytest

from bot.drawing.documents import draw_document, draw_document_pages
from conversations.pictures import Document, Section
from tests.bot.drawing.ink import Seen, columns
from tests.bot.drawing.test_paper import MARKUP


def document(*paragraphs: str, title: str = "مياه الشرب") -> Document:
    """A paper of one section."""
    sections = (Section(title="رأي الأغلبية", paragraphs=paragraphs),)
    return Document(language="ar", title=title, lines=("نُشرت اليوم",), sections=sections)


def test_a_paper_is_a_pdf() -> None:
    """Small enough for a bad line."""
    drawn = draw_document(document("تُصلَح محطة المياه."))
    assert drawn.startswith(b"%PDF")
    assert len(drawn) < 100_000


def test_it_is_read_from_right_to_left() -> None:
    """The title stands at the right margin."""
    page = Seen(draw_document_pages(document("قصير"))[0])
    left, right = columns(page.ink[80:125])
    assert page.size[0] - right < left


@pytest.mark.parametrize("words", MARKUP.values(), ids=MARKUP.keys())
def test_what_members_wrote_is_never_markup(words: str) -> None:
    """Neither in a paragraph nor in a title."""
    assert draw_document(document(words, words)).startswith(b"%PDF")
    assert draw_document(document("نص", title=words[:90])).startswith(b"%PDF")


def test_a_very_long_paragraph_is_not_cut_off() -> None:
    """Twice the words take about twice the pages."""
    once, twice = (len(draw_document_pages(document("كلمة " * n))) for n in (6_000, 12_000))
    assert twice >= 2 * once - 1 > 1
