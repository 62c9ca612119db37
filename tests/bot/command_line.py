"""Running `mashwara` commands as an operator does, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.world import MASTER, World


@dataclass(slots=True)
class Operator:
    """Somebody at the command line of a service whose files lie in a folder."""

    folder: Path

    def runs(self, *arguments: object, expecting: int = 0, **settings: str) -> str:
        """Run a command; returns what it printed, on both outputs."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "MASHWARA_DATA_DIR": str(self.folder / "var"),
            "MASHWARA_MASTER_KEY": MASTER.text(),
            **settings,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == expecting, done.stdout + done.stderr
        return done.stdout + done.stderr

    def world(self) -> World:
        """Return a world on the same files, as the running service would use them."""
        data = self.folder / "var"
        data.mkdir(mode=0o700, exist_ok=True)
        main, keys = f"sqlite:///{data}/mashwara.db", f"sqlite:///{data}/keys.db"
        made = World(main, keys, own_places=True)
        made.clock.time = datetime.now(UTC)  # the commands before it ran by the real clock
        return made
