"""The column names under which OCHA has published Syria's places, read as one chain per row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from civic.places import Level
from civic.refusals import Refusal
from storage.place_tables import Row

LEVELS: Final = (
    Level.COUNTRY,
    Level.GOVERNORATE,
    Level.DISTRICT,
    Level.SUBDISTRICT,
    Level.COMMUNITY,
    Level.NEIGHBOURHOOD,
)
"""OCHA's administrative levels 0 to 5."""

_COLUMN: Final = re.compile(
    r"(?:adm|admin)(?P<level>[0-5])"
    r"(?:_?(?P<pcode>pcode)|(?:name)?_(?P<language>en|ar)|_name(?P<numbered>[1-3]?))"
)
_LOCATION: Final = {
    "location_pcode": "pcode",
    "locationname_en": "en",
    "locationname_ar": "ar",
}
_LATITUDE: Final = ("latitude_y", "latitude", "center_lat", "lat", "y")
_LONGITUDE: Final = ("longitude_x", "longitude", "center_lon", "lon", "x")
_SYRIA: Final = {"latitude": (32.0, 37.6), "longitude": (35.4, 42.6)}  # swapped ones fall outside
_PCODE: Final = re.compile(r"[A-Z]{1,3}[0-9]{1,12}")
_COUNTRY: Final = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class Link:
    """One level of a row: the area's code and names, and the column the code stood in."""

    level: Level
    pcode: str
    column: str
    name_ar: str
    name_en: str


def links(row: Row) -> list[Link]:
    """Return the areas a row names, largest first; the last is the place the row is about.

    A row of another table (a cover sheet, notes) names none.
    """
    found = [_link(row, level, fields) for level, fields in sorted(_levels(row).items())]
    found = [link for link in found if link.pcode or link.name_ar or link.name_en]
    for link in found:
        _check_pcode(row, link)
    return found


def position(row: Row) -> tuple[float | None, float | None]:
    """Return latitude and longitude in degrees, if the row has them; they must lie in Syria."""
    latitude = _degrees(row, "latitude", _LATITUDE)
    longitude = _degrees(row, "longitude", _LONGITUDE)
    if (latitude is None) != (longitude is None):
        raise Refusal("place-file.coordinates", row=row.number, column=_LATITUDE[0])
    return latitude, longitude


def validity(row: Row) -> tuple[date | None, date | None]:
    """Return since when and until when the row holds, where it says so."""
    return _day(row, ("valid_on", "validon")), _day(row, ("valid_to", "validto"))


def _levels(row: Row) -> dict[int, dict[str, str]]:
    """Return the columns of each level by what they hold: pcode, en, ar."""
    levels: dict[int, dict[str, str]] = {}
    for column in row.cells:
        if said := _COLUMN.fullmatch(column):
            holds = said["pcode"] or said["language"] or _language(row, said["numbered"])
            levels.setdefault(int(said["level"]), {})[holds] = column
        elif column in _LOCATION:
            levels.setdefault(_location_level(row), {})[_LOCATION[column]] = column
    return levels


def _language(row: Row, numbered: str) -> str:
    """Return the language of adm3_name, adm3_name1 ...: it stands in the columns lang, lang1 ..."""
    return row.text(f"lang{numbered}").lower() or f"unknown{numbered}"


def _location_level(row: Row) -> int:
    return 5 if row.text("location_type").lower().startswith("neighbo") else 4


def _link(row: Row, level: int, fields: Mapping[str, str]) -> Link:
    return Link(
        level=LEVELS[level],
        pcode=row.text(fields.get("pcode", "")),
        column=fields.get("pcode", f"admin{level}Pcode"),
        name_ar=row.text(fields.get("ar", "")),
        name_en=row.text(fields.get("en", "")),
    )


def _check_pcode(row: Row, link: Link) -> None:
    pattern = _COUNTRY if link.level is Level.COUNTRY else _PCODE
    if not link.pcode:
        raise Refusal("place-file.missing-column", row=row.number, column=link.column)
    if not pattern.fullmatch(link.pcode):
        raise Refusal("place-file.not-a-pcode", row=row.number, column=link.column)


def _degrees(row: Row, axis: str, columns: tuple[str, ...]) -> float | None:
    for column in columns:
        if typed := row.text(column):
            least, most = _SYRIA[axis]
            try:
                degrees = float(typed)
            except ValueError:
                degrees = float("nan")
            if not least <= degrees <= most:
                raise Refusal("place-file.coordinates", row=row.number, column=column)
            return degrees
    return None


def _day(row: Row, columns: tuple[str, ...]) -> date | None:
    for column in columns:
        cell = row.cells.get(column)
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if cell is not None:
            return _written_day(row, column)
    return None


def _written_day(row: Row, column: str) -> date:
    try:
        return date.fromisoformat(row.text(column)[:10])
    except ValueError as error:
        raise Refusal("place-file.date", row=row.number, column=column) from error
