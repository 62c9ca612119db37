"""Tables of places as plain rows, whatever they come in: xlsx, csv, GeoJSON, a shapefile's dbf."""

import csv
import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, cast
from zipfile import BadZipFile

import shapefile

from civic.refusals import Refusal
from civic.text import clean

_MOST_ROWS: Final = 100_000  # the whole country has 8,000 places
_NO_TABLE: Final = (
    BadZipFile,
    csv.Error,
    shapefile.ShapefileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,  # what broken XML raises
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the readers raise for a file that is not what its name says."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number as a person sees it, and its filled cells by lower-case column name."""

    number: int
    cells: dict[str, object]

    def text(self, column: str) -> str:
        """Return the cell as clean text, "" if there is none."""
        return clean(str(self.cells.get(column, "")))


def read_rows(path: Path) -> list[Row]:
    """Return every row of the file.

    Raises Refusal "place-file.not-found", ".not-a-table", ".empty" or ".too-long".
    """
    if not path.is_file():
        raise Refusal("place-file.not-found", file=path.name)
    try:
        rows = list(_reader(path))
    except _NO_TABLE as error:
        raise Refusal("place-file.not-a-table", file=path.name) from error
    if not rows:
        raise Refusal("place-file.empty", file=path.name)
    return rows


def _reader(path: Path) -> Iterator[Row]:
    match path.suffix.lower():
        case ".xlsx":
            return _sheets(path)
        case ".csv" | ".txt":
            return _comma_separated(path)
        case ".geojson" | ".json":
            return _features(path)
        case ".dbf" | ".shp":
            return _records(path)
    raise Refusal("place-file.not-a-table", file=path.name)


def _sheets(path: Path) -> Iterator[Row]:
    # Imported only when there is such a file to read: it weighs 20 MB, and the service never does.
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield from _lines(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _comma_separated(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        separator = max(",;\t", key=file.readline().count)
        file.seek(0)
        yield from _lines(csv.reader(file, delimiter=separator, strict=True))


def _lines(lines: Iterable[Iterable[object]]) -> Iterator[Row]:
    columns: list[str] = []
    for number, cells in enumerate(lines, 1):
        if not columns:
            columns = [clean(str(cell or "")).lower() for cell in cells]
            continue
        row = _row(number, zip(columns, cells, strict=False))
        if row.cells and not any(str(cell).startswith("#") for cell in row.cells.values()):
            yield row  # a line of HXL tags (#adm1+code) is none


def _features(path: Path) -> Iterator[Row]:
    collection = json.loads(path.read_text(encoding="utf-8-sig"))
    for number, feature in enumerate(collection["features"], 1):
        geometry = feature.get("geometry") or {}
        at = _point(geometry["coordinates"]) if geometry.get("type") == "Point" else {}
        yield _row(number, chain(at.items(), feature["properties"].items()))


def _records(path: Path) -> Iterator[Row]:
    shapes = path.with_suffix(".shp")
    source = {"shp": str(shapes)} if shapes.exists() else {}
    with shapefile.Reader(dbf=str(path.with_suffix(".dbf")), encoding="utf-8", **source) as reader:
        points = source and reader.shapeType == shapefile.POINT
        for number, record in enumerate(reader.iterRecords(), 1):
            at = _point(reader.shape(number - 1).points[0]) if points else {}
            yield _row(number, chain(at.items(), cast(dict[str, object], record.as_dict()).items()))


def _point(coordinates: Iterable[float]) -> dict[str, object]:
    longitude, latitude, *_ = coordinates
    return {"longitude": longitude, "latitude": latitude}


def _row(number: int, cells: Iterable[tuple[str, object]]) -> Row:
    if number > _MOST_ROWS:
        raise Refusal("place-file.too-long", rows=_MOST_ROWS)
    filled = {name.lower(): cell for name, cell in cells if cell is not None and cell != ""}
    return Row(number, filled)
