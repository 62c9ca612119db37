"""The codes of a ballot: by which a voter finds themselves on the roll, and among those counted.

Both are drawn from a secret of the ballot that is destroyed at its close. Nobody can tell
afterwards whose a code is but who was shown it, nor which code on the roll belongs to which
among those counted (docs/decisions/0023).
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from typing import Final

CODE_BYTES: Final = 10
"""80 bits, which are 16 characters of base32."""

_GROUP: Final = 4
_CODE: Final = re.compile(r"[A-Z2-7]{16}")


def roll_code(secret: bytes, person: str) -> str:
    """Return by which code somebody stands on the roll."""
    return _code(secret, "roll", person)


def counted_code(secret: bytes, on_roll: str) -> str:
    """Return the inclusion code of a seat: the same however often it votes anew."""
    return _code(secret, "counted", on_roll)


def in_fours(code: str) -> str:
    """Return a code as it is read and compared."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(text: str) -> str | None:
    """Return the code that somebody wrote, with or without spaces; None for anything else."""
    plain = "".join(text.split()).upper()
    return plain if _CODE.fullmatch(plain) else None


def _code(secret: bytes, purpose: str, subject: str) -> str:
    digest = hmac.digest(secret, f"{purpose}|{subject}".encode(), "sha256")
    return b32encode(digest[:CODE_BYTES]).decode()
