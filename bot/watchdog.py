"""Ends the process when a batch hangs, even inside code that holds the interpreter."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 5.0


@contextmanager
def watchdog(seconds: float = SECONDS) -> Iterator[None]:
    """Exit with status 1 after so long; the supervisor starts the service anew."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
