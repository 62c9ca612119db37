"""An officer's two key files: NAME.private behind a passphrase, NAME.public to hand over."""

import base64
import binascii
import os
import unicodedata
from pathlib import Path
from typing import Final

import msgspec
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from civic.refusals import Refusal
from storage.ciphers import KEY_BYTES, Cipher, RandomBytes
from storage.seals import PrivateKey, PublicKey

SHORTEST_PASSPHRASE: Final = 12
PRIVATE_FORMAT: Final = "mashwara-private-key-1"
PUBLIC_TITLE: Final = "mashwara public key 1"

# 2**17 blocks of 1 kB: 128 MB and about half a second for each guess (OWASP's first choice).
_COST: Final = 17
_SALT_BYTES: Final = 16


class _PrivateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in NAME.private, as JSON."""

    format: str
    name: str
    recovery: bool
    salt: bytes
    sealed: bytes


def write_pair(
    directory: Path,
    name: str,
    passphrase: str,
    *,
    recovery: bool = False,
    random_bytes: RandomBytes = os.urandom,
) -> PublicKey:
    """Makes a key pair and writes both files; existing files are never replaced."""
    private_path, public_path = _paths(directory, name)
    if private_path.exists() or public_path.exists():
        raise Refusal("officer-file.exists", name=name)
    key = PrivateKey.generate()
    public = key.public(name, recovery=recovery)
    private_text = lock_private(key, public, passphrase, random_bytes)
    _write(private_path, private_text, 0o600)
    _write(public_path, public_text(public).encode(), 0o644)
    return public


def lock_private(
    key: PrivateKey, public: PublicKey, passphrase: str, random_bytes: RandomBytes
) -> bytes:
    """The content of NAME.private: the key under scrypt and AES-256-GCM."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refusal("officer-file.short-passphrase", need=SHORTEST_PASSPHRASE)
    salt = random_bytes(_SALT_BYTES)
    cipher = Cipher(_stretched(passphrase, salt), random_bytes)
    sealed = cipher.seal(key.raw(), _bound(public.name, recovery=public.recovery))
    file = _PrivateFile(PRIVATE_FORMAT, public.name, public.recovery, salt, sealed)
    return msgspec.json.encode(file)


def unlock_private(content: bytes, passphrase: str) -> PrivateKey:
    """Opens the content of NAME.private.

    Raises Refusal("officer-file.wrong-passphrase"), which an altered file looks like too,
    or Refusal("officer-file.unreadable") when it is no such file.
    """
    try:
        file = msgspec.json.decode(content, type=_PrivateFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal("officer-file.unreadable") from None
    if file.format != PRIVATE_FORMAT:
        raise Refusal("officer-file.unreadable")
    cipher = Cipher(_stretched(passphrase, file.salt), os.urandom)
    try:
        return PrivateKey(cipher.open(file.sealed, _bound(file.name, recovery=file.recovery)))
    except Refusal:
        raise Refusal("officer-file.wrong-passphrase") from None


def public_text(public: PublicKey) -> str:
    """The content of NAME.public: lines a person can read and compare aloud."""
    kind = "recovery" if public.recovery else "officer"
    return (
        f"{PUBLIC_TITLE}\n"
        f"name: {public.name}\n"
        f"kind: {kind}\n"
        f"key: {base64.b64encode(public.key).decode('ascii')}\n"
        f"fingerprint: {public.fingerprint}\n"
    )


def read_public(text: str) -> PublicKey:
    """Reads NAME.public; its fingerprint must fit, so that a slip in copying is found."""
    title, *rest = text.strip().splitlines() or [""]
    fields = dict(line.partition(": ")[::2] for line in rest)
    try:
        key = base64.b64decode(fields["key"], validate=True)
        public = PublicKey(fields["name"], key, fields["kind"] == "recovery")
    except (KeyError, binascii.Error, Refusal):
        raise Refusal("officer-file.unreadable") from None
    if public_text(public).split() != text.split() or title != PUBLIC_TITLE:
        raise Refusal("officer-file.unreadable")
    return public


def _paths(directory: Path, name: str) -> tuple[Path, Path]:
    # The name is a line of the public file and a file's name, so neither may be broken by it.
    if not name.replace(" ", "").replace("-", "").isalnum() or name != name.strip():
        raise Refusal("officer-file.bad-name", name=name)
    return directory / f"{name}.private", directory / f"{name}.public"


def _stretched(passphrase: str, salt: bytes) -> bytes:
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=KEY_BYTES, n=2**_COST, r=8, p=1).derive(typed)


def _bound(name: str, *, recovery: bool) -> str:
    return msgspec.json.encode((PRIVATE_FORMAT, name, recovery)).decode()


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
