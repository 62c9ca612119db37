"""The addresses of the web channel."""

from __future__ import annotations

import gzip

from aiohttp import web

from bot.channels.web.chat import choose_phone, show_chat
from bot.channels.web.comeback import ask_return, come_back
from bot.channels.web.desk import Desk
from bot.channels.web.files import give_file
from bot.channels.web.leave import leave, show_left
from bot.channels.web.pages import STATIC
from bot.channels.web.rooms import Rooms
from bot.channels.web.say import give_lines, say
from bot.channels.web.site import HEADERS, Site, door
from bot.channels.web.socket import open_socket

_FOR_EVER = "public, max-age=31536000, immutable"


def add_routes(app: web.Application, desk: Desk, rooms: Rooms) -> None:
    """Put the web channel at the root of an application; its sockets close with it.

    `rooms` is shared with the channel's WebOutbound.
    """
    site = Site.open(desk, rooms)
    app.add_routes(routes(site))

    async def close(app: web.Application) -> None:
        rooms.close()

    app.on_shutdown.append(close)


def routes(site: Site) -> list[web.RouteDef]:
    """Return every address with what answers it."""
    return [
        web.get("/", door(site, show_chat), allow_head=False),
        web.post("/say", door(site, say)),
        web.get("/sent/{reference}", door(site, give_file), allow_head=False),
        web.post("/lines", door(site, give_lines)),
        web.get("/socket", door(site, open_socket), allow_head=False),
        web.post("/phone", door(site, choose_phone)),
        web.post("/leave", door(site, leave)),
        web.get("/leave", door(site, show_left)),
        web.get("/return", door(site, ask_return), allow_head=False),
        web.post("/return", door(site, come_back)),
        *(_static(site, name) for name in STATIC),
    ]


def _static(site: Site, name: str) -> web.RouteDef:
    content = site.pages.files[name]
    packed = gzip.compress(content, mtime=0)

    async def give(request: web.Request) -> web.Response:
        current = request.query.get("v") == site.pages.version
        headers = {**HEADERS, "Cache-Control": _FOR_EVER if current else "no-cache"}
        headers["Vary"] = "Accept-Encoding"
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        if zipped:
            headers["Content-Encoding"] = "gzip"
        body = packed if zipped else content
        return web.Response(body=body, content_type=STATIC[name], charset="utf-8", headers=headers)

    return web.get(f"/static/{name}", give)
