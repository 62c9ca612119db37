"""The drawing process is warm between pictures, bounded in each, and survives what kills it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drawing import child
from bot.drawing.charts import draw_chart
from bot.drawing.child import DrawingChild
from bot.drawing.maps import draw_map
from bot.drawing.trends import draw_trend
from conversations.pictures import Bubble, BubbleMap, Chart, Figure, SituationReport, Trend
from handlers.drawing import Undrawn

CHART = Chart(language="ar", title="طلبات", rows=(("ماء", 3), ("خبز", 2)))
OTHER = Chart(language="en", title="Requests", rows=(("Water", 7),))
TREND = Trend(language="ar", title="طلبات", weeks=(("1 آب", 3), ("8 آب", 4)))
MAP = BubbleMap(
    language="ar",
    title="خريطة",
    bubbles=(Bubble(label="الشحيل", latitude=35.09, longitude=40.45, count=4),),
    legend="طلبات",
)
REPORT = SituationReport(
    language="ar", title="تقرير", lines=("سطر",), figures=(Figure(label="ماء", value="1"),)
)

FAULTS = {
    "memory": ("bytes(2**31)", "ended with 1"),
    "processor time": (
        "exec('while True: pass')",
        "ended with 1(37|52)",
    ),  # 128 + SIGKILL or SIGXCPU
    "sleep": ("__import__('time').sleep(60)", "ended with 142"),  # 128 + SIGALRM
    "abort": ("__import__('os').abort()", "ended with 134"),  # 128 + SIGABRT
    "network": ("__import__('socket').create_connection(('127.0.0.1', 9))", "ended with 1"),
    "a program": ("__import__('subprocess').run(['true'])", "ended with 1"),
    "an error": ("1 / 0", "ended with 1"),
}


@pytest.fixture
async def drawing(tmp_path: Path) -> AsyncIterator[DrawingChild]:
    """A drawing process that is not yet started."""
    made = DrawingChild(tmp_path / "cache")
    yield made
    await made.close()


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: str) -> None:
    """Let the next process start with something in it changed."""
    body = f"import bot.drawing.process as p\nwhole = p.draw\n{changes}\np.main()\n"
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I -c "{body}"\n')
    program.chmod(0o700)
    monkeypatch.setattr(child.sys, "executable", str(program))


async def test_every_kind_is_drawn_as_it_is_here(drawing: DrawingChild) -> None:
    """What comes through the pipes is what the drawing functions return."""
    assert await drawing.draw(CHART) == draw_chart(CHART)
    assert await drawing.draw(TREND) == draw_trend(TREND)
    assert await drawing.draw(MAP) == draw_map(MAP)
    assert (await drawing.draw(REPORT)).startswith(b"%PDF")
    assert await drawing.draw(OTHER) == draw_chart(OTHER)


async def test_pictures_that_are_asked_for_at_once_are_not_mixed_up(drawing: DrawingChild) -> None:
    """One after another, each to the one who asked."""
    asked = [CHART, TREND, OTHER, CHART]
    drawn = await asyncio.gather(*(drawing.draw(picture) for picture in asked))
    assert drawn[0] == drawn[3] == draw_chart(CHART)
    assert drawn[2] == draw_chart(OTHER)
    assert len(set(drawn)) == 3


@pytest.mark.parametrize(("fault", "says"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_picture_that_exceeds_its_bounds_is_given_up(
    drawing: DrawingChild,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    says: str,
) -> None:
    """The real process with a fault in it; the next picture is drawn by a new one."""
    broken(tmp_path, monkeypatch, f"p.CPU_SECONDS = 1\np.SECONDS = 3\np.draw = lambda _: {fault}")
    with pytest.raises(Undrawn, match=says):
        await drawing.draw(CHART)
    monkeypatch.undo()
    assert await drawing.draw(CHART) == draw_chart(CHART)


async def test_no_file_can_be_written_while_drawing(
    drawing: DrawingChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a library might want to keep of what people said."""
    target = tmp_path / "kept"
    broken(tmp_path, monkeypatch, f"p.draw = lambda _: open('{target}', 'wb').write(b'x')")
    with pytest.raises(Undrawn):
        await drawing.draw(CHART)
    assert not target.exists() or target.read_bytes() == b""


async def test_nothing_of_a_picture_is_left_on_the_disk(
    drawing: DrawingChild, tmp_path: Path
) -> None:
    """The library keeps a list of its own fonts, and nothing else."""
    await drawing.draw(CHART)
    await drawing.draw(REPORT)
    kept = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert all(name.startswith("fontlist-") for name in kept)


async def test_a_process_at_rest_is_started_anew(
    drawing: DrawingChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends by itself when nobody asks, which nobody notices."""
    broken(tmp_path, monkeypatch, "p.IDLE_SECONDS = 0.05")
    await drawing.warm()
    process = drawing._process
    assert process is not None
    assert await process.wait() == 0
    monkeypatch.undo()
    assert await drawing.draw(CHART) == draw_chart(CHART)


async def test_a_process_killed_in_mid_task_costs_one_try(
    drawing: DrawingChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture is given up, for the job to try again, and the next try succeeds."""
    broken(tmp_path, monkeypatch, "p.draw = lambda _: __import__('time').sleep(5)")
    await drawing.warm()
    process = drawing._process
    assert process is not None
    asked = asyncio.create_task(drawing.draw(CHART))
    await asyncio.sleep(0)
    process.kill()
    monkeypatch.undo()
    with pytest.raises(Undrawn, match="ended with -9"):
        await asked
    assert await drawing.draw(CHART) == draw_chart(CHART)


async def test_who_stops_waiting_does_not_leave_a_picture_for_the_next(
    drawing: DrawingChild,
) -> None:
    """A cancelled request takes its process with it, so that answers stay in step."""
    asked = asyncio.create_task(drawing.draw(CHART))
    while drawing._process is None:
        await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await drawing.draw(OTHER) == draw_chart(OTHER)


async def test_too_slow_a_process_is_given_up(
    drawing: DrawingChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one that never begins to listen."""
    broken(tmp_path, monkeypatch, "p.main = lambda: __import__('time').sleep(60)")
    monkeypatch.setattr(child, "SECONDS", 0.3)
    with pytest.raises(Undrawn, match="too slow"):
        await drawing.draw(CHART)


async def test_too_large_a_request_is_refused_at_once(drawing: DrawingChild) -> None:
    """Nothing is started for it."""
    note = "ط" * child.LARGEST
    with pytest.raises(Undrawn, match="too large"):
        await drawing.draw(Chart(language="ar", title="", rows=(("", 1),), note=note))
    assert drawing._process is None
