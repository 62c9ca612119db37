"""The hash chain of a group's vote: no vote is changed, removed, moved or added without a trace.

The seats with their secrets, the text and the quorum are fixed before the first vote, so that
nobody can try out salts until a code fits. docs/decisions/0022 describes every byte.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PURPOSE: Final = "mashwara vote 1"
CODE_BYTES: Final = 10
"""80 bits, which are 16 characters of base32."""

_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class ChainSeat:
    """A seat as it stands in the table: its number, the name shown, and its secret."""

    number: int
    name: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is fixed before the first vote; `text` is the frozen text's SHA-256 in hexadecimal.

    `parts` are the numbers of the paragraphs that are voted on, or 0 alone for the whole.
    """

    vote: str
    text: str
    parts: Sequence[int]
    quorum: int
    seats: Sequence[ChainSeat]


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote on one part, in the order in which they came."""

    seat: int
    part: int
    choice: str
    reason: str


def first_link(opening: Opening) -> bytes:
    """Return the first link: 32 bytes over everything that is fixed before voting."""
    seats = [seat_commitment(seat) for seat in opening.seats]
    return first_link_of(opening.vote, opening.text, opening.parts, opening.quorum, seats)


def first_link_of(
    vote: str, text: str, parts: Sequence[int], quorum: int, seats: Sequence[bytes]
) -> bytes:
    """Return the first link from what seats are bound by, without their names and secrets."""
    numbers = ",".join(str(part) for part in parts)
    bound = (seat.hex() for seat in seats)
    return _digest(PURPOSE, vote, text, numbers, str(quorum), *bound)


def seat_commitment(seat: ChainSeat) -> bytes:
    """Bind a seat to the name shown for it without telling either its secret or its name."""
    return _digest("seat", str(seat.number), seat.name, seat.secret)


def commitment(secret: str, sequence: int, choice: str, reason: str) -> bytes:
    """Bind a vote to what was said; salted, so that a reason may be deleted and none guessed."""
    return _digest("said", secret, str(sequence), choice, reason)


def next_link(previous: bytes, sequence: int, seat: int, part: int, said: bytes) -> bytes:
    """Return the link of the vote that came `sequence`-th, counted from 1."""
    return _digest("vote", previous.hex(), str(sequence), str(seat), str(part), said.hex())


def follow(opening: Opening, casts: Iterable[Cast]) -> bytes:
    """Return the last link of a whole table, worked out anew; raises KeyError for no such seat."""
    secrets = {seat.number: seat.secret for seat in opening.seats}
    return follow_from(first_link(opening), secrets, casts)


def follow_from(first: bytes, secrets: Mapping[int, str], casts: Iterable[Cast]) -> bytes:
    """Return the last link after a first one that is known, from the seats' secrets."""
    link = first
    for sequence, cast in enumerate(casts, start=1):
        said = commitment(secrets[cast.seat], sequence, cast.choice, cast.reason)
        link = next_link(link, sequence, cast.seat, cast.part, said)
    return link


def code(link: bytes, casts: int) -> str:
    """Return what two people compare: 16 characters in fours, after so many votes."""
    plain = b32encode(_digest("code", link.hex(), str(casts))[:CODE_BYTES]).decode()
    return " ".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _digest(*texts: str) -> bytes:
    """SHA-256 over texts, each with the length of its UTF-8 before it, so that none runs over."""
    parts = (text.encode("utf-8", "surrogatepass") for text in texts)
    framed = b"".join(b"%d:%b," % (len(part), part) for part in parts)
    return hashlib.sha256(framed).digest()
