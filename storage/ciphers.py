"""Tier 1 encryption: AES-256-GCM bound to the table, column and row a value belongs to."""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from civic.refusals import Refusal

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
_HEAD_BYTES = len(FORMAT) + NONCE_BYTES

RandomBytes = Callable[[int], bytes]


class Cipher:
    """One key's lock: what it seals opens only with the same key at the same place.

    Sealed bytes are one version byte, a random nonce of 12 bytes, then the
    ciphertext with its tag of 16. Nonces are random, so a key should seal fewer
    than 2**32 values (NIST SP 800-38D, 8.3).
    """

    __slots__ = ("_gcm", "_random_bytes")

    def __init__(self, key: bytes, random_bytes: RandomBytes) -> None:
        if len(key) != KEY_BYTES:
            raise Refusal("cipher.wrong-length", have=len(key), need=KEY_BYTES)
        self._gcm = AESGCM(key)
        self._random_bytes = random_bytes

    def seal(self, plain: bytes, at: str) -> bytes:
        """Encrypts `plain` for the place `at`, written "table|column|row"."""
        nonce = self._random_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._gcm.encrypt(nonce, plain, at.encode())

    def open(self, sealed: bytes, at: str) -> bytes:
        """Decrypts; Refusal("cipher.unreadable") for another key or place, or altered bytes."""
        if sealed[:1] != FORMAT or len(sealed) < _HEAD_BYTES:
            raise Refusal("cipher.unreadable", at=at)
        try:
            return self._gcm.decrypt(sealed[1:_HEAD_BYTES], sealed[_HEAD_BYTES:], at.encode())
        except InvalidTag:
            raise Refusal("cipher.unreadable", at=at) from None

    def __repr__(self) -> str:
        return "Cipher(***)"
