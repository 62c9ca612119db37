"""What a child process may use at most: set by itself before it touches what it was handed."""

from __future__ import annotations

import resource

FILES = 16
"""Enough for the standard streams, a font and a library loaded late."""


def bound(memory: int, cpu_seconds: int) -> None:
    """Bound this process for good: bytes of memory, seconds of processor, open files."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold what people wrote
