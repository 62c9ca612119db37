"""Checking a hundred thousand entries: by the command, and by the file that stands alone."""

from __future__ import annotations

import subprocess
import time
from functools import partial
from pathlib import Path

import msgspec
from pydantic import SecretStr

from benchmarks.processes import ROOT, python
from bot.app import open_database
from bot.settings import Settings
from storage import audit
from storage.work import Work
from tests.bot.command_line import Operator
from tests.world import MASTER, World

_AT_ONCE = 5_000


class Checked(msgspec.Struct):
    """Seconds with the start of the process: the command, writing the file, Python alone."""

    entries: int
    command: float
    export: float
    alone: float
    megabytes: float


def measure(folder: Path, entries: int) -> Checked:
    """Fill a trail and check it."""
    data = folder / "var"
    settings = Settings(data_dir=data, master_key=SecretStr(MASTER.text()))
    open_database(settings).dispose()
    world = World(settings.store_url, settings.key_store_url, own_places=True)
    for start in range(0, entries, _AT_ONCE):
        world.turn(partial(_note, first=start))
    world.close()
    operator, file = Operator(folder), folder / "chains.jsonl"
    began = time.perf_counter()
    assert f"{entries} entries are whole" in operator.runs("verify")
    checked = time.perf_counter()
    operator.runs("verify", "--export", file)
    written = time.perf_counter()
    alone = [python(), "-I", "-S", str(ROOT / "tools" / "verify.py"), str(file)]
    said = subprocess.run(alone, capture_output=True, text=True, check=True).stdout
    ended = time.perf_counter()
    assert f"{entries} entries" in said
    return Checked(
        entries,
        round(checked - began, 2),
        round(written - checked, 2),
        round(ended - written, 2),
        round(file.stat().st_size / 1e6, 1),
    )


def _note(work: Work, first: int) -> None:
    for number in range(first, first + _AT_ONCE):
        audit.note(work, f"mandate {number % 97:020}", "need.read", f"need {number:020}")
    audit.seal_pending(work, limit=_AT_ONCE)
