"""Has a bounded child process write a sheet: what people typed is never put together here."""

from __future__ import annotations

import asyncio
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final

from bot.sheets.frames import END, framed
from bot.sheets.rows import Row, Sheet

SECONDS: Final = 300.0

Take = Callable[[bytes], Awaitable[None]]
"""Takes the next piece of the file."""


class Unwritten(Exception):
    """The child died, refused or was too slow; what it has written is no whole file."""


async def write_sheet(
    sheet: Sheet,
    batches: AsyncIterator[Sequence[Row]],
    take: Take,
    piece: int,
    seconds: float = SECONDS,
) -> None:
    """Write a sheet from batches of rows and hand the file over, `piece` bytes at a time.

    Raises Unwritten; whatever `batches` and `take` raise ends the child and goes through.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "bot.sheets.child"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(seconds):
            await _carry(process, sheet, batches, take, piece)
            code = await process.wait()
    except (TimeoutError, BrokenPipeError, ConnectionResetError):
        raise Unwritten("too slow, or dead") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code != 0:
        raise Unwritten(f"child ended with {code}")


async def _carry(
    process: Process,
    sheet: Sheet,
    batches: AsyncIterator[Sequence[Row]],
    take: Take,
    piece: int,
) -> None:
    """Feed the child and collect from it at once, since either pipe holds only a little."""
    if process.stdin is None or process.stdout is None:
        raise Unwritten("no pipes")
    both = (
        asyncio.create_task(_feed(process.stdin, sheet, batches)),
        asyncio.create_task(_collect(process.stdout, take, piece)),
    )
    try:
        await asyncio.gather(*both)
    finally:
        for each in both:
            each.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _feed(stream: StreamWriter, sheet: Sheet, batches: AsyncIterator[Sequence[Row]]) -> None:
    stream.write(framed(sheet))
    async for batch in batches:
        if batch:
            stream.write(framed(batch))
            await stream.drain()
    stream.write(END)
    await stream.drain()
    stream.close()


async def _collect(stream: StreamReader, take: Take, piece: int) -> None:
    while True:
        try:
            await take(await stream.readexactly(piece))
        except asyncio.IncompleteReadError as last:
            if last.partial:
                await take(last.partial)
            return
