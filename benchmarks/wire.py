"""Just enough HTTP/1.1 to load a server from the other core without using it up ourselves."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from typing import Protocol

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_HEAD_ENDS = b"\r\n\r\n"


class Reply(Protocol):
    """Writes the answer to one request; may be kept and called later."""

    def __call__(self, body: bytes) -> None:
        """Answer with 200 and this JSON."""
        ...


Answerer = Callable[[bytes, bytes, bytes, Reply], None]
"""Takes a request's path, head and body, and what to answer with."""


class _Messages(asyncio.Protocol):
    """Cuts what arrives on a connection into heads and bodies."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(_HEAD_ENDS)) >= 0:
            head = bytes(self._buffer[:end])
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body = bytes(self._buffer[end + 4 : whole])
            del self._buffer[:whole]
            self.message(head, body)

    def message(self, head: bytes, body: bytes) -> None:
        raise NotImplementedError


class ServedConnection(_Messages):
    """One connection to our server."""

    def __init__(self, answer: Answerer) -> None:
        super().__init__()
        self._answer = answer
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def message(self, head: bytes, body: bytes) -> None:
        """Answer one request."""
        self._answer(head.split(b" ", 2)[1], head, body, self._reply)

    def _reply(self, body: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (len(body), body)
            )


class _Posting(_Messages):
    """One connection on which we post; one request at a time."""

    def __init__(self, ended: Callable[[_Posting, int], None]) -> None:
        super().__init__()
        self._ended = ended
        self.transport: asyncio.Transport | None = None
        self.under_way = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        if self.under_way:
            self.under_way = False
            self._ended(self, 0)

    def post(self, request: bytes) -> None:
        assert self.transport is not None
        self.under_way = True
        self.transport.write(request)

    def message(self, head: bytes, body: bytes) -> None:
        self.under_way = False
        self._ended(self, int(head[9:12]))


class Poster:
    """Posts bodies to one address over at most so many connections, as Telegram does."""

    def __init__(self, host: str, port: int, head: bytes, connections: int) -> None:
        self._host, self._port, self._head = host, port, head
        self._room = connections
        self._idle: list[_Posting] = []
        self._queue: deque[tuple[bytes, asyncio.Future[int]]] = deque()
        self._answers: dict[_Posting, asyncio.Future[int]] = {}
        self._opening: set[asyncio.Task[None]] = set()

    def post(self, body: bytes) -> asyncio.Future[int]:
        """Post when a connection is free; the future becomes the status, 0 if it was cut."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.append(
            (b"%sContent-Length: %d\r\n\r\n%s" % (self._head, len(body), body), future)
        )
        self._go_on()
        return future

    def close(self) -> None:
        """Close the connections; what waits is given up."""
        self._queue.clear()
        for task in self._opening:
            task.cancel()
        for connection in (*self._idle, *self._answers):
            if connection.transport:
                connection.transport.close()

    def _go_on(self) -> None:
        while self._queue and self._idle:
            connection = self._idle.pop()
            if connection.transport is None:
                self._room += 1
                continue
            request, future = self._queue.popleft()
            self._answers[connection] = future
            connection.post(request)
        while len(self._queue) > len(self._opening) and self._room:
            self._room -= 1
            task = asyncio.get_running_loop().create_task(self._open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(
            lambda: _Posting(self._ended), self._host, self._port
        )
        self._idle.append(connection)
        self._go_on()

    def _ended(self, connection: _Posting, status: int) -> None:
        future = self._answers.pop(connection)
        if not future.done():
            future.set_result(status)
        self._idle.append(connection)
        self._go_on()
