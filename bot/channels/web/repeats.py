"""Which things came from one form: the same twice is one thing, another answer is another.

What tells them apart is never written down. A digest of what was said, kept with an id, would let
whoever reads the database try out every option of a ballot, or every secret number.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b

MOST = 20_000
_KEY_BYTES = 32


class Repeats:
    """The things said under one id, numbered as they came; in memory, the longest unused let go.

    After a restart, and in another worker, whatever comes under an id counts as its first thing.
    """

    __slots__ = ("_key", "_most", "_said")

    def __init__(self, key: bytes, most: int = MOST) -> None:
        self._key, self._most = key[:_KEY_BYTES], most
        self._said: OrderedDict[str, list[bytes]] = OrderedDict()

    def number(self, name: str, *parts: bytes) -> int:
        """Return which of the different things said under a name this is, counted from 0."""
        digest = blake2b(key=self._key, digest_size=16)
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        known = self._said.setdefault(name, [])
        self._said.move_to_end(name)
        if len(self._said) > self._most:
            self._said.popitem(last=False)
        content = digest.digest()
        if content not in known:
            known.append(content)
        return known.index(content)
