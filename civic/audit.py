"""The audit chain: each entry's digest covers the one before, so no change goes unseen."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from civic.refusals import Refusal

GENESIS: Final = bytes(32)
"""What the first entry names as the digest before it."""

MOST_LATE: Final = 10_000
"""How many entries may wait for their predecessor before the chain counts as broken."""

_PURPOSE: Final = b"mashwara audit 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what and when (seconds since 1970), and its place in the chain."""

    sequence: int
    at: int
    actor: str
    action: str
    subject: str
    previous: bytes
    digest: bytes


def link(
    previous: bytes, *, sequence: int, at: int, actor: str, action: str, subject: str
) -> bytes:
    """The digest of an entry: SHA-256 over its fields, each with its length before it."""
    texts = (str(sequence), str(at), actor, action, subject)
    parts = (_PURPOSE, previous, *(text.encode("utf-8", "surrogatepass") for text in texts))
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def is_whole(entry: Entry) -> bool:
    """Whether an entry is as it was when it was chained."""
    return entry.digest == link(
        entry.previous,
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
    )


def follow(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Takes entries in order of their sequence and yields them in the order of the chain.

    The two may differ a little: an entry numbered before another may be committed, and so
    chained, after it. Raises Refusal("audit.broken", sequence=) at the first entry that
    was altered, or whose predecessor was altered, removed or moved.
    """
    head = GENESIS
    waiting: dict[bytes, Entry] = {}
    for entry in entries:
        if not is_whole(entry) or entry.previous in waiting or len(waiting) >= MOST_LATE:
            raise _broken(entry, *waiting.values())
        waiting[entry.previous] = entry
        while following := waiting.pop(head, None):
            head = following.digest
            yield following
    if waiting:
        raise _broken(*waiting.values())


def check(entries: Iterable[Entry]) -> int | None:
    """The first broken sequence, or None when the chain is whole."""
    try:
        for _ in follow(entries):
            pass
    except Refusal as refusal:
        return int(str(refusal.facts["sequence"]))
    return None


def _broken(*entries: Entry) -> Refusal:
    return Refusal("audit.broken", sequence=min(entry.sequence for entry in entries))
