"""Has a bounded child process read a draft from a file."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

import msgspec

from civic.draft_files import LARGEST, Doubt, Trouble, Unreadable
from handlers.draft_reading import Found

SECONDS: Final = 20


class _Told(msgspec.Struct):
    """What the child tells."""

    paragraphs: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    trouble: Trouble | None = None


async def read_draft(content: bytes) -> Found:
    """Return the paragraphs of a file; raises Unreadable, whatever the child came to."""
    if len(content) > LARGEST:
        raise Unreadable(Trouble.LARGE)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "bot.drafts.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(content), SECONDS)
    except TimeoutError:
        raise Unreadable(Trouble.HEAVY) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        # A signal means a bound: processor, memory. Else a library could not read it.
        raise Unreadable(Trouble.HEAVY if process.returncode < 0 else Trouble.DAMAGED)
    told = msgspec.json.decode(output, type=_Told)
    if told.trouble is not None:
        raise Unreadable(told.trouble)
    return Found(told.paragraphs, told.doubts)
