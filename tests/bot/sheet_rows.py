"""Rows and sheets for the tests of bot/sheets/, and files read back as offices would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import msgspec
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from bot.sheets.columns import needs_sheet
from bot.sheets.rows import Row, Sheet, Write
from bot.sheets.xlsx import write_xlsx
from conversations.wording import Wording

MADE = date(2026, 11, 22)

ROW = Row(
    number="012345674",
    code="C5086",
    place="الشحيل",
    subdistrict="البصيرة",
    district="دير الزور",
    sector="مياه الشرب",
    problem="توقف محطة المياه",
    severity="ضرر في حياتنا اليومية",
    since="منذ أسبوع تقريباً",
    people=1200,
    status="قيد المتابعة",
    office="مكتب ناحية البصيرة",
    month=date(2026, 11, 1),
    supporters=7,
    age=12,
    due=date(2026, 12, 1),
    words="محطة المياه متوقفة.",
    point=(35.04, 40.45),
)

EMPTY = msgspec.structs.replace(
    *(ROW,),
    since="",
    people=None,
    office="",
    supporters=0,
    age=None,
    due=None,
    words="",
    point=None,
)


def sheet(kind: str = "xlsx", language: str = "ar", *, words: bool = True) -> Sheet:
    """A list of needs, with people's words unless they are not wanted."""
    return needs_sheet(Wording.load(), kind, language, MADE, words=words)


def saying(words: str) -> Row:
    """The row of somebody who wrote this."""
    return msgspec.structs.replace(ROW, words=words)


def written(write: Write, about: Sheet, rows: Iterable[Row]) -> bytes:
    """The whole file."""
    file = BytesIO()
    write(file, about, rows)
    return file.getvalue()


def page_of(content: bytes) -> Worksheet:
    """The one page of a workbook, opened."""
    book = load_workbook(BytesIO(content))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def words_cells(texts: Iterable[str]) -> list[Cell]:
    """The cells that hold these words in a workbook."""
    page = page_of(written(write_xlsx, sheet(), [saying(text) for text in texts]))
    return [line[-1] for line in page.iter_rows(min_row=2)]


def read_as_excel_does(cell: Cell) -> str:
    """What stands in a cell; a cell of no text is an empty one."""
    return unescape(cell.value or "")
