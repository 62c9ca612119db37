"""Exports from order to file: made by the real child, sealed on the disk, gone once taken."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from bot import exporting as exporting_module
from bot.exporting import Exporting, Finished, run_export, sweep, take_file
from bot.sheets import running
from bot.sheets.frames import END, framed
from civic.exports import Kind
from civic.need_filters import NeedFilter
from civic.refusals import Refusal
from storage import export_orders, exports, mandates
from storage.export_rows import ExportOrder
from storage.reading import Reader
from storage.store import Store
from storage.work import Work
from tests.bot.sheet_rows import ROW, page_of, sheet
from tests.exported import POINT, Region
from tests.world import World

WORDS = "المضخة معطلة ولا ماء"


@dataclass
class Told:
    """What a caller was told of an export."""

    steps: list[tuple[int, int]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    async def progress(self, order: ExportOrder, done: int, total: int) -> None:
        """Note it."""
        self.steps.append((done, total))

    def ready(self, work: Work, finished: Finished) -> None:
        """Note what the link carries."""
        self.tokens.append(finished.token)

    def failed(self, work: Work, order: ExportOrder, code: str) -> None:
        """Note why."""
        self.failures.append(code)


@dataclass
class Ticking:
    """A clock that moves on whenever it is looked at."""

    step: float
    seconds: float = 0.0

    def __call__(self) -> float:
        """Return the time."""
        self.seconds += self.step
        return self.seconds


@pytest.fixture
async def exporting(world: World, tmp_path: Path) -> AsyncIterator[Exporting]:
    """Exporting over a store that really runs."""
    store = Store(world.engine, world.keys, world.clock, world.dice)
    reader = Reader(world.engine.url)
    yield Exporting(
        store=store,
        keys=world.keys,
        reader=reader,
        service=world.service,
        folder=tmp_path / "exports",
    )
    await reader.close()
    store.close()


@pytest.fixture
def region(world: World) -> Region:
    """A village with three needs, and one far away."""
    found = Region(world)
    who = found.person("1")
    for place in (found.near, found.near, found.beside, found.far):
        found.need(who, place, WORDS)
    return found


def ordered(region: Region, kind: Kind = Kind.CSV, *, words: bool = False) -> ExportOrder:
    """An order of the office of the area, with a second person's consent if there are words."""
    order = region.order(kind=kind, words=words)
    if words:
        region.agree(order)
    return order


async def made(
    exporting: Exporting, region: Region, kind: Kind = Kind.CSV, *, words: bool = False
) -> Finished:
    """A file that lies ready."""
    order = ordered(region, kind, words=words)
    told = Told()
    finished = await run_export(exporting, order, region.area, told)
    assert (told.tokens, told.failures) == ([finished.token], [])
    return finished


async def taken(exporting: Exporting, finished: Finished) -> bytes:
    """The file, as the link gives it."""
    found = await take_file(exporting, finished.token)
    assert found is not None
    return b"".join(found[1])


@pytest.mark.parametrize("kind", Kind)
async def test_a_file_holds_what_was_ordered(
    exporting: Exporting, region: Region, kind: Kind
) -> None:
    """In each of the three kinds: the needs of the area, in words, without anybody's words."""
    finished = await made(exporting, region, kind)
    content = await taken(exporting, finished)
    assert (finished.rows, finished.size) == (3, len(content))
    if kind is Kind.XLSX:
        places = [line[2].value for line in page_of(content).iter_rows(min_row=2)]
    elif kind is Kind.CSV:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        places = [line[2] for line in lines[1:]]
    else:
        features = json.loads(content)["features"]
        places = [each["properties"]["place"] for each in features]
    assert sorted(places) == ["الحريجي", "الشحيل", "الشحيل"]
    assert WORDS.encode() not in content


async def test_words_are_in_the_file_when_a_second_person_agreed(
    exporting: Exporting, region: Region
) -> None:
    """And only then does the order run at all."""
    content = await taken(exporting, await made(exporting, region, words=True))
    assert content.decode().count(WORDS) == 3
    lonely = region.order("alone", words=True)
    with pytest.raises(Refusal, match="export_is_not_waiting"):
        await run_export(exporting, lonely, region.area, Told())


async def test_nobodys_point_leaves_in_a_map(exporting: Exporting, region: Region) -> None:
    """Where a reporter stood is in the sealed body of the need, and stays there."""
    content = await taken(exporting, await made(exporting, region, Kind.GEOJSON, words=True))
    village = region.world.service.places.get(region.near)
    assert village is not None
    points = [
        each["geometry"]["coordinates"]
        for each in json.loads(content)["features"]
        if each["geometry"]
    ]
    assert points == [[village.longitude, village.latitude]] * 2
    for number in POINT:
        assert str(number).encode() not in content


async def test_the_area_of_now_counts(exporting: Exporting, region: Region) -> None:
    """An office that lost a village between order and export gets nothing of it."""
    order = ordered(region)
    finished = await run_export(exporting, order, frozenset({region.beside}), Told())
    assert finished.rows == 1
    order = ordered(region)
    told = Told()
    with pytest.raises(Refusal, match="nothing_to_export"):
        await run_export(exporting, order, frozenset(), told)
    assert told.failures == ["nothing_to_export"]


async def test_what_lies_on_the_disk_cannot_be_read(
    exporting: Exporting, region: Region, tmp_path: Path
) -> None:
    """Neither while the file waits nor afterwards, in any file of the service."""
    finished = await made(exporting, region, words=True)
    for path in (each for each in tmp_path.rglob("*") if each.is_file()):
        assert WORDS.encode() not in path.read_bytes()
        assert finished.token.encode() not in path.read_bytes()
    assert "***" in repr(finished)
    assert finished.token not in repr(finished)


async def test_nothing_is_left_of_a_file_that_was_taken(
    exporting: Exporting, region: Region
) -> None:
    """File and key are gone before the first byte is given; the row goes with the next sweep."""
    finished = await made(exporting, region)
    found = await take_file(exporting, finished.token)
    assert found is not None
    assert list(exporting.folder.iterdir()) == []
    assert not region.world.keys.has(finished.order.owner)
    assert len(b"".join(found[1])) == finished.size
    assert await take_file(exporting, finished.token) is None
    await sweep(exporting)
    assert region.world.count("export") == 0


async def test_a_sweep_in_the_moment_of_the_press_takes_nothing_away(
    exporting: Exporting, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the link is used up the sweep may delete file and key; they are open by then."""
    finished = await made(exporting, region)
    run, swept = exporting.store.run, list[str]()

    async def swept_after(turn: Callable[[Work], object]) -> object:
        came = await run(turn)
        if getattr(turn, "func", None) is export_orders.take and not swept:
            swept.append("once")
            await sweep(exporting)
        return came

    monkeypatch.setattr(exporting.store, "run", swept_after)
    assert len(await taken(exporting, finished)) == finished.size
    assert swept


async def test_of_many_who_press_at_once_one_gets_the_file(
    exporting: Exporting, region: Region
) -> None:
    """Two phones, or a thief and the owner."""
    finished = await made(exporting, region)
    found = await asyncio.gather(*(take_file(exporting, finished.token) for _ in range(20)))
    [winner] = [each for each in found if each is not None]
    assert len(b"".join(winner[1])) == finished.size


async def test_whoever_left_office_gets_no_file(exporting: Exporting, region: Region) -> None:
    """Neither one that lies ready nor one that is being made."""
    finished, mandate = await made(exporting, region), region.mandate()
    order = ordered(region)
    region.world.turn(partial(mandates.end, mandate_id=mandate.id))
    assert await take_file(exporting, finished.token) is None
    with pytest.raises(Refusal, match="export_failed"):
        await run_export(exporting, order, region.area, Told())
    assert [path.stem for path in exporting.folder.iterdir()] == [finished.order.id]


async def test_an_old_file_is_swept_away(exporting: Exporting, region: Region) -> None:
    """After a day, with its key and its row; what is no export's goes too, the rest stays."""
    old = await made(exporting, region)
    region.world.clock.forward(hours=12)
    young = await made(exporting, region)
    stray = exporting.path("stray")
    stray.write_bytes(b"left by a crash")
    region.world.clock.forward(hours=12)
    await sweep(exporting)
    assert [path.stem for path in exporting.folder.iterdir()] == [young.order.id]
    assert not region.world.keys.has(old.order.owner)
    assert region.world.count("export") == 1
    assert len(await taken(exporting, young)) == young.size


async def test_progress_is_told_every_two_seconds_at_most(
    exporting: Exporting, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With pages of one need and a clock that moves a second and a half at each look."""
    monkeypatch.setattr(exports, "PAGE", 1)
    for step, steps in ((1.5, [(2, 3)]), (3.0, [(1, 3), (2, 3), (3, 3)]), (0.0, [])):
        order, told = ordered(region), Told()
        await run_export(replace(exporting, monotonic=Ticking(step)), order, region.area, told)
        assert told.steps == steps


FAULTS = {
    "dead": "import os; os.abort()",
    "refuses": "raise ValueError",
    "out of memory": "bytes(2**31)",
    "silent": "import sys; sys.stdin.buffer.read(); import time; time.sleep(60)",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_a_child_that_fails_leaves_nothing(
    lite: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The real child with a fault put into it; the order is given up, and the next one is made."""
    body = (
        "import bot.sheets.child as c\n"
        f"def faulty(*given):\n    {fault}\n"
        "c.WRITERS = {'csv': faulty}\nc.main()\n"
    )
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I -c "{body}"\n')
    program.chmod(0o700)
    region = Region(lite)
    region.need(region.person("1"), region.near)
    store, reader = Store(lite.engine, lite.keys, lite.clock, lite.dice), Reader(lite.engine.url)
    exporting = Exporting(
        store=store,
        keys=lite.keys,
        reader=reader,
        service=lite.service,
        folder=tmp_path / "exports",
    )
    with monkeypatch.context() as faulty:
        faulty.setattr(running.sys, "executable", str(program))
        faulty.setattr(exporting_module, "write_sheet", partial(running.write_sheet, seconds=2.0))
        order = ordered(region)
        told = Told()
        with pytest.raises(Refusal, match="export_failed"):
            await run_export(exporting, order, region.area, told)
    assert told.failures == ["export_failed"]
    assert list(exporting.folder.iterdir()) == []
    assert not lite.keys.has(order.owner)
    assert len(await taken(exporting, await made(exporting, region))) > 0
    await reader.close()
    store.close()


async def test_room_is_made_before_a_list_and_for_nothing_else(
    exporting: Exporting, region: Region
) -> None:
    """What waits for pictures need not wait in memory while a list is made."""
    made_room: list[str] = []

    async def make_room() -> None:
        made_room.append("room")

    careful = replace(exporting, make_room=make_room)
    with pytest.raises(Refusal, match="export_is_not_waiting"):
        await run_export(careful, region.order(words=True), region.area, Told())
    assert made_room == []
    await made(careful, region)
    assert made_room == ["room"]


async def test_more_than_a_page_is_read_in_its_order(
    exporting: Exporting, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each need once, page after page."""
    monkeypatch.setattr(exports, "PAGE", 2)
    who = region.person("2")
    for _ in range(4):
        region.need(who, region.near)
    now = int(region.world.clock().timestamp())
    numbers = await exports.chosen(exporting.reader, region.area, NeedFilter(), now)
    found = exports.pages(exporting.reader, exporting.keys, region.area, numbers, words=False)
    given = [[each.number for each in page] async for page in found]
    assert [len(page) for page in given] == [2, 2, 2, 1]
    assert [number for page in given for number in page] == [f"{each:09}" for each in numbers]


async def test_a_stream_that_breaks_off_is_no_whole_file() -> None:
    """A child whose parent died says so instead of writing half a list."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "bot.sheets.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await child.communicate(framed(sheet("csv")) + framed([ROW]))
    assert child.returncode == 1


async def test_the_child_is_bounded_and_opens_no_file(tmp_path: Path) -> None:
    """Whatever is wrong in a writer, it can neither grow nor write to the disk."""
    attempt = (
        "import bot.sheets.child as c, resource as r\n"
        "def faulty(file, sheet, rows):\n"
        f"    open({str(tmp_path / 'leak')!r}, 'wb', 0).write(b'x')\n"
        "c.WRITERS = {'csv': faulty}\nc.main()\n"
    )
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", attempt),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await child.communicate(framed(sheet("csv")) + END)
    assert child.returncode == 1
    assert b"File too large" in errors
    assert (tmp_path / "leak").stat().st_size == 0
