"""Lists for other programs: CSV as RFC 4180 has it, marked as UTF-8 so that Excel reads Arabic.

Every cell is quoted and no cell can begin a formula (texts.disarmed). Numbers of requests
are written in threes, since programs take nine digits for a number and drop leading zeros.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

from bot.sheets.rows import FEW, Column, Row, Shape, Sheet
from bot.sheets.texts import disarmed, shown


def write_csv(file: BinaryIO, sheet: Sheet, rows: Iterable[Row]) -> None:
    """Write the heads and the rows."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    lines = csv.writer(text, quoting=csv.QUOTE_ALL)
    lines.writerow([column.head for column in sheet.columns])
    cells = [_cell(column) for column in sheet.columns]
    for row in rows:
        lines.writerow([cell(row) for cell in cells])
    text.flush()
    text.detach()


def _cell(column: Column) -> Callable[[Row], str]:
    field, told = column.field, _TOLD[column.shape]

    def cell(row: Row) -> str:
        value = getattr(row, field)
        return "" if value is None else told(value)

    return cell


def _text(value: str) -> str:
    return disarmed(shown(value))


def _code(value: str) -> str:
    if len(value) == 9 and value.isascii() and value.isdigit():
        return f"{value[:3]}-{value[3:6]}-{value[6:]}"
    return _text(value)


_TOLD: Final[Mapping[Shape, Callable[[Any], str]]] = {
    Shape.CODE: _code,
    Shape.NAME: _text,
    Shape.WORDS: _text,
    Shape.NUMBER: str,
    Shape.PEOPLE: lambda people: str(people) if people else FEW,
    Shape.DAY: lambda day: f"{day:%Y-%m-%d}",
    Shape.MONTH: lambda month: f"{month:%Y-%m}",
}
