"""GET /sent/…: a picture, a voice note or a paper that stands in the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aiohttp import web

from bot.channels.web.site import Site
from bot.channels.web.trouble import gone
from conversations.messages import FileKind

_BEGINNINGS: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"\x89PNG": "image/png",
        b"\xff\xd8\xff": "image/jpeg",
        b"%PDF": "application/pdf",
        b"OggS": "audio/ogg",
        b"\x1aE\xdf\xa3": "audio/webm",
    }
)
_UNKNOWN: Final = "application/octet-stream"


async def give_file(site: Site, request: web.Request) -> web.StreamResponse:
    """Give the file of a line to whose conversation it stands in, and to nobody's cache."""
    visit = site.visit(request)
    found = await site.desk.file_of(visit.account, request.match_info["reference"])
    if found is None:
        raise gone()
    file, content = found
    way = "attachment" if file.kind is FileKind.DOCUMENT else "inline"
    return web.Response(
        body=content,
        content_type=content_type(content),
        headers={
            "Content-Disposition": f'{way}; filename="{file.name}"',
            "Cache-Control": "no-store",
        },
    )


def content_type(content: bytes) -> str:
    """Return what the bytes say they are; a browser is never left to guess."""
    known = (kind for start, kind in _BEGINNINGS.items() if content.startswith(start))
    return next(known, _UNKNOWN)
