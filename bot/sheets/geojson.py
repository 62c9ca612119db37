"""Maps for other programs: GeoJSON (RFC 7946), each need at the point of its place.

The points are the gazetteer's own; where somebody stood when writing is never in a Row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from bot.sheets.rows import FEW, Column, Row, Shape, Sheet
from bot.sheets.texts import shown


def write_geojson(file: BinaryIO, sheet: Sheet, rows: Iterable[Row]) -> None:
    """Write a FeatureCollection; the properties go by the fields of Row, which never change."""
    encode = msgspec.json.Encoder().encode
    name = encode(shown(sheet.title))
    file.write(b'{"type":"FeatureCollection","name":' + name + b',"features":[')
    between = b"\n"
    for row in rows:
        file.write(between + encode(_feature(sheet.columns, row)))
        between = b",\n"
    file.write(b"\n]}\n")


def _feature(columns: Iterable[Column], row: Row) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": _geometry(row),
        "properties": {column.field: _value(column, row) for column in columns},
    }


def _geometry(row: Row) -> dict[str, object] | None:
    if row.point is None:
        return None
    latitude, longitude = row.point
    return {"type": "Point", "coordinates": (longitude, latitude)}


def _value(column: Column, row: Row) -> object:
    value = getattr(row, column.field)
    match column.shape:
        case Shape.CODE | Shape.NAME | Shape.WORDS:
            return shown(value)
        case Shape.PEOPLE if value == 0:
            return FEW
        case Shape.MONTH:
            return f"{value:%Y-%m}"
    return value
