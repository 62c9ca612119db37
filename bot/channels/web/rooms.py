"""The open sockets of each conversation."""

from __future__ import annotations

import asyncio
from collections import defaultdict

MOST_WAITING = 64


class Seat:
    """One open page: what is still to be sent to it, in order."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue(MOST_WAITING + 1)

    def give(self, frame: str) -> None:
        """Queue a frame; a page too slow to read is closed, and catches up when it returns."""
        if self._waiting.qsize() < MOST_WAITING:
            self._waiting.put_nowait(frame)
        else:
            self.close()

    def close(self) -> None:
        """End the page's stream after what is queued."""
        if not self._waiting.full():
            self._waiting.put_nowait(None)

    async def next(self) -> str | None:
        """Return the next frame, or None at the end."""
        return await self._waiting.get()


class Rooms:
    """Which pages are open on which conversation."""

    __slots__ = ("_count", "_seats")

    def __init__(self) -> None:
        self._count = 0
        self._seats: defaultdict[str, set[Seat]] = defaultdict(set)

    def enter(self, chat: str) -> Seat:
        """Open a seat."""
        seat = Seat()
        self._count += 1
        self._seats[chat].add(seat)
        return seat

    def quit(self, chat: str, seat: Seat) -> None:
        """Give a seat up; an empty room is forgotten."""
        self._count -= 1
        self._seats[chat].remove(seat)
        if not self._seats[chat]:
            del self._seats[chat]

    def give(self, chat: str, frame: str) -> None:
        """Queue a frame at every seat of a conversation."""
        for seat in self._seats.get(chat, ()):
            seat.give(frame)

    def close(self) -> None:
        """End every stream."""
        for seats in self._seats.values():
            for seat in seats:
                seat.close()

    def __len__(self) -> int:
        return self._count
