"""Real files of every format, made on the spot: drafts as people write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import odfdo
import typst
from PIL import Image
from pypdf import PdfWriter

from bot.drawing import fonts

TITLE = "مياه الشرب في الكسرة"
FIRST = (
    "تُصلَح محطة مياه الكسرة قبل الصيف، وتُركَّب مضخة احتياطية بقدرة 75 حصاناً لأن المضخة الحالية "
    "تتعطل كل شهر، ويُفتح باب المتابعة لأهالي القرية جميعاً."
)
ITEMS = (
    "تُشكَّل لجنة من الأهالي لمتابعة التشغيل (ثلاثة أعضاء).",
    "يُجمع رسم شهري 1,500 ليرة من كل بيت؛ راجع https://example.org/a للتفاصيل.",
)
CELLS = ("البند", "الكلفة", "مضخة", "1,500")
LAST = "لا إله إلا الله. الأسئلة والإجابات لأهل القرية."
WHOLE = (TITLE, FIRST, *ITEMS, *CELLS, LAST)


def a_docx(last: str = LAST) -> bytes:
    """A Word document with a heading, a list, a table and an empty paragraph."""
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(FIRST)
    document.add_paragraph("")
    for item in ITEMS:
        document.add_paragraph(item, style="List Number")
    table = document.add_table(2, 2)
    for at, cell in enumerate(CELLS):
        table.cell(at // 2, at % 2).text = cell
    document.add_paragraph(last)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def an_odt() -> bytes:
    """An OpenDocument text with the same."""
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    body.append(odfdo.Header(1, TITLE))
    body.append(odfdo.Paragraph(FIRST))
    body.append(odfdo.Paragraph(""))
    body.append(odfdo.List(list(ITEMS)))
    table = odfdo.Table("t", width=2, height=2)
    for at, cell in enumerate(CELLS):
        table.set_value((at % 2, at // 2), cell)
    body.append(table)
    body.append(odfdo.Paragraph(LAST))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def a_pdf(marked_up: str = "", width: str = "12cm") -> bytes:
    """A PDF by typst, right to left, with our fonts."""
    items = "\n".join(f"+ {item}" for item in ITEMS)
    cells = ", ".join(f"[{cell}]" for cell in CELLS)
    body = marked_up or f"= {TITLE}\n{FIRST}\n\n{items}\n\n#table(columns: 2, {cells})\n\n{LAST}\n"
    style = (
        f'#set text(lang: "ar", font: {list(fonts.FAMILIES)!r}, size: 12pt)\n'.replace("[", "(")
        .replace("]", ")")
        .replace("'", '"')
    )
    page = f'#set page(width: {width}, numbering: "1")\n'
    return typst.compile(
        (style + page + body).encode(),
        font_paths=[str(fonts.FOLDER)],
        ignore_system_fonts=True,
    )


def a_text(encoding: str) -> bytes:
    """Plain text in an encoding, as an old computer writes it."""
    return "\r\n\r\n".join(WHOLE).replace("ٌ", "").encode(encoding)


def locked_pdf(user: str = "1234") -> bytes:
    """A PDF behind a password; with an empty one only changing it is locked."""
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf()))
    writer.encrypt(user, "owner", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def scanned_pdf() -> bytes:
    """A page that is a photo of paper."""
    made = io.BytesIO()
    Image.new("RGB", (600, 800), "beige").save(made, "PDF")
    return made.getvalue()


def long_pdf(pages: int) -> bytes:
    """So many empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def changed(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A document with these parts put in, or in place of its own."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def part(archive: bytes, name: str) -> bytes:
    """One part of a document."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name)


def bomb() -> bytes:
    """A document of a few hundred kilobytes whose text unpacks to hundreds of megabytes."""
    text = part(a_docx(), "word/document.xml")
    return changed(
        a_docx(),
        {"word/document.xml": text.replace(b"<w:body>", b"<w:body>" + b" " * 80_000_000, 1)},
    )


def laughing() -> bytes:
    """A document with entities, each of which stands for ten of the one before."""
    text = part(a_docx(), "word/document.xml")
    tens = [f"&e{number};" * 10 for number in range(11)]
    entities = "".join(
        f'<!ENTITY e{number} "{stands}">' for number, stands in enumerate(["ha", *tens])
    )
    head, _, rest = text.partition(b"?>")
    doctype = f"<!DOCTYPE w [{entities}]>".encode()
    return changed(
        a_docx(),
        {"word/document.xml": head + b"?>" + doctype + rest.replace(b"<w:t>", b"<w:t>&e11;", 1)},
    )
