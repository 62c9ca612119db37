"""Searching people's words in a sub-district: reading them into memory, then finding."""

from __future__ import annotations

import asyncio
import time
from typing import Final

import msgspec

from benchmarks.area.memory import tree_kib
from benchmarks.area.stage import AreaStage
from benchmarks.area.waits import Waits

WORDS: Final = ("المضخة", "محطة المياه واقفة", "الموية", "كهربا", "المدرسة", "دوا السكري")
_UNTIL_READ_SECONDS: Final = 240


class Search(msgspec.Struct):
    """How long the words of an area take to be read, what they weigh, and how long a find takes.

    Memory is resident, in KiB.
    """

    seconds_to_read: float
    before: int
    after: int
    finds: Waits


async def measure(stage: AreaStage, times: int) -> Search:
    """Search until everything is read, then go on searching."""
    pid = stage.stage.running.process.pid
    before, begun = tree_kib(pid), time.perf_counter()
    async with asyncio.timeout(_UNTIL_READ_SECONDS):
        while not await _is_read(stage):
            await asyncio.sleep(0.5)
    took = time.perf_counter() - begun
    finds = [
        await stage.says(stage.subdistrict, f"/search {words}")
        for _ in range(times)
        for words in WORDS
    ]
    return Search(round(took, 1), before, tree_kib(pid), Waits.of(finds))


async def _is_read(stage: AreaStage) -> bool:
    """Tell whether an answer is whole: one that is not has a button to ask the same page again."""
    await stage.says(stage.subdistrict, f"/search {WORDS[0]}")
    shown = stage.subdistrict.shown
    assert shown is not None
    return not any(each.startswith("/search =1;") for each in shown.buttons)
