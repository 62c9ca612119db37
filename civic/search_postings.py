"""Which texts hold a term: a set of small numbers, which is joined and met as one large number.

Among a hundred thousand texts, meeting two sets takes microseconds so; as sets of Python they
take milliseconds, for which everybody else's turn would wait.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

Bits = int
"""A set of numbers: bit n is 1 where n is in it."""

NONE: Final[Bits] = 0
_SPARSE: Final = 32  # bits that one number takes in an array


class Posting:
    """The numbers of the texts that hold a term; they come in growing order."""

    __slots__ = ("_few", "_many")

    def __init__(self) -> None:
        self._few = array("I")
        self._many = bytearray()

    def add(self, number: int) -> None:
        """Add a number that is larger than all before."""
        if self._many:
            self._set(number)
            return
        self._few.append(number)
        if len(self._few) * _SPARSE > number + _SPARSE:
            self._become_dense()

    def bits(self) -> Bits:
        """Return all numbers as a set."""
        return int.from_bytes(self._many or _packed(self._few), "little")

    def take_out(self, dead: Bits) -> None:
        """Let numbers go."""
        if self._many:
            left = self.bits() & ~dead
            self._many = bytearray(left.to_bytes(len(self._many), "little"))
        elif self.bits() & dead:
            self._few = array("I", (number for number in self._few if not dead >> number & 1))

    def _become_dense(self) -> None:
        self._many = _packed(self._few)
        self._few = array("I")

    def _set(self, number: int) -> None:
        byte = number >> 3
        if byte >= len(self._many):
            self._many.extend(bytes(byte + 1 - len(self._many)))
        self._many[byte] |= 1 << (number & 7)


def any_of(postings: Iterable[Posting]) -> Bits:
    """Return what is in one of these at least."""
    found = NONE
    for posting in postings:
        found |= posting.bits()
    return found


def highest(bits: Bits, most: int) -> Iterator[int]:
    """Yield the largest numbers of a set, the largest first, at most so many."""
    digits = f"{bits:b}"
    at = digits.find("1")
    while at >= 0 and most > 0:
        yield len(digits) - 1 - at
        at, most = digits.find("1", at + 1), most - 1


def _packed(numbers: array[int]) -> bytearray:
    packed = bytearray((numbers[-1] >> 3) + 1 if numbers else 0)
    for number in numbers:
        packed[number >> 3] |= 1 << (number & 7)
    return packed
