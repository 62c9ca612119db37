"""OCHA's tables are read in every layout seen; a broken one is refused with its row and column."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import shapefile

from civic.places import Level, Place, Places
from civic.refusals import Refusal
from storage.place_files import bundled_places, read_place_file
from storage.place_merge import merge

AREAS = ["SY", "Syria", "سوريا", "SY09", "Deir-ez-Zor", "دير الزور"]
AREAS += ["SY0901", "Deir-ez-Zor", "دير الزور", "SY090102", "Basira", "البصيرة"]
SHIHEIL: list[object] = ["C9001", "Shiheil", "الشحيل", 35.0865, 40.45232]
NEW: list[object] = ["C9002", "Nowhere", "لا مكان", 35.1, 40.4]

CLASSIC = [f"admin{n}{what}" for n in range(5) for what in ("Pcode", "Name_en", "Name_ar")]
CLASSIC += ["Latitude_y", "Longitude_x"]
SHAPES = [f"ADM{n}_{what}" for n in range(5) for what in ("PCODE", "EN", "AR")]
CURRENT = [f"adm{n}_{what}" for n in range(4) for what in ("pcode", "name1", "name")]
CURRENT += ["lang", "lang1", "center_lat", "center_lon", "valid_on"]

Rows = Sequence[Sequence[object]]


def write_csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_geojson(path: Path, rows: Rows) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(rows[0], row, strict=False)),
            "geometry": {"type": "Point", "coordinates": [row[-1], row[-2]]},
        }
        for row in rows[1:]
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def write_shapefile(path: Path, rows: Rows) -> Path:
    with shapefile.Writer(str(path), shapeType=shapefile.POINT, encoding="utf-8") as writer:
        for column in rows[0]:
            writer.field(str(column), "C", size=80)
        for row in rows[1:]:
            writer.point(row[-1], row[-2])
            writer.record(*row[: len(rows[0])])
    return path


def classic_csv(folder: Path, *rows: Sequence[object], columns: Sequence[str] = CLASSIC) -> Path:
    return write_csv(folder / "places.csv", [columns, *rows])


def four_layouts() -> list[Callable[[Path], Path]]:
    places = [[*AREAS, *SHIHEIL], [*AREAS, *NEW]]
    columns = ["Location_Pcode", "LocationName_en", "LocationName_ar", "Latitude_y", "Longitude_x"]
    locations: Rows = [
        [*columns, "location_type", "admin3Pcode"],
        *([*row, "Community", "SY090102"] for row in (SHIHEIL, NEW)),
    ]
    areas = {f"admin{n}": [CLASSIC[: 3 * n + 3], AREAS[: 3 * n + 3]] for n in (1, 2, 3)}
    return [
        lambda folder: write_csv(folder / "classic.csv", [CLASSIC, *places]),
        lambda folder: write_xlsx(folder / "classic.xlsx", places=[CLASSIC, *places]),
        lambda folder: write_geojson(folder / "points.geojson", [SHAPES, *places]),
        lambda folder: write_shapefile(folder / "points.shp", [SHAPES, *places]),
        lambda folder: write_xlsx(
            folder / "hdx.xlsx", README=[["About"], ["Words"]], **areas, Location=locations
        ),
    ]


@pytest.mark.parametrize("write", four_layouts())
def test_one_truth_in_every_layout(write: Callable[[Path], Path], tmp_path: Path) -> None:
    read = read_place_file(write(tmp_path))
    assert [place.code for place in read] == [*AREAS[::3], "C9001", "C9002"]
    shiheil = read[4]
    assert (shiheil.parent, shiheil.level) == ("SY090102", Level.COMMUNITY)
    assert (shiheil.name_ar, shiheil.name_en) == ("الشحيل", "Shiheil")
    assert shiheil.latitude == pytest.approx(35.0865)
    assert shiheil.longitude == pytest.approx(40.45232)
    Places(read)


def test_the_current_layout_says_which_name_is_in_which_language(tmp_path: Path) -> None:
    row = [*AREAS, "ar", "en", 35.2, 40.7, "2020-12-17"]
    path = write_csv(tmp_path / "adm3.csv", [CURRENT, row])
    basira = read_place_file(path)[-1]
    assert (basira.code, basira.name_ar, basira.name_en) == ("SY090102", "البصيرة", "Basira")
    assert str(basira.valid_from) == "2020-12-17"


def test_the_attribute_table_of_a_shapefile_is_enough(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "points.shp", [SHAPES, [*AREAS, *SHIHEIL]])
    path.unlink()
    read = read_place_file(path.with_suffix(".dbf"))
    assert (read[-1].code, read[-1].latitude) == ("C9001", None)


def test_tag_lines_are_no_places(tmp_path: Path) -> None:
    tags = ["#country+code", *[""] * 16]
    assert len(read_place_file(classic_csv(tmp_path, tags, [*AREAS, *SHIHEIL]))) == 5


def test_neighbourhoods_are_told_from_communities(tmp_path: Path) -> None:
    columns = ["Location_Pcode", "LocationName_ar", "location_type", "admin3Pcode"]
    path = write_csv(
        tmp_path / "a.csv", [columns, ["N1234", "القصور", "Neighbourhood", "SY090100"]]
    )
    assert read_place_file(path, known={"SY090100"})[0].level is Level.NEIGHBOURHOOD


BROKEN: dict[str, tuple[list[str], list[object]]] = {
    "missing-column": (["Name"], ["الشحيل"]),
    "unknown-parent": (["admin4Pcode", "admin4Name_ar"], ["C9001", "الشحيل"]),
    "not-a-pcode": (CLASSIC, [*AREAS, 9001, *SHIHEIL[1:]]),
    "coordinates": (CLASSIC, [*AREAS, *SHIHEIL[:3], 40.45, 35.08]),
    "cycle": (CLASSIC, [*AREAS, "SY090102", *SHIHEIL[1:]]),
    "no-name": (CLASSIC, [*AREAS, "C9001", "", "", 35.0, 40.4]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_row_is_refused_and_pointed_at(what: str, tmp_path: Path) -> None:
    columns, row = BROKEN[what]
    with pytest.raises(Refusal) as refused:
        read_place_file(classic_csv(tmp_path, row, columns=columns))
    assert refused.value.code == f"place-file.{what}"
    assert {"row", "column"} <= refused.value.facts.keys()


@pytest.mark.parametrize("degrees", ["north", "nan", "inf", "95", "1e400", ""])
def test_coordinates_are_two_numbers_in_syria(degrees: str, tmp_path: Path) -> None:
    path = classic_csv(tmp_path, [*AREAS, *SHIHEIL[:3], degrees, 40.4])
    with pytest.raises(Refusal, match="coordinates"):
        read_place_file(path)


def test_a_code_stands_for_one_place_with_one_parent(tmp_path: Path) -> None:
    row = [*AREAS, *SHIHEIL]
    with pytest.raises(Refusal, match=r"duplicate.*row=3"):
        read_place_file(classic_csv(tmp_path, row, row))
    moved = [*row[:6], "SY0902", *row[7:12], "C9002", *row[13:]]
    with pytest.raises(Refusal, match="two-parents"):
        read_place_file(classic_csv(tmp_path, row, moved))


def test_an_area_nobody_names_must_be_known(tmp_path: Path) -> None:
    columns = ["admin3Pcode", "admin4Pcode", "admin4Name_ar"]
    path = classic_csv(tmp_path, ["SY090102", "C9001", "الشحيل"], columns=columns)
    with pytest.raises(Refusal, match=r"unknown-parent.*row=2"):
        read_place_file(path)
    assert read_place_file(path, known={"SY090102"})[0].parent == "SY090102"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.geojson", "a.dbf", "a.shp", "a.exe"])
@pytest.mark.parametrize(
    "content", [b"", b"\0\xff\xfe\x80" * 50, b'{"features": 3}', b"[1]", b"{}"]
)
def test_what_is_no_table_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal, match=r"place-file\.(not-a-table|empty|missing-column)"):
        read_place_file(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not-found"):
        read_place_file(tmp_path / "none.csv")


def test_the_bundled_gazetteer_is_a_tree_with_arabic_names() -> None:
    places = Places(bundled_places())
    governorate = [place for place in places if places.within(place.code, "SY09")]
    count = {level: sum(place.level is level for place in governorate) for level in Level}
    assert (count[Level.DISTRICT], count[Level.SUBDISTRICT], count[Level.COMMUNITY]) == (3, 14, 139)
    assert [place.code for place in places if not place.name_ar.isprintable()] == []
    assert all(any("\u0621" <= letter <= "\u064a" for letter in p.name_ar) for p in places)
    assert places.ancestors("x-sy090100-n01")[0] == "x-sy090100-01"
    assert len(places.children("SY", Level.GOVERNORATE)) == 14


def imported(folder: Path) -> list[Place]:
    return read_place_file(classic_csv(folder, [*AREAS, *SHIHEIL], [*AREAS, *NEW]))


def test_an_import_fills_codes_and_keeps_ours(tmp_path: Path) -> None:
    before = Places(bundled_places())
    after = Places(merge(before, imported(tmp_path)))
    assert len(after) == len(before) + 1
    shiheil, new = after.get("x-sy090102-11"), after.get("C9002")
    assert shiheil is not None and shiheil.pcode == "C9001"
    assert new is not None and new.parent == "SY090102"
    assert after.exact("الشحيل", "SY09") == ("x-sy090102-11",)


def test_importing_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    new = imported(tmp_path)
    once = merge(Places(bundled_places()), new)
    assert merge(Places(once), new) == once


def test_a_new_place_needs_a_parent_we_know(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="unknown-parent"):
        merge(Places(()), imported(tmp_path)[-1:])
