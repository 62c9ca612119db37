"""Places from files: the gazetteer that comes with the program, and OCHA's own tables."""

import csv
from collections.abc import Collection, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from civic.places import Level, Place
from civic.refusals import Refusal
from storage.place_layouts import Link, links, position, validity
from storage.place_tables import Row, read_rows


def bundled_places() -> tuple[Place, ...]:
    """Return the gazetteer that comes with the program (data/places.csv)."""
    text = (files("storage") / "data" / "places.csv").read_text(encoding="utf-8")
    return tuple(_own(row) for row in csv.DictReader(text.splitlines()))


def read_place_file(path: Path, known: Collection[str] = ()) -> list[Place]:
    """Return the places of a COD-AB file (xlsx, csv, GeoJSON, dbf), larger areas before smaller.

    Codes and parents are P-codes as in the file; `known` are codes that may be parents without
    being in it. Raises Refusal "place-file.…" with the row and column of the first fault.
    """
    found: dict[str, Place] = {}
    whose: dict[str, Row] = {}  # the row that is about the place
    for row in read_rows(path):
        chain = links(row)
        if not chain:
            continue
        subject = chain[-1]
        if subject.pcode in whose:
            raise Refusal("place-file.duplicate", row=row.number, column=subject.column)
        whose[subject.pcode] = row
        for place in _places(row, chain):
            _add(found, place, row, subject)
    if not found:
        raise Refusal("place-file.missing-column", row=1, column="admin4Pcode")
    _check_parents(found, whose, known)
    return sorted(found.values(), key=lambda place: list(Level).index(place.level))


def _places(row: Row, chain: list[Link]) -> list[Place]:
    codes = [link.pcode for link in chain]
    if len(set(codes)) < len(codes):
        raise Refusal("place-file.cycle", row=row.number, column=chain[-1].column)
    return [
        _place(row, link, parent, subject=link is chain[-1])
        for link, parent in zip(chain, ["", *codes], strict=False)
        if link.name_ar or link.name_en or link is chain[-1]
    ]


def _place(row: Row, link: Link, parent: str, *, subject: bool) -> Place:
    if not (link.name_ar or link.name_en):
        raise Refusal("place-file.no-name", row=row.number, column=link.column)
    latitude, longitude = position(row) if subject else (None, None)
    valid_from, valid_to = validity(row) if subject else (None, None)
    return Place(
        code=link.pcode,
        pcode=link.pcode,
        parent=parent or _parent_by_prefix(row, link),
        level=link.level,
        name_ar=link.name_ar,
        name_en=link.name_en,
        latitude=latitude,
        longitude=longitude,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _parent_by_prefix(row: Row, link: Link) -> str:
    """SY0901 lies in SY09; the codes of communities (C1234) say nothing of where they lie."""
    if link.level is Level.COUNTRY:
        return ""
    if link.pcode.startswith("SY") and len(link.pcode) in (4, 6, 8):
        return link.pcode[:-2]
    raise Refusal("place-file.unknown-parent", row=row.number, column=link.column)


def _add(found: dict[str, Place], place: Place, row: Row, subject: Link) -> None:
    before = found.get(place.code)
    if before and (before.parent, before.level) != (place.parent, place.level):
        raise Refusal("place-file.two-parents", row=row.number, column=subject.column)
    if before is None or place.code == subject.pcode:
        found[place.code] = place


def _check_parents(
    found: Mapping[str, Place], whose: Mapping[str, Row], known: Collection[str]
) -> None:
    for place in found.values():
        if place.parent and place.parent not in found and place.parent not in known:
            row = whose[place.code].number if place.code in whose else 0
            raise Refusal("place-file.unknown-parent", row=row, column=place.parent)


def _own(row: Mapping[str, str]) -> Place:
    return Place(
        code=row["code"],
        pcode=row["pcode"],
        parent=row["parent"],
        level=Level(row["level"]),
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
