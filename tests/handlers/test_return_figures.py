"""An office asks about going home: the picture, flows into a governorate, a file of tables."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import partial
from io import StringIO

from conversations.pictures import Flows
from storage import jobs, pictures, sent_files
from tests.homes import SAID, households, make_figures
from tests.offices import Representative
from tests.world import World

_ISOLATES = str.maketrans("", "", "\u2066\u2068\u2069")

TOWN, VILLAGE = "x-sy090102-01", "x-sy090102-02"


def plain(text: str) -> str:
    """Return a text without the marks of its direction."""
    return text.translate(_ISOLATES)


def told_world(world: World) -> None:
    """Let two villages be told of: one flows to one governorate, the other abroad too."""
    households(world, 30)
    households(world, 30, replace(SAID, origin=VILLAGE, current="TR"), first=30)
    make_figures(world, 8)


def drawn(world: World) -> Flows:
    """Return the picture that was asked for."""
    [job] = world.turn(partial(jobs.waiting, kind="draw"))
    found = world.turn(partial(pictures.get, picture_id=job.subject))
    assert found is not None
    assert isinstance(found.body.wanted, Flows)
    return found.body.wanted


def test_the_picture_shows_what_the_tables_tell(world: World) -> None:
    """From which village to which end; a tap is enough."""
    told_world(world)
    office = Representative(world, place="SY090102")
    office.says("/returns")
    office.taps("رسم توزّع النازحين")
    picture = drawn(world)
    assert len(picture.starts) == 2
    assert picture.ends[-1] == "خارج سوريا" or picture.ends[0] == "خارج سوريا"
    assert {count % 5 for _, _, count in picture.streams} == {0}


def test_nothing_is_drawn_where_nothing_is_told(world: World) -> None:
    """Four households are too few for a picture."""
    households(world, 4)
    make_figures(world, 3)
    office = Representative(world, place=TOWN)
    assert "أقل من أن تُرسم" in office.says(f"/returns picture {TOWN}")
    assert world.turn(partial(jobs.waiting, kind="draw")) == []


def test_a_governorate_reads_where_those_come_from_who_are_in_it(world: World) -> None:
    """From which district of the home governorate; a smaller office has no such table."""
    told_world(world)
    office = Representative(world, place="SY11")
    office.says("/returns")
    office.taps("النازحون إلى هنا")
    text = office.taps("من أين نزحوا")
    assert "دير الزور: نحو" in plain(text)
    smaller = Representative(world, account="smaller", place=TOWN)
    smaller.says("/returns")
    smaller.taps("النازحون إلى هنا")
    assert "من أين نزحوا" not in smaller.labels


def test_foreign_codes_are_like_none(world: World) -> None:
    """A button's codes that somebody wrote by hand give nothing of another area."""
    told_world(world)
    office = Representative(world, place="SY0903")
    for line in ("origin.flows SY11", f"picture {TOWN}", f"change origin.flows {TOWN}", "SY09"):
        assert "لا يوجد في منطقتكم" in office.says(f"/returns {line}")


def test_the_file_holds_what_is_told_and_nothing_else(world: World) -> None:
    """Whole steps of the office's own area; a place beside it has no row."""
    told_world(world)
    households(world, 4, replace(SAID, origin="x-sy090102-03"), first=60)
    office = Representative(world, place="SY090102")
    office.says("/returns")
    office.taps("الجداول في ملف")
    assert office.last is not None
    assert office.last.file is not None
    content = world.turn(partial(sent_files.content, file_id=office.last.file.id))
    assert content is not None
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert {row["رمز المكان"] for row in rows} == {"SY090102", TOWN, VILLAGE}
    for row in rows:
        assert int(row["العدد التقريبي"]) % int(row["بخطوات من"]) == 0
        assert int(row["العدد التقريبي"]) > 0
    assert "نية العودة" in office.last.text or "جداول" in office.last.text


def test_a_file_of_an_area_with_nothing_told_has_heads_only(world: World) -> None:
    """It does not say of whom there would be too few."""
    households(world, 4)
    make_figures(world, 3)
    office = Representative(world, place=TOWN)
    office.says(f"/returns file origin.flows {TOWN}")
    assert office.last is not None
    assert office.last.file is not None
    content = world.turn(partial(sent_files.content, file_id=office.last.file.id))
    assert content is not None
    assert len(content.decode().splitlines()) == 1
