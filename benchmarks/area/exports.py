"""An export ordered in the chat: until its link comes, and until the file is downloaded."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Final

import aiohttp
import msgspec

from benchmarks.area.memory import Peak, tree_kib
from benchmarks.area.stage import AreaStage, text_of
from benchmarks.bot_api import Shown

_SOLVED: Final = "منجز"
_LINK: Final = re.compile(r"http://127\.0\.0\.1:\d+/file/[\w-]+")


class Export(msgspec.Struct):
    """Seconds until the link and until the last byte; memory of the service's processes in KiB."""

    kind: str
    words: bool
    rows: int
    seconds_to_link: float
    seconds_to_download: float
    bytes: int
    before: int
    peak: int


async def measure(stage: AreaStage, kind: str, *, words: bool) -> Export:
    """Let the district's office order everything that is solved there; the one above agrees."""
    pid = stage.stage.running.process.pid
    peak, before = Peak(pid), tree_kib(pid)
    watching = asyncio.create_task(peak.watch())
    try:
        begun = time.perf_counter()
        count = await _order(stage, kind, words=words)
        if words:
            begun = await _agree(stage)
        await stage.until(stage.district, lambda shown: _link(shown) is not None)
        made = time.perf_counter() - begun
        size = await _download(stage)
        whole = time.perf_counter() - begun
    finally:
        watching.cancel()
    return Export(kind, words, count, round(made, 2), round(whole, 2), size, before, peak.kib)


async def _order(stage: AreaStage, kind: str, *, words: bool) -> int:
    """Go through the questions; returns how many needs the bot says there are."""
    await stage.says(stage.district, f"/export {kind} {_SOLVED}")
    assert stage.district.shown is not None
    assert len(stage.district.shown.buttons) > 1, text_of(stage.district.shown)
    count = re.search(r"\d+", text_of(stage.district.shown).replace("٬", "").replace(",", ""))
    await stage.says(stage.district, "2" if words else "1")
    return int(count[0]) if count else 0


async def _agree(stage: AreaStage) -> float:
    """Let the governorate's office agree; returns when it did."""
    above = stage.governorate
    await stage.until(above, lambda shown: any(_is_yes(each) for each in shown.buttons))
    begun = time.perf_counter()
    await stage.taps(above, "/export agree")
    return begun


def _is_yes(data: str) -> bool:
    return data.startswith("/export agree")


def _link(shown: Shown) -> str | None:
    found = _LINK.search(text_of(shown))
    return found[0] if found else None


async def _download(stage: AreaStage) -> int:
    assert stage.district.shown is not None
    link = _link(stage.district.shown)
    assert link is not None
    async with aiohttp.ClientSession() as session, session.post(link) as response:
        response.raise_for_status()
        return len(await response.read())
