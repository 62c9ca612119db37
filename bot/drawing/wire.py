"""How requests and pictures go through a pipe: each with its length before it."""

from __future__ import annotations

import os
import struct
from typing import Final

HEAD: Final = struct.Struct(">I")
"""The length of what follows, in bytes."""


def read(pipe: int, size: int) -> bytes:
    """Return so many bytes, or none where the other side ended before."""
    found = bytearray()
    while len(found) < size:
        part = os.read(pipe, size - len(found))
        if not part:
            return b""
        found += part
    return bytes(found)


def write(pipe: int, content: bytes) -> None:
    """Write all of it with its length."""
    left = memoryview(HEAD.pack(len(content)) + content)
    while left:
        left = left[os.write(pipe, left) :]
