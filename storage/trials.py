"""What a process is trying, named in a file that outlives it, so that a crash has its suspects."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from storage import caution
from storage.caution import Mark

_PREFIX = "trying-"


class Trials:
    """Names what this process is trying; knows what others were trying when they died.

    Nothing waits for the disk, since the file survives the process, and a power cut is no
    turn's fault. The file is locked while the process lives: by that the workers in one
    folder know the dead from the living.
    """

    def __init__(self, folder: Path, suspects: Mapping[Mark, int]) -> None:
        """`suspects` must be tried alone; with the crashes of each since it is suspected."""
        self.suspects = suspects
        self._file, new = tempfile.mkstemp(prefix=".", dir=folder)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        # Seen before it is locked, it would be taken for a dead one's.
        self._path = Path(new).rename(folder / f"{_PREFIX}{new[-8:]}")

    @classmethod
    def open(cls, engine: Engine, folder: Path) -> Trials:
        """Begin, after everything that the dead were trying is among the suspects."""
        with engine.begin() as connection:
            for marks in _left_by_the_dead(folder):
                caution.accuse(connection, marks)
            suspects = caution.suspects(connection)
        return cls(folder, suspects)

    @contextmanager
    def of(self, marks: Sequence[Mark]) -> Iterator[None]:
        """Name these meanwhile; they stay named after an error that ends the process."""
        self._write(marks)
        yield
        self._write(())

    def close(self) -> None:
        """Leave nothing behind, after a clean stop."""
        self._path.unlink()
        os.close(self._file)

    def _write(self, marks: Sequence[Mark]) -> None:
        os.pwrite(self._file, msgspec.json.encode(marks) + b"\n", 0)


def _left_by_the_dead(folder: Path) -> Iterator[list[Mark]]:
    """Take away the files that nobody holds any more, and yield what each names."""
    for path in folder.glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            yield msgspec.json.decode(file.readline() or b"[]", type=list[Mark])
