"""GET /socket: turns over a WebSocket, where each costs a few hundred bytes."""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import WSMsgType, web

from bot.channels.web.addresses import is_same_origin
from bot.channels.web.desk import Unavailable
from bot.channels.web.frames import encoded, news
from bot.channels.web.inbound import Said
from bot.channels.web.rooms import Seat
from bot.channels.web.say import take
from bot.channels.web.site import Site, refusal
from bot.channels.web.trouble import Trouble, not_ours, not_stored, unreadable
from bot.channels.web.view import missed
from bot.channels.web.visits import Visit, expired, is_form_token

EXPIRED, FORGED, BUSY = 4001, 4003, 1013
_HEARTBEAT = 45.0  # seconds; mobile networks drop what is silent for a minute
_LARGEST = 64 * 1024


class Hello(msgspec.Struct):
    """The first frame: the form token, and the references that the page has."""

    c: str
    a: list[str] = []


class Turn(msgspec.Struct):
    """Any later frame: its id, and text, or a tap under a message, or a place."""

    i: str
    t: str = ""
    d: str = ""
    m: str = ""
    g: tuple[float, float] | None = None


async def open_socket(site: Site, request: web.Request) -> web.StreamResponse:
    """Serve one open page until it goes, is left alone for too long, or breaks the rules."""
    if not is_same_origin(request, site.desk.settings.public_url):
        raise not_ours()
    if len(site.rooms) >= site.desk.settings.sockets:
        raise not_stored()
    visit = site.visit(request)
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LARGEST, compress=False)
    if not socket.can_prepare(request).ok:
        raise unreadable()
    await socket.prepare(request)
    seat = site.rooms.enter(visit.account)
    writer = asyncio.create_task(_write(socket, seat))
    try:
        await _Page(site, request, visit, socket, seat).serve()
    finally:
        site.rooms.quit(visit.account, seat)
        seat.close()
        await writer
    return socket


async def _write(socket: web.WebSocketResponse, seat: Seat) -> None:
    try:
        while (frame := await seat.next()) is not None:
            await socket.send_str(frame)
    except ConnectionError:
        pass  # the page went; it will ask for what it missed
    await socket.close()


class _Page:
    """One open page."""

    def __init__(
        self,
        site: Site,
        request: web.Request,
        visit: Visit,
        socket: web.WebSocketResponse,
        seat: Seat,
    ) -> None:
        self._site = site
        self._request = request
        self._visit = visit
        self._socket = socket
        self._seat = seat

    async def serve(self) -> None:
        """Greet, then take turns one at a time, in the order they come."""
        try:
            greeted = await self._greet()
        except Unavailable:
            await self._socket.close(code=BUSY)
            return
        if not greeted:
            await self._socket.close(code=FORGED)
            return
        while (frame := await self._frame()) is not None:
            if expired(self._site.desk, self._visit):
                await self._socket.close(code=EXPIRED)
                return
            self._visit = self._visit.used_at(self._site.desk.now())
            await self._turn(frame)

    async def _frame(self) -> str | None:
        idle = None if self._visit.own_phone else self._site.desk.settings.idle_seconds
        try:
            async with asyncio.timeout(idle):  # its own timeout begins anew with every pong
                message = await self._socket.receive()
        except TimeoutError:
            await self._socket.close(code=EXPIRED)
            return None
        return str(message.data) if message.type is WSMsgType.TEXT else None

    async def _greet(self) -> bool:
        try:
            hello = msgspec.json.decode(await self._frame() or "", type=Hello)
        except msgspec.DecodeError:
            return False
        if not is_form_token(self._site.desk, self._visit, hello.c):
            return False
        lines = await self._site.desk.recent(self._visit.account)
        self._seat.give(encoded(news(missed(lines, hello.a))))
        return True

    async def _turn(self, frame: str) -> None:
        turn = Turn(i="")
        try:
            turn = msgspec.json.decode(frame, type=Turn)
            self._site.count_turn(self._request)
            said = Said(id=turn.i, text=turn.t, tap=turn.d, message=turn.m, place=turn.g)
            await take(self._site, self._visit, said)
        except msgspec.DecodeError:
            self._refuse(turn.i, unreadable())
        except Trouble as trouble:
            self._refuse(turn.i, trouble)
        else:
            self._seat.give(encoded({"k": turn.i}))

    def _refuse(self, name: str, trouble: Trouble) -> None:
        site = self._site
        self._seat.give(encoded({"i": name, **refusal(site, trouble, site.language(self._visit))}))
