"""What residents notice while offices ask for all that is heavy: their own replies, timed."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator

import msgspec

from benchmarks.area import exports
from benchmarks.area.stage import AreaStage
from benchmarks.area.waits import Waits
from benchmarks.measures.latency import open_loop
from benchmarks.measures.throughput import admit
from benchmarks.residents import Act, Resident
from benchmarks.talk import FUEL_PROBLEMS, place_names, talk

_AT_ONCE = 60


class Meanwhile(msgspec.Struct):
    """Replies to residents alone, while an office asks and looks, and while a list is made."""

    updates_per_second: float
    alone: Waits
    asking: Waits
    exporting: Waits

    @property
    def ratios(self) -> dict[str, float]:
        """How many times as long the residents wait, at the 50th and the 99th of 100."""
        return {
            f"{name} {quantile}": round(getattr(each, quantile) / getattr(self.alone, quantile), 2)
            for name, each in (("asking", self.asking), ("exporting", self.exporting))
            for quantile in ("p50", "p99")
        }


async def measure(stage: AreaStage, rate: float, seconds: float) -> Meanwhile:
    """Let residents report at a steady pace, and one office after another do heavy things."""
    first, village = stage.newcomers, stage.stage.village
    await admit(stage.stage, _AT_ONCE, first)
    everybody = [village.resident(first + number) for number in range(_AT_ONCE)]
    names = place_names()
    acts = [_acts(names, number) for number in range(_AT_ONCE)]

    async def pace(heavy: Callable[[AreaStage], Awaitable[None]] | None) -> Waits:
        task = asyncio.ensure_future(_forever(heavy, stage)) if heavy else None
        timings = await open_loop(stage.stage, everybody, acts, rate, seconds)
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return Waits.of(1000 * each.replied for each in timings)

    return Meanwhile(rate, await pace(None), await pace(_ask), await pace(_export))


async def _forever(heavy: Callable[[AreaStage], Awaitable[None]], stage: AreaStage) -> None:
    while True:
        await heavy(stage)


async def _ask(stage: AreaStage) -> None:
    """Ask and look as an eager office does, twice a second or so."""
    asking: Resident = stage.governorate
    for command in ("/needs", "/stats", "/needs =;;;;30;;", "/overdue"):
        await stage.says(asking, command)
        await asyncio.sleep(0.3)
    await stage.says(asking, "/map")
    said = asking.shown
    await stage.until(asking, lambda shown: shown is not said)


async def _export(stage: AreaStage) -> None:
    await exports.measure(stage, "xlsx", words=False)


def _acts(names: list[str], number: int) -> Iterator[Act]:
    """Return what one resident does: whole reports, of a problem that is never like another."""
    for turn in itertools.count(number):
        yield from talk(names[turn % len(names)], FUEL_PROBLEMS)
