"""Files too large for a row, sealed piece by piece on the disk under a key of their own."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO, Final

from civic.refusals import Refusal
from storage.ciphers import Cipher

PIECE: Final = 256 * 1024
"""How much is sealed at once: what a file needs of memory, whatever its size."""

_LENGTH: Final = 4


class SealedWriter:
    """Writes pieces of at most PIECE bytes in order; the file is nobody else's to read."""

    def __init__(self, path: Path, cipher: Cipher, about: str) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self._cipher, self._about = cipher, about
        self.pieces = self.size = 0

    def append(self, piece: bytes) -> None:
        """Seal the next piece, bound to its place in the file."""
        sealed = self._cipher.seal(piece, _at(self._about, self.pieces))
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self.pieces += 1
        self.size += len(piece)

    def close(self) -> None:
        """Close the file; what was appended is on the disk then."""
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())


def opened(file: BinaryIO, cipher: Cipher, about: str, pieces: int) -> Generator[bytes, None, None]:
    """Yield the pieces of a sealed file and close it.

    Raises Refusal "cipher.unreadable" when a piece is missing, moved or altered.
    """
    with file:
        for number in range(pieces):
            length = int.from_bytes(file.read(_LENGTH), "big")
            if length > PIECE * 2:
                raise Refusal("cipher.unreadable", at=about)
            yield cipher.open(file.read(length), _at(about, number))


def _at(about: str, number: int) -> str:
    return f"{about}|{number}"
