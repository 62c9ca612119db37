"""On what it was measured: figures without their machine say little."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

import msgspec

_PACKAGES = ("aiogram", "aiohttp", "msgspec", "python-telegram-bot", "SQLAlchemy")
_SYNCS = 50


class Machine(msgspec.Struct):
    """Cores, versions, and how long the disk takes to keep four kilobytes for good."""

    cores: int
    processor: str
    system: str
    python: str
    sqlite: str
    packages: dict[str, str]
    disk_sync_ms: float


def describe(folder: Path) -> Machine:
    """Describe this machine; `folder` is on the disk that is used."""
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        packages={name: version(name) for name in _PACKAGES},
        disk_sync_ms=_sync_ms(folder),
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _sync_ms(folder: Path) -> float:
    times = []
    path = folder / "sync"
    with path.open("wb") as file:
        for _ in range(_SYNCS):
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fdatasync(file.fileno())
            times.append(1000 * (time.perf_counter() - begun))
    path.unlink()
    return round(median(times), 2)
