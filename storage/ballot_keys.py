"""The two keys of a ballot: one lasts and seals its question, one seals votes until the close.

The second is destroyed once the votes are counted. What lies sealed under it in logs, free pages
and back-ups is then noise, also for whoever has every other key.
"""

from __future__ import annotations

from typing import Final

from storage.ciphers import Cipher
from storage.work import Work

_PLACE_BYTES: Final = 64
"""Every seat's body is equally long, whatever the place and whether it has voted."""


def body_key(ballot_id: str) -> str:
    """Return the name of the key that lasts."""
    return f"ballot:{ballot_id}"


def votes_key(ballot_id: str) -> str:
    """Return the name of the key that is destroyed at the close."""
    return f"ballot-votes:{ballot_id}"


def seal_seat(cipher: Cipher, ballot_id: str, code: str, place: str, choice: int) -> bytes:
    """Seal what a seat says; no two sealings are alike, and all are equally long."""
    plain = f"{choice}{place}".encode().ljust(1 + _PLACE_BYTES)
    return cipher.seal(plain, f"ballot_seat|body|{ballot_id}|{code}")


def open_seat(cipher: Cipher, ballot_id: str, code: str, body: bytes) -> tuple[str, int]:
    """Return the place of a seat and what it says."""
    plain = cipher.open(body, f"ballot_seat|body|{ballot_id}|{code}").decode().rstrip()
    return plain[1:], int(plain[0])


def new_secret(work: Work, ballot_id: str) -> tuple[bytes, bytes]:
    """Draw the secret of a ballot's codes; returns it plain and as it is stored."""
    plain = f"{work.dice.token()}{work.dice.token()}".encode()
    cipher = work.keys.create(votes_key(ballot_id), work.now.date())
    return plain, cipher.seal(plain, _secret_at(ballot_id))


def open_secret(work: Work, ballot_id: str, sealed: bytes) -> bytes:
    """Return the secret of a ballot's codes."""
    return work.keys.cipher(votes_key(ballot_id)).open(sealed, _secret_at(ballot_id))


def _secret_at(ballot_id: str) -> str:
    return f"ballot|secret|{ballot_id}"
