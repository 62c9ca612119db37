"""Reading places from files: the gazetteer that comes with the program, and OCHA's own tables."""

import csv
from collections.abc import Mapping
from importlib.resources import files

from civic.places import Level, Place


def bundled_places() -> tuple[Place, ...]:
    """Return the gazetteer that comes with the program (data/places.csv)."""
    text = (files("storage") / "data" / "places.csv").read_text(encoding="utf-8")
    return tuple(_own(row) for row in csv.DictReader(text.splitlines()))


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
        valid_from=None,
        valid_to=None,
    )
