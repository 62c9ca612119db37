"""The two public records of a ballot, byte for byte, so that anybody can check their hashes.

A record is plain text in UTF-8, a line ends with a line feed, and its hash is the SHA-256 of
all its bytes: `sha256sum` of the downloaded file gives what was told in the chat.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from civic.ballot_codes import in_fours
from civic.ballot_counts import Tally

ROLL: Final = "mashwara roll 1"
RESULT: Final = "mashwara result 1"
SHOWN_DIGITS: Final = 32
"""So much of a hash is told in a chat: 128 bits, more than anybody can find two records for."""

_GROUP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a ballot is about, as it stands at the head of its roll."""

    number: int
    place: str
    question: str
    options: Sequence[str]
    opens: int
    closes: int


def roll_record(subject: Subject, codes: Iterable[str]) -> str:
    """Return what is fixed before the opening: the question, the times, and who may vote."""
    listed = sorted(codes)
    return _text(
        ROLL,
        f"ballot {subject.number}",
        f"place {subject.place}",
        f"opens {_instant(subject.opens)}",
        f"closes {_instant(subject.closes)}",
        f"question {subject.question}",
        *(f"option {number} {option}" for number, option in enumerate(subject.options, start=1)),
        f"voters {len(listed)}",
        *map(in_fours, listed),
    )


def result_record(number: int, roll: bytes, tally: Tally, codes: Iterable[str]) -> str:
    """Return what is told after the close: the roll's hash, the sums, and whose votes are in."""
    if tally.cells is None:
        return _text(RESULT, f"ballot {number}", f"roll {roll.hex()}", "too few ballots to tell")
    listed = sorted(codes)
    return _text(
        RESULT,
        f"ballot {number}",
        f"roll {roll.hex()}",
        f"ballots {tally.cast}",
        *(f"option {option} {count}" for option, count in enumerate(tally.total, start=1)),
        *(
            f"place {place} option {option} {count}"
            for place, counts in sorted(tally.cells.items())
            for option, count in enumerate(counts, start=1)
        ),
        *map(in_fours, listed),
    )


def digest(record: str) -> bytes:
    """Return the SHA-256 of a record."""
    return hashlib.sha256(record.encode("utf-8", "surrogatepass")).digest()


def shown(hashed: bytes) -> str:
    """Return the beginning of a hash as it is told and compared, in fours."""
    digits = hashed.hex()[:SHOWN_DIGITS]
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def _text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _instant(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%MZ}"
