"""Drawing in a child process that is kept warm between pictures and started when it is needed."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Final

import msgspec

from bot.drawing.wire import HEAD
from conversations.pictures import Picture
from handlers.drawing import Undrawn

SECONDS: Final = 30
"""For a picture with the start of the process, on a slow and busy machine."""
LARGEST: Final = 4 * 1024 * 1024


class DrawingChild:
    """One process that draws one picture after another; it ends by itself when nobody asks."""

    def __init__(self, cache: Path) -> None:
        """Take a folder in which the drawing library may keep its list of fonts."""
        self._cache = cache
        self._one_at_a_time = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    async def warm(self) -> None:
        """Start the process, so that it is ready when the first picture is asked for."""
        async with self._one_at_a_time:
            await self._running()

    async def draw(self, picture: Picture) -> bytes:
        """Return a picture as PNG, a report as PDF; raises Undrawn."""
        request = msgspec.msgpack.encode(picture)
        if len(request) > LARGEST:
            raise Undrawn("too large")
        async with self._one_at_a_time:
            drawn = await self._ask(request)
            if drawn is None:  # it had just gone to rest
                drawn = await self._ask(request)
        if drawn is None:
            raise Undrawn("nobody there")
        return drawn

    async def close(self) -> None:
        """End the process."""
        async with self._one_at_a_time:
            await self._end()

    async def _ask(self, request: bytes) -> bytes | None:
        """Return what was drawn, or None where the process had ended for want of work."""
        process = await self._running()
        drawn = None
        try:
            drawn = await asyncio.wait_for(_exchange(process, request), SECONDS)
        except TimeoutError:
            raise Undrawn("too slow") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            if code := await process.wait():
                raise Undrawn(f"ended with {code}") from None
        finally:
            if drawn is None:
                await self._end()
        return drawn

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await _start(self._cache)
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _start(cache: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        "bot.drawing.process",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={
            "MPLCONFIGDIR": str(cache),
            # Threads would not survive the fork, and a picture needs none.
            "OPENBLAS_NUM_THREADS": "1",
            "RAYON_NUM_THREADS": "1",
        },
    )


async def _exchange(process: asyncio.subprocess.Process, request: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise Undrawn("no pipes")
    process.stdin.write(HEAD.pack(len(request)) + request)
    await process.stdin.drain()
    (length,) = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
    return await process.stdout.readexactly(length)
