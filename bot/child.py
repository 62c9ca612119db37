"""Cleaning files in a bounded child process: what it reads comes from strangers."""

from __future__ import annotations

import asyncio
import sys

from handlers.cleaning import Unclean

SECONDS = 20
LARGEST = 20 * 1024 * 1024


async def clean(kind: str, content: bytes) -> bytes:
    """Return the cleaned file; raises Unclean when the child refuses, dies or is too slow."""
    if len(content) > LARGEST:
        raise Unclean("too large")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        "bot.child_process",
        kind,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(content), SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise Unclean("too slow") from None
    if process.returncode != 0 or not output:
        raise Unclean(f"child ended with {process.returncode}")
    return output
