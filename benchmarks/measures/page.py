"""What the page costs on a line that is paid by the megabyte, counted where bytes go by."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from benchmarks import processes
from benchmarks.contenders import own_command, own_environment
from benchmarks.measures.start import wait_until_healthy
from benchmarks.residents import Act
from benchmarks.talk import talks

_LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_TOKEN_LENGTH = 22


class Page(msgspec.Struct):
    """Bytes: bodies as a browser gets them, frames of a talk's turns, a form's round trip."""

    html: int
    styles_and_script: int
    first_load: int
    first_load_on_the_wire: int
    socket_turn_up: int
    socket_turn_down: int
    socket_turn_most: int
    socket_turn_on_the_wire: int
    form_post: int
    form_turn_on_the_wire: int


class Relay:
    """Passes bytes on to a port and counts them."""

    def __init__(self, port: int) -> None:
        self.counted = 0
        self.port = 0
        self._to = port
        self._server: asyncio.Server | None = None
        self._pipes: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Cut what is open."""
        if self._server:
            self._server.close()
        for pipe in self._pipes:
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        for source, target in ((reader, far_writer), (far_reader, writer)):
            pipe = asyncio.create_task(self._pass_on(source, target))
            self._pipes.add(pipe)
            pipe.add_done_callback(self._pipes.discard)

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                self.counted += len(data)
                target.write(data)
                await target.drain()
        finally:
            target.close()

    def since(self, before: int) -> int:
        """Return how many bytes went by after a count."""
        return self.counted - before


async def measure() -> Page:
    """Open the page as a browser does, play the talk over its socket, then one turn by form."""
    async with _served() as relay:
        jar = aiohttp.CookieJar(unsafe=True)
        headers = {"Accept-Encoding": "gzip", "User-Agent": _USER_AGENT}
        async with aiohttp.ClientSession(
            f"http://127.0.0.1:{relay.port}", cookie_jar=jar, headers=headers, auto_decompress=False
        ) as session:
            visit = _Visit(session, relay)
            loaded = await visit.load()
            turns = await visit.talk(talks()[0])
            form_post, form_turn = await visit.turn_by_form()
    html, linked, wire = loaded
    ups = [up for up, _, _ in turns]
    downs = [down for _, down, _ in turns]
    return Page(
        html=html,
        styles_and_script=linked,
        first_load=html + linked,
        first_load_on_the_wire=wire,
        socket_turn_up=round(sum(ups) / len(ups)),
        socket_turn_down=round(sum(downs) / len(downs)),
        socket_turn_most=max(up + down for up, down, _ in turns),
        socket_turn_on_the_wire=round(sum(wire for _, _, wire in turns) / len(turns)),
        form_post=form_post,
        form_turn_on_the_wire=form_turn,
    )


_USER_AGENT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@asynccontextmanager
async def _served() -> AsyncIterator[Relay]:
    with processes.scratch() as name:
        folder, port = Path(name), processes.free_port()
        running = await processes.start(
            own_command(), own_environment(folder, port), folder / "log"
        )
        relay = Relay(port)
        try:
            await wait_until_healthy(port)
            await relay.start()
            yield relay
        finally:
            await relay.close()
            await running.end()


class _Visit:
    """One browser."""

    def __init__(self, session: aiohttp.ClientSession, relay: Relay) -> None:
        self._session, self._relay = session, relay
        self._token = ""
        self._live: tuple[str, list[str]] = ("", [])
        self._turn = 0

    async def load(self) -> tuple[int, int, int]:
        """Return the bytes of the page, of what it links to, and of everything on the wire."""
        before = self._relay.counted
        size, page = await self._get("/")
        linked = [await self._get(path) for path in _LINKED.findall(page)]
        self._read(page)
        return size, sum(size for size, _ in linked), self._relay.since(before)

    async def talk(self, acts: tuple[Act, ...]) -> list[tuple[int, int, int]]:
        """Return the bytes up, down and on the wire of each turn, consent left out."""
        origin = {"Origin": f"http://127.0.0.1:{self._relay.port}"}
        async with self._session.ws_connect("/socket", headers=origin) as socket:
            await socket.send_str(_json({"c": self._token, "a": []}))
            await self._hear(socket, "h")
            await self._say(socket, Act(code="y"))
            return [await self._say(socket, act) for act in acts]

    async def turn_by_form(self) -> tuple[int, int]:
        """Return the bytes of a form's body, and of the whole turn with the page that follows."""
        before = self._relay.counted
        fields = aiohttp.FormData({"c": self._token, "n": self._name(), "text": "/my"})
        body = len(fields().decode())
        async with self._session.post("/say", data=fields) as response:
            assert response.status == 200, response.status
            await response.read()
        return body, self._relay.since(before)

    async def _get(self, path: str) -> tuple[int, str]:
        """Return the bytes as they came, perhaps packed, and the text in them."""
        async with self._session.get(path) as response:
            assert response.status == 200, response.status
            body = await response.read()
            packed = response.headers.get("Content-Encoding") == "gzip"
        return len(body), (gzip.decompress(body) if packed else body).decode()

    def _read(self, page: str) -> None:
        token = re.search(r'data-token="([^"]+)"', page)
        reference = re.search(r'data-ref="([^"]+)"', page)
        assert token and reference
        self._token = token[1]
        self._live = (reference[1], re.findall(r'name="tap" value="([^"]+)"', page))

    async def _say(self, socket: aiohttp.ClientWebSocketResponse, act: Act) -> tuple[int, int, int]:
        before = self._relay.counted
        frame = {"i": self._name(), **(self._tap(act.code) if act.code else {"t": act.text})}
        sent = _json(frame)
        await socket.send_str(sent)
        down = await self._hear(socket, "k", "r")
        return len(sent.encode()), down, self._relay.since(before)

    def _tap(self, code: str) -> dict[str, str]:
        reference, buttons = self._live
        (wanted,) = [data for data in buttons if data[_TOKEN_LENGTH:] == code]
        return {"d": wanted, "m": reference}

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, *wanted: str) -> int:
        """Read frames until each of the wanted kinds came; returns their bytes."""
        missing, count = set(wanted), 0
        while missing:
            heard = await socket.receive_str(timeout=10)
            count += len(heard.encode())
            frame = msgspec.json.decode(heard)
            missing -= frame.keys()
            if "r" in frame:
                self._live = (frame["r"], _data(frame))
        return count

    def _name(self) -> str:
        self._turn += 1
        return f"bench{self._turn:04d}"


def _data(frame: dict[str, Any]) -> list[str]:
    """Return what a frame's buttons carry, put together as the page's script does."""
    start, counted = frame.get("d", ""), frame.get("o", "")
    return [
        start + (f"{counted}{number}" if isinstance(key, str) else key[1])
        for row in ("b", "c")
        for number, key in enumerate(frame.get(row, ()))
    ]


def _json(content: object) -> str:
    return msgspec.json.encode(content).decode()
