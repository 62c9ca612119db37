"""Cold start: from nothing to a /healthz that says a turn could be stored."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median

import aiohttp
import msgspec

from benchmarks import processes
from benchmarks.bot_api import BotApi
from benchmarks.contenders import own_command, own_environment

_LONGEST = 60.0


class Start(msgspec.Struct):
    """Seconds: with an empty folder, and the median of later starts."""

    first: float
    page_only: float
    with_telegram: float


async def measure(starts: int) -> Start:
    """Start and stop our process in one folder, so that only the first makes the database."""
    api = BotApi(lambda chat, shown: None)
    await api.start()
    with processes.scratch() as name:
        folder = Path(name)
        first = await _seconds(folder, "")
        page_only = [await _seconds(folder, "") for _ in range(starts)]
        with_telegram = [await _seconds(folder, api.url) for _ in range(starts)]
    api.close()
    return Start(round(first, 2), round(median(page_only), 2), round(median(with_telegram), 2))


async def _seconds(folder: Path, api: str) -> float:
    port = processes.free_port()
    begun = time.perf_counter()
    running = await processes.start(
        own_command(), own_environment(folder, port, api), folder / "log"
    )
    try:
        await wait_until_healthy(port)
        return time.perf_counter() - begun
    finally:
        await running.end()


async def wait_until_healthy(port: int) -> None:
    """Ask again and again, for a minute at most."""
    async with asyncio.timeout(_LONGEST):
        while not await _is_healthy(port):
            await asyncio.sleep(0.01)


async def _is_healthy(port: int) -> bool:
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/healthz") as response,
        ):
            return response.status == 200
    except aiohttp.ClientError:
        return False
