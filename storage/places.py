"""The gazetteer in the database: seeded from the bundled file, changed only as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update

from civic.places import Level, Place, Places
from storage.place_files import bundled_places
from storage.tables import place, place_above, place_alias


def seed(connection: Connection) -> None:
    """Fill an empty gazetteer from the file that comes with the program."""
    if connection.execute(select(func.count()).select_from(place)).scalar_one() == 0:
        replace_all(connection, bundled_places())


def load(connection: Connection) -> Places:
    """Return all places with their names, as an index."""
    aliases: dict[str, list[str]] = {}
    for row in connection.execute(select(place_alias).order_by(place_alias.c.name)):
        aliases.setdefault(row.place, []).append(row.name)
    return Places(
        Place(
            code=row.code,
            pcode=row.pcode or "",
            parent=row.parent or "",
            level=Level(row.level),
            name_ar=row.name_ar,
            name_en=row.name_en,
            latitude=row.latitude,
            longitude=row.longitude,
            aliases=tuple(aliases.get(row.code, ())),
            valid_from=_day(row.valid_from),
            valid_to=_day(row.valid_to),
        )
        for row in connection.execute(select(place).order_by(place.c.code))
    )


def replace_all(connection: Connection, rows: Iterable[Place]) -> int:
    """Write the whole gazetteer, keeping the rows to which needs refer; returns how many."""
    new = {row.code: row for row in rows}
    known = {row.code for row in connection.execute(select(place.c.code))}
    connection.execute(delete(place_alias))
    for code in known & new.keys():
        connection.execute(update(place).where(place.c.code == code).values(_values(new[code])))
    if added := [_values(row) for code, row in new.items() if code not in known]:
        connection.execute(insert(place), added)
    if names := [
        {"place": row.code, "name": name} for row in new.values() for name in set(row.aliases)
    ]:
        connection.execute(insert(place_alias), names)
    _write_ancestry(connection, Places(new.values()))
    return len(new)


def _write_ancestry(connection: Connection, places: Places) -> None:
    """Write which place lies in which, so that an area is one condition of a query."""
    connection.execute(delete(place_above))
    pairs = [
        {"place": row.code, "above": above}
        for row in places
        for above in (row.code, *places.ancestors(row.code))
    ]
    if pairs:
        connection.execute(insert(place_above), pairs)


def _values(row: Place) -> dict[str, object]:
    return {
        "code": row.code,
        "pcode": row.pcode or None,
        "parent": row.parent or None,
        "level": row.level.value,
        "name_ar": row.name_ar,
        "name_en": row.name_en,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
