"""Sealed files: only the right key opens them, whole and in order, and nobody else reads them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from civic.refusals import Refusal
from storage.ciphers import Cipher
from storage.sealed_files import SealedWriter, opened

PIECES = (b"one" * 50, "اثنان".encode() * 50, b"")
CIPHER = Cipher(b"k" * 32, os.urandom)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sealed file of three pieces."""
    found = tmp_path / "exports" / "a.sealed"
    writer = SealedWriter(found, CIPHER, "export|file|a")
    for piece in PIECES:
        writer.append(piece)
    writer.close()
    assert (writer.pieces, writer.size) == (3, sum(map(len, PIECES)))
    return found


def test_what_was_sealed_is_read_again(path: Path) -> None:
    """Piece by piece, and the file is closed at the end."""
    file = path.open("rb")
    assert tuple(opened(file, CIPHER, "export|file|a", 3)) == PIECES
    assert file.closed


def test_the_file_is_for_this_user_and_tells_nothing(path: Path) -> None:
    """Nobody else may open it, and nothing in it can be read."""
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not any(piece and piece in path.read_bytes() for piece in PIECES)


def _swapped(content: bytes) -> bytes:
    first = 4 + int.from_bytes(content[:4], "big")
    second = first + 4 + int.from_bytes(content[first : first + 4], "big")
    return content[first:second] + content[:first] + content[second:]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[:-1],
    "cut to nothing": lambda content: b"",
    "altered": lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
    "pieces in another order": _swapped,
    "an endless piece": lambda content: b"\xff" * 4 + content[4:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_never_taken_for_whole(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever was done to it."""
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        list(opened(path.open("rb"), CIPHER, "export|file|a", 3))


def test_another_key_or_another_export_opens_nothing(path: Path) -> None:
    """A file put in another's place is refused."""
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        list(opened(path.open("rb"), CIPHER, "export|file|b", 3))
    with pytest.raises(Refusal, match=r"cipher\.unreadable"):
        list(opened(path.open("rb"), Cipher(b"x" * 32, os.urandom), "export|file|a", 3))
