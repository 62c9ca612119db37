"""The real service as a process of its own, to be killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.bot_api import FakeBotApi

ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, "-m", "bot", "serve")


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A service over a folder, written to through a fake Bot API; its log is kept."""

    folder: Path
    api: FakeBotApi
    webhook: bool = False
    program: tuple[str, ...] = PROGRAM
    more: dict[str, str] = field(default_factory=dict)
    starts: int = 0
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def database(self) -> Path:
        """The main database."""
        return self.folder / "data" / "mashwara.db"

    @property
    def log(self) -> Path:
        """What all starts wrote to the standard error."""
        return self.folder / "log"

    async def start(self) -> None:
        """Start the service and wait until it takes in what people write."""
        self.starts += 1
        word = "setwebhook" if self.webhook else "getupdates"
        before = self.api.calls.get(word, 0)
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.program, cwd=ROOT, env=self._environment(), stdout=log, stderr=log
            )
        while self.api.calls.get(word, 0) == before and self.process.returncode is None:
            await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def end(self) -> None:
        """Leave nothing running, whatever became of a test."""
        if self.process is not None and self.process.returncode is None:
            await self.kill()

    async def stop(self) -> int:
        """End it as an operator does; returns its status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 20)

    def _environment(self) -> dict[str, str]:
        given = {
            "DATA_DIR": self.folder / "data",
            "MASTER_KEY_FILE": self.folder / "key" / "master.key",
            "TELEGRAM_TOKEN": self.api.token,
            "TELEGRAM_API_BASE": self.api.url,
            "TELEGRAM_WEBHOOK": "1" if self.webhook else "0",
            "TELEGRAM_SECRET": "a-secret-for-tests",
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "HTTP_PORT": self.port,
            "SEND_LIMITS": "none",
            **self.more,
        }
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            **{f"MASHWARA_{name}": str(value) for name, value in given.items()},
        }
