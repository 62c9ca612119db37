"""Sheets for offices: a workbook drawn by xlsxwriter, into which the rows are streamed.

xlsxwriter makes everything around the rows: direction, head, widths, formats, filter. Its own
way of writing rows in little memory keeps them readable in two temporary files, takes a
text that begins with <r> and ends with </r> for markup, and is three times as slow
(docs/decisions/0009-rows-streamed-into-a-workbook.md). Here a row goes straight into the
archive, and a cell is a number, a date or a text by its column, never by what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache, partial
from io import BytesIO
from typing import IO, Any, BinaryIO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from bot.sheets.rows import FEW, Row, Shape, Sheet
from bot.sheets.texts import shortened, shown

LONGEST_TEXT: Final = 32_767
"""UTF-16 units that a cell may hold."""

LAST_ROW: Final = 1_048_576
_FIRST: Final = "[Content_Types].xml"  # programs know a workbook by its first entry
_ROWS: Final = "xl/worksheets/sheet1.xml"
_END: Final = b"</sheetData>"
_LONGEST_NAME: Final = 31
_BATCH: Final = 200
_REPEATED: Final = frozenset({Shape.NAME, Shape.PEOPLE, Shape.DAY, Shape.MONTH})
_REMEMBERED: Final = 2_000  # values of a shape that comes again and again
_DAY_ZERO: Final = date(1899, 12, 30).toordinal()

_LOCALES: Final = {"ar": "[$-2801]", "en": "[$-809]"}  # Syria, for its names of months; Britain
_COLUMNS: Final = re.compile(rb'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"')
_ESCAPE_LIKE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_NEVER: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(file: BinaryIO, sheet: Sheet, rows: Iterable[Row]) -> None:
    """Write the workbook, its rows as they come."""
    with ZipFile(file, "w") as book:
        with ZipFile(_drawn(sheet, rows=0)) as empty:
            book.writestr(_entry(_FIRST), empty.read(_FIRST))
            head = empty.read(_ROWS).partition(_END)[0]
        with book.open(_entry(_ROWS), "w") as part:
            # How far the rows reach is said here, and is not known yet; it may be left out.
            part.write(re.sub(rb'<dimension ref="[^"]*"/>', b"", head))
            count = _write_rows(part, _cells(sheet, head), rows)
            with ZipFile(_drawn(sheet, rows=count)) as full:
                part.write(_END + full.read(_ROWS).partition(_END)[2])
                others = {name: full.read(name) for name in full.namelist()}
        for name, content in others.items():
            if name not in (_FIRST, _ROWS):
                book.writestr(_entry(name), content)


def _entry(name: str) -> ZipInfo:
    """Return an entry of the archive without the time, which would tell when somebody worked."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _drawn(sheet: Sheet, rows: int) -> BytesIO:
    """Draw the workbook for so many rows, without the rows."""
    drawn = BytesIO()
    with Workbook(drawn, {"in_memory": True, **_NEVER}) as book:
        book.set_properties({"created": datetime.combine(sheet.made, datetime.min.time())})
        page = book.add_worksheet(_sheet_name(sheet.title))
        _draw_page(book, page, sheet, rows)
    drawn.seek(0)
    return drawn


def _draw_page(book: Workbook, page: Worksheet, sheet: Sheet, rows: int) -> None:
    if sheet.language == "ar":
        page.right_to_left()
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {shape: _format(book, shape, sheet.language) for shape in Shape}
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, formats[column.shape])
        page.write_string(0, index, shown(column.head), head)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, rows, len(sheet.columns) - 1)
    # Numbers of requests are texts on purpose, without a warning in every cell.
    page.ignore_errors({"number_stored_as_text": f"A1:{_last_letter(sheet)}{LAST_ROW}"})


def _format(book: Workbook, shape: Shape, language: str) -> Format:
    locale = _LOCALES[language]
    # The quote makes Excel keep a text a text, also when somebody edits the cell.
    text = {"valign": "top", "quote_prefix": True}
    left_to_right = {"valign": "top", "reading_order": 1}
    styles: dict[Shape, dict[str, object]] = {
        Shape.CODE: {**text, "reading_order": 1},
        Shape.NAME: {**text},
        Shape.WORDS: {**text, "text_wrap": True},
        Shape.NUMBER: {"valign": "top", "num_format": "0"},
        Shape.PEOPLE: {**left_to_right, "num_format": "0", "align": "right"},
        Shape.DAY: {"valign": "top", "num_format": f"{locale}d mmmm yyyy", "align": "right"},
        Shape.MONTH: {"valign": "top", "num_format": f"{locale}mmmm yyyy", "align": "right"},
    }
    return book.add_format(styles[shape])


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", shown(title))[:_LONGEST_NAME]


def _last_letter(sheet: Sheet) -> str:
    return str(xl_col_to_name(len(sheet.columns) - 1))


Cell = Callable[[Row, int], str]
"""Returns the cell of a row for the line that it stands in; nothing for an empty one."""


def _cells(sheet: Sheet, head: bytes) -> list[Cell]:
    """Return what writes each column; the numbers of the formats are read from the drawing."""
    styles = {
        index: int(style)
        for first, last, style in _COLUMNS.findall(head)
        for index in range(int(first) - 1, int(last))
    }
    told = _TOLD | {shape: lru_cache(_REMEMBERED)(_TOLD[shape]) for shape in _REPEATED}
    return [
        partial(_cell, column.field, xl_col_to_name(index), styles[index], told[column.shape])
        for index, column in enumerate(sheet.columns)
    ]


def _cell(
    field: str, letter: str, style: int, told: Callable[[Any], str], row: Row, line: int
) -> str:
    value = getattr(row, field)
    if value is None or value == "":
        return ""
    return f'<c r="{letter}{line}" s="{style}"{told(value)}</c>'


def _write_rows(part: IO[bytes], cells: list[Cell], rows: Iterable[Row]) -> int:
    line, waiting = 1, []
    for line, row in enumerate(rows, 2):
        inside = "".join([cell(row, line) for cell in cells])
        waiting.append(f'<row r="{line}">{inside}</row>')
        if len(waiting) == _BATCH:
            part.write("".join(waiting).encode())
            waiting.clear()
    part.write("".join(waiting).encode())
    return line - 1


def _text(value: str) -> str:
    text = escape(shortened(shown(value), LONGEST_TEXT))
    if "_x" in text:
        # Excel reads _x0041_ as the letter A; the underscore itself is written that way then.
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'


def _number(value: int) -> str:
    return f"><v>{value}</v>"


def _people(value: int) -> str:
    return _number(value) if value else _text(FEW)


def _day(value: date) -> str:
    return _number(value.toordinal() - _DAY_ZERO)


_TOLD: Final[dict[Shape, Callable[[Any], str]]] = {
    Shape.CODE: _text,
    Shape.NAME: _text,
    Shape.WORDS: _text,
    Shape.NUMBER: _number,
    Shape.PEOPLE: _people,
    Shape.DAY: _day,
    Shape.MONTH: _day,
}
