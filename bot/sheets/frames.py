"""How rows travel to the child process: frames with their length before them.

The first frame is the Sheet, each later one a list of Rows; an empty frame is the end, so
that a stream that broke off is never taken for a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

import msgspec

from bot.sheets.rows import Row, Sheet

END: Final = bytes(4)
LARGEST: Final = 64 * 1024 * 1024
_ENCODER: Final = msgspec.msgpack.Encoder()
_ROWS: Final = msgspec.msgpack.Decoder(list[Row])


def framed(content: Sheet | Sequence[Row]) -> bytes:
    """Return a frame."""
    encoded = _ENCODER.encode(content)
    return len(encoded).to_bytes(4, "big") + encoded


def read_sheet(stream: BinaryIO) -> Sheet:
    """Read the first frame."""
    return msgspec.msgpack.decode(_frame(stream), type=Sheet)


def read_rows(stream: BinaryIO) -> Iterator[Row]:
    """Read the frames that follow, to the end; raises EOFError when it does not come."""
    while content := _frame(stream):
        yield from _ROWS.decode(content)


def _frame(stream: BinaryIO) -> bytes:
    length = int.from_bytes(_exactly(stream, 4), "big")
    if length > LARGEST:
        raise ValueError("too large a frame")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) != length:
        raise EOFError
    return content
