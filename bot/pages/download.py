"""/file/…: the page of an export's one-time link, and the download behind its button.

Opening the page uses nothing up, so that previews of links do no harm; the button does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.addresses import address_of
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Rate
from bot.channels.web.pages import direction
from bot.channels.web.site import HEADERS
from bot.exporting import Exporting, take_file
from civic.exports import Kind
from conversations.wording import Code, Text, _
from storage import export_orders
from storage.export_rows import ExportOrder
from storage.store import NotStored

HINT: Final = _(
    "It is best opened on a device that others do not use. If the download breaks off, a new "
    "file can be ordered in the conversation with {command}.",
    command=Code("/export"),
)
DOWNLOAD: Final = _("Download the file")
GONE: Final = _(
    "This link leads to no file: it was used, its time is over, or a part of it is missing. "
    "A new file can be ordered in the conversation with {command}.",
    command=Code("/export"),
)
WAIT: Final = _("There were many tries. Please try again in a while.")
AWAY: Final = _("The file cannot be given just now. The link is still good; please try again.")

RATE: Final = Rate(count=30, seconds=60)

TYPES: Final[Mapping[Kind, str]] = {
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.GEOJSON: "application/geo+json",
}

_UNKEPT: Final = {**HEADERS, "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadPage:
    """What the page needs; tries are counted for each address."""

    exporting: Exporting
    templates: Environment
    tries: Buckets
    trusted_hops: int

    def drawn(self, status: int, sentence: Text, language: str = "", **more: str) -> web.Response:
        """Return the page with a sentence, in the service's language where no other is known."""
        service = self.exporting.service
        language = language or service.language
        text = self.templates.get_template("download.html").render(
            name=service.public_name,
            language=language,
            direction=direction(language),
            sentence=service.wording.say(sentence, language),
            **{"button": "", "hint": "", **more},
        )
        return web.Response(text=text, status=status, content_type="text/html", headers=_UNKEPT)


Answer = Callable[[DownloadPage, web.Request], Awaitable[web.StreamResponse]]


def add_routes(
    application: web.Application,
    exporting: Exporting,
    trusted_hops: int = 0,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Serve the links of exports; `link_path` says where."""
    page = DownloadPage(
        exporting=exporting,
        templates=Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        ),
        tries=Buckets(RATE, now),
        trusted_hops=trusted_hops,
    )
    path = link_path("{token}")
    application.router.add_get(path, _counted(page, show), allow_head=False)
    application.router.add_post(path, _counted(page, give))


def link_path(token: str) -> str:
    """Return the path of a link, to stand after PUBLIC_URL."""
    return f"/file/{token}"


async def show(page: DownloadPage, request: web.Request) -> web.StreamResponse:
    """GET: say what the button will do; nothing is used up."""
    turn = partial(export_orders.linked, token=request.match_info["token"])
    order = await page.exporting.store.run(turn)
    if order is None:
        return page.drawn(404, GONE)
    language, say = order.details.language, page.exporting.service.wording.say
    return page.drawn(
        200,
        _until(order),
        language,
        button=say(DOWNLOAD, language),
        hint=say(HINT, language),
    )


async def give(page: DownloadPage, request: web.Request) -> web.StreamResponse:
    """POST: use the link up and send the file, of which nothing is kept here any more."""
    taken = await take_file(page.exporting, request.match_info["token"])
    if taken is None:
        return page.drawn(404, GONE)
    order, pieces = taken
    response = web.StreamResponse(headers={**_UNKEPT, **_headers(order)})
    response.content_length = order.details.size
    with closing(pieces):
        await response.prepare(request)
        while piece := await asyncio.to_thread(next, pieces, b""):
            await response.write(piece)
    await response.write_eof()
    return response


def _until(order: ExportOrder) -> Text:
    day = datetime.fromtimestamp(order.until, UTC).date()
    return _("The file can be downloaded once, until {day}. Then it is deleted here.", day=day)


def _headers(order: ExportOrder) -> dict[str, str]:
    # Named for nothing but its day, since downloads stay on a phone for all to see.
    name = f"list-{order.day.isoformat()}.{order.kind}"
    return {
        "Content-Type": TYPES[order.kind],
        "Content-Disposition": f'attachment; filename="{name}"',
    }


def _counted(
    page: DownloadPage, answer: Answer
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def enter(request: web.Request) -> web.StreamResponse:
        if wait := page.tries.take(address_of(request, page.trusted_hops)):
            response = page.drawn(429, WAIT)
            response.headers["Retry-After"] = str(max(1, round(wait)))
            return response
        try:
            return await answer(page, request)
        except NotStored:
            return page.drawn(503, AWAY)

    return enter
