"""Drafts in files of every format are read as they were written, in their order."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import odfdo
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.drafts.reading import read
from civic.draft_files import Doubt, Trouble, Unreadable
from tests.bot.drafts import made

Made = Callable[[], bytes]


@pytest.mark.parametrize(
    "file",
    [
        made.a_docx,
        made.an_odt,
        made.a_pdf,
        lambda: made.a_text("utf-8"),
        lambda: made.a_text("utf-8-sig"),
        lambda: made.a_text("utf-16"),
        lambda: made.a_text("utf-16-le"),
        lambda: made.a_text("utf-16-be"),
        lambda: made.a_text("cp1256"),
    ],
    ids=["docx", "odt", "pdf", "utf8", "utf8 mark", "utf16", "utf16 le", "utf16 be", "cp1256"],
)
def test_each_format_gives_the_same_paragraphs(file: Made) -> None:
    """Heading, text, list, the cells of a table and the end, without empty ones."""
    assert tuple(read(file()).paragraphs) == made.WHOLE


def test_a_pdf_is_read_over_its_pages() -> None:
    """Lines are joined, page numbers left out, and a sentence goes on behind the page."""
    text = " ".join([made.FIRST] * 30)
    found = read(made.a_pdf(f"#set page(height: 9cm)\n{text}\n\n{made.LAST}\n")).paragraphs
    assert tuple(found) == (text, made.LAST)


def test_a_pdf_in_latin_letters_is_read_from_the_left() -> None:
    """A quotation in Arabic keeps its own order."""
    english = "The pump (75 HP) fails every month; people say that is enough: كل شهر مرة, they say."
    found = read(made.a_pdf(f'#set text(lang: "en", dir: ltr)\n{english}\n', "20cm")).paragraphs
    assert tuple(found) == (english,)


def test_changes_marked_in_word_are_read_as_accepted() -> None:
    """What was put in is read, what was taken out is not; the reader is told to look."""
    document = docx.Document()
    paragraph = document.add_paragraph("تُصلَح المضخة ")
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
    for tag, part, words in (("ins", "t", "قبل الصيف"), ("del", "delText", "بعد الشتاء")):
        inner = run.format(part, words)
        mark = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x">{inner}</w:{tag}>'
        paragraph._p.append(parse_xml(mark))
    found = read(made.saved(document))
    assert tuple(found.paragraphs) == ("تُصلَح المضخة قبل الصيف",)
    assert found.doubts == [Doubt.CHANGES]


def test_text_in_frames_and_nested_tables_of_word_is_not_lost() -> None:
    """A frame's text comes once, though older programs get it a second time."""
    document = docx.Document()
    outer = document.add_table(1, 1).cell(0, 0)
    outer.text = "خارج"
    outer.add_table(1, 1).cell(0, 0).text = "داخل"
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f'<w:txbxContent xmlns:w="{w}"><w:p><w:r><w:t>في إطار</w:t></w:r></w:p></w:txbxContent>'
    frame = (
        f'<w:r xmlns:w="{w}"><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}'
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("بعده")._p.append(parse_xml(frame))
    assert tuple(read(made.saved(document)).paragraphs) == ("خارج", "داخل", "بعده", "في إطار")


def test_what_was_deleted_in_an_odt_stays_deleted() -> None:
    """Footnotes are left out as well, and both are told."""
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(
        odfdo.Element.from_tag(
            "<text:tracked-changes><text:changed-region><text:deletion>"
            "<text:p>قديم</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        )
    )
    paragraph = odfdo.Paragraph("تُصلَح  المضخة")
    paragraph.append(odfdo.Note(note_class="footnote", note_id="n1", citation="1", body="هامش"))
    document.body.append(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    found = read(saved.getvalue())
    assert tuple(found.paragraphs) == ("تُصلَح المضخة",)
    assert set(found.doubts) == {Doubt.CHANGES, Doubt.NOTES}


def test_a_pdf_of_which_only_changing_is_locked_is_read() -> None:
    """Such a file opens for everybody."""
    assert tuple(read(made.locked_pdf("")).paragraphs) == made.WHOLE


@pytest.mark.parametrize(
    ("file", "trouble"),
    [
        (made.locked_pdf, Trouble.LOCKED),
        (made.scanned_pdf, Trouble.SCANNED),
        (lambda: made.long_pdf(200), Trouble.LONG),
        (lambda: made.long_pdf(2), Trouble.EMPTY),
        (lambda: made.changed(made.a_docx(), {"word/vbaProject.bin": b"x"}), Trouble.MACROS),
        (lambda: made.changed(made.an_odt(), {"Basic/Standard/x.xml": b"<x/>"}), Trouble.MACROS),
        (lambda: made.changed(made.a_docx(), {f"x{n}": b"" for n in range(3000)}), Trouble.HEAVY),
        (made.bomb, Trouble.HEAVY),
        (made.laughing, Trouble.HEAVY),
        (lambda: made.a_docx()[:5000], Trouble.DAMAGED),
        (lambda: made.a_pdf()[:3000], Trouble.DAMAGED),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Trouble.OLD),
        (lambda: b"{\\rtf1 hello}", Trouble.UNKNOWN),
        (lambda: b"<html><body>hello", Trouble.UNKNOWN),
        (lambda: b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 4, Trouble.UNKNOWN),
        (lambda: made.changed(made.an_odt(), {"mimetype": b"application/zip"}), Trouble.UNKNOWN),
        (lambda: b"", Trouble.EMPTY),
        (lambda: b" \r\n\t ", Trouble.EMPTY),
        (("كلمة " * 20_000).encode, Trouble.LONG),
        (("سطر\n" * 400).encode, Trouble.MANY),
    ],
    ids=lambda each: each.value if isinstance(each, Trouble) else "file",
)
def test_what_cannot_be_read_is_named(file: Made, trouble: Trouble) -> None:
    """Each has its own sentence, since each can be helped in another way."""
    with pytest.raises(Unreadable) as caught:
        read(file())
    assert caught.value.trouble is trouble
