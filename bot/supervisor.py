"""Keeps the service running: starts it, and starts it anew when it ended by itself."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence

WRONG_SETTINGS = 2
"""The status of a start that an operator must mend; trying again would not help."""

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
LONG_ENOUGH = 60.0


def supervise(arguments: Sequence[str]) -> int:
    """Run `mashwara serve` until it ends well or is told to stop; returns its status."""
    pause = SHORTEST_PAUSE
    while True:
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot", "serve", *arguments])  # noqa: S603
        stopping = _pass_on_signals(process)
        status = process.wait()
        if stopping or status in (0, WRONG_SETTINGS):
            return status
        if time.monotonic() - began > LONG_ENOUGH:
            pause = SHORTEST_PAUSE
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _pass_on_signals(process: subprocess.Popen[bytes]) -> list[int]:
    """Hand a wish to stop on to the service; the list tells that there was one."""
    stopping: list[int] = []

    def stop(number: int, _frame: object) -> None:
        stopping.append(number)
        process.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopping
