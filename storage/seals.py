"""Tier 2: what is sealed to named officers and a recovery key, so that the server cannot read it.

A random content key encrypts the text; HPKE (RFC 9180) wraps that key once for each
recipient. Everything, the copies too, is bound to what the seal is about.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from civic.refusals import Refusal
from storage.ciphers import KEY_BYTES, Cipher, RandomBytes

FEWEST_OFFICERS: Final = 2
FORMAT: Final = "mashwara-seal-1"
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Somebody to whom things are sealed: a trained officer, or the offline recovery key."""

    name: str
    key: bytes
    recovery: bool = False

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise Refusal("seal.wrong-key-length", have=len(self.key), need=KEY_BYTES)

    @property
    def fingerprint(self) -> str:
        """Twenty digits to read aloud, in fours: another key with the same takes 2**66 tries."""
        digest = hashlib.sha256(b"mashwara officer|" + self.key).digest()
        digits = f"{int.from_bytes(digest, 'big') % 10**20:020}"
        return " ".join(digits[start : start + 4] for start in range(0, 20, 4))


class PrivateKey:
    """The other half, which never leaves its holder's machine and never prints."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise Refusal("seal.wrong-key-length", have=len(key), need=KEY_BYTES)
        self._key = X25519PrivateKey.from_private_bytes(key)

    @classmethod
    def generate(cls) -> "PrivateKey":
        """A new key; its dice are the cryptographic library's own."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    def public(self, name: str, *, recovery: bool = False) -> PublicKey:
        """The half that is given to the server."""
        return PublicKey(name, self._key.public_key().public_bytes_raw(), recovery)

    def raw(self) -> bytes:
        """The 32 bytes, for the encrypted key file only."""
        return self._key.private_bytes_raw()

    def unwrap(self, wrapped: bytes, about: str) -> bytes:
        """Opens one wrapped content key; raises Refusal("seal.unreadable")."""
        try:
            return _SUITE.decrypt(wrapped, self._key, info=_info(about))
        except InvalidTag:
            raise Refusal("seal.unreadable", about=about) from None

    def __repr__(self) -> str:
        return "PrivateKey(***)"


class _Copy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content key for one recipient, found by fingerprint."""

    fingerprint: str
    wrapped: bytes


class _Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stored form, as JSON; the names say how it is opened."""

    format: str
    copies: tuple[_Copy, ...]
    sealed: bytes


def enough(recipients: Sequence[PublicKey]) -> bool:
    """Whether these are two officers with keys of their own and a recovery key."""
    return _officers(recipients) >= FEWEST_OFFICERS and any(one.recovery for one in recipients)


def seal(
    plain: bytes,
    recipients: Sequence[PublicKey],
    about: str,
    random_bytes: RandomBytes = os.urandom,
) -> bytes:
    """Seals `plain` to every recipient; `about` ("referral|<id>") must be given to open it.

    Raises Refusal("seal.too-few-officers") or Refusal("seal.no-recovery-key").
    """
    _refuse_too_few(recipients)
    content_key = random_bytes(KEY_BYTES)
    copies = tuple(_copy(content_key, one, about) for one in recipients)
    sealed = Cipher(content_key, random_bytes).seal(plain, _bound(about, copies))
    return msgspec.json.encode(_Seal(FORMAT, copies, sealed))


def open_seal(sealed: bytes, private_key: PrivateKey, about: str) -> bytes:
    """Opens a seal with one recipient's key.

    Raises Refusal("seal.not-for-this-key") for a stranger's key and
    Refusal("seal.unreadable") when a byte, a copy or what it is about was changed.
    """
    read = _read(sealed, about)
    fingerprint = private_key.public("").fingerprint
    for copy in read.copies:
        if copy.fingerprint == fingerprint:
            content_key = private_key.unwrap(copy.wrapped, about)
            return _open_content(read, content_key, about)
    raise Refusal("seal.not-for-this-key", about=about)


def _officers(recipients: Sequence[PublicKey]) -> int:
    officers = [one for one in recipients if not one.recovery]
    keys = {one.key for one in officers} - {one.key for one in recipients if one.recovery}
    return min(len(keys), len({one.name for one in officers}))


def _refuse_too_few(recipients: Sequence[PublicKey]) -> None:
    if enough(recipients):
        return
    if (have := _officers(recipients)) < FEWEST_OFFICERS:
        raise Refusal("seal.too-few-officers", have=have, need=FEWEST_OFFICERS)
    raise Refusal("seal.no-recovery-key")


def _copy(content_key: bytes, recipient: PublicKey, about: str) -> _Copy:
    try:
        public = X25519PublicKey.from_public_bytes(recipient.key)
        return _Copy(recipient.fingerprint, _SUITE.encrypt(content_key, public, info=_info(about)))
    except ValueError:
        raise Refusal("seal.bad-public-key", name=recipient.name) from None


def _read(sealed: bytes, about: str) -> _Seal:
    try:
        read = msgspec.json.decode(sealed, type=_Seal)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal("seal.unreadable", about=about) from None
    # One text has one spelling, so that no byte can be changed unnoticed.
    if read.format != FORMAT or msgspec.json.encode(read) != sealed:
        raise Refusal("seal.unreadable", about=about)
    return read


def _open_content(read: _Seal, content_key: bytes, about: str) -> bytes:
    try:
        cipher = Cipher(content_key, os.urandom)
        return cipher.open(read.sealed, _bound(about, read.copies))
    except Refusal:
        raise Refusal("seal.unreadable", about=about) from None


def _info(about: str) -> bytes:
    return f"{FORMAT}|{about}".encode()


def _bound(about: str, copies: tuple[_Copy, ...]) -> str:
    return msgspec.json.encode((FORMAT, about, copies)).decode()
