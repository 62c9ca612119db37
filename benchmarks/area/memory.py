"""Memory of a process with everything that it started."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final

_EVERY_SECONDS: Final = 0.05
_PROPORTIONAL: Final = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


def tree_kib(pid: int) -> int:
    """Return the KiB in RAM of a process and all below it; what they share counts once."""
    return sum(_own_kib(each) for each in _tree(pid))


def _own_kib(pid: int) -> int:
    try:
        found = _PROPORTIONAL.search(Path(f"/proc/{pid}/smaps_rollup").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(found[1]) if found else 0


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            tasks = list(Path(f"/proc/{each}/task").glob("*/children"))
            found += [int(child) for task in tasks for child in task.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


class Peak:
    """The most that a process and all below it hold while somebody looks."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.kib = 0

    async def watch(self) -> None:
        """Look many times a second until cancelled."""
        while True:
            self.kib = max(self.kib, await asyncio.to_thread(tree_kib, self._pid))
            await asyncio.sleep(_EVERY_SECONDS)
