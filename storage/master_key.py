"""The master key, which wraps every other key: where it is found, made and refused."""

import base64
import binascii
import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from civic.refusals import Refusal
from storage.ciphers import KEY_BYTES, Cipher, RandomBytes

_READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class MasterKey:
    """32 bytes that never print; `version` tells one master key from another.

    The version is taken from a hash of the key, so nobody has to number keys and
    two different keys cannot be mistaken for one another. It fits a 32-bit column.
    """

    __slots__ = ("_key", "version")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise Refusal("master-key.wrong-length", have=len(key), need=KEY_BYTES)
        self._key = key
        digest = hashlib.sha256(b"mashwara master key version|" + key).digest()
        self.version = int.from_bytes(digest[:4], "big") >> 1

    def cipher(self, random_bytes: RandomBytes) -> Cipher:
        """The cipher that wraps other keys under this one."""
        return Cipher(self._key, random_bytes)

    def text(self) -> str:
        """The key as it is written in its file: base64, 44 characters."""
        return base64.b64encode(self._key).decode("ascii")

    def __repr__(self) -> str:
        return "MasterKey(***)"


def from_text(text: str) -> MasterKey:
    """Reads a key from base64, as the environment or a file gives it."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("master-key.not-base64") from None
    return MasterKey(key)


def from_credential(directory: Path, name: str = "master.key") -> MasterKey:
    """Reads a systemd credential; `directory` is the value of CREDENTIALS_DIRECTORY."""
    return _read(directory / name)


def load_or_make(
    path: Path, data_dir: Path, make: bool, random_bytes: RandomBytes = os.urandom
) -> MasterKey:
    """Reads the key file, or makes it (0600) when `make` is given and there are no data yet.

    Refused: a key inside DATA_DIR (a stolen or copied disk would carry its own key), a
    missing key while data exist (a new one could open nothing), a key that group or
    others may read, and anything that is not 32 bytes in base64.
    """
    path = path.expanduser()
    if path.resolve().is_relative_to(data_dir.expanduser().resolve()):
        raise Refusal("master-key.inside-data-dir", path=str(path))
    if not path.exists():
        _refuse_if_missed(path, data_dir, make)
        _write_once(path, MasterKey(random_bytes(KEY_BYTES)), random_bytes)
    return _read_private(path)


def _refuse_if_missed(path: Path, data_dir: Path, make: bool) -> None:
    if not make:
        raise Refusal("master-key.missing", path=str(path))
    if any(data_dir.expanduser().glob("*.db")):
        raise Refusal("master-key.missing-with-data", path=str(path), data_dir=str(data_dir))


def _read_private(path: Path) -> MasterKey:
    try:
        mode = path.stat().st_mode
    except OSError:
        raise Refusal("master-key.unreadable", path=str(path)) from None
    if not stat.S_ISREG(mode):
        raise Refusal("master-key.not-a-file", path=str(path))
    if mode & _READABLE_BY_OTHERS:
        raise Refusal("master-key.readable-by-others", path=str(path))
    return _read(path)


def _read(path: Path) -> MasterKey:
    try:
        return from_text(path.read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        raise Refusal("master-key.unreadable", path=str(path)) from None


def _write_once(path: Path, master: MasterKey, random_bytes: RandomBytes) -> None:
    # A link appears whole or not at all and never replaces a file, so a crash leaves
    # no half-written key and two first runs at once agree on one key.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{random_bytes(8).hex()}")
    _write_synced(draft, master.text() + "\n")
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    _sync_directory(path.parent)


def _write_synced(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
