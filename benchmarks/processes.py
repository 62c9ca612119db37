"""Starting a contender, reading what it uses from /proc, and ending it by its number."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Running:
    """A process of ours, with where it writes what it has to say."""

    process: asyncio.subprocess.Process
    log: Path

    def cpu(self) -> float:
        """Return the CPU seconds used so far, by all threads, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def resident_kib(self) -> int:
        """Return the memory that is in RAM now, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) if found else 0

    async def end(self) -> None:
        """Ask it to stop, and insist after ten seconds."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), 10)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


async def start(command: list[str], environment: Mapping[str, str], log: Path) -> Running:
    """Start a process with nothing of our environment that could change what it does."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with log.open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env={**kept, "PYTHONPATH": str(ROOT), **environment},
            stdout=written,
            stderr=written,
        )
    return Running(process, log)


def python() -> str:
    """Return the interpreter that runs us."""
    return sys.executable


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
    return port


def scratch() -> tempfile.TemporaryDirectory[str]:
    """Return a folder on the disk of the project, since a disk in memory would flatter us."""
    home = ROOT / "var"
    home.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="bench-", dir=home)


def busy_seconds() -> float:
    """Return the CPU seconds that the whole machine has used, to see who else was working."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return (sum(fields) - fields[3] - fields[4]) / _TICK
