"""/papers: what working groups have published, readable without a script and on a bad line."""

from __future__ import annotations

import gzip
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.addresses import address_of
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Rate
from bot.channels.web.pages import direction
from bot.channels.web.site import HEADERS
from conversations import public_papers as words
from conversations.figures import Reader as Worded
from conversations.wording import Text
from handlers.service import Service
from storage import publications
from storage.reading import Reader
from storage.store import NotStored

PATH: Final = "/papers"
RATE: Final = Rate(count=60, seconds=60)
KEPT_SECONDS: Final = 300
"""How long a browser may keep a page: papers do not change, lists grow."""

_HEADERS: Final = {**HEADERS, "Cache-Control": f"public, max-age={KEPT_SECONDS}"}
_TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """What the pages need; requests are counted for each address."""

    reader: Reader
    service: Service
    public_url: str
    templates: Environment
    requests: Buckets
    trusted_hops: int

    @property
    def worded(self) -> Worded:
        """For whom the pages are worded: the service's first language."""
        return Worded(self.service.wording, self.service.language)

    def drawn(self, name: str, **values: object) -> str:
        """Return a page with its own sentences put in."""
        language = self.service.language
        return self.templates.get_template(name).render(
            name=self.service.public_name,
            language=language,
            direction=direction(language),
            home=self.public_url,
            say=self.worded.say,
            words=words,
            **values,
        )


Answer = Callable[[PapersPage, web.Request], Awaitable[web.StreamResponse]]


def add_routes(
    application: web.Application,
    reader: Reader,
    service: Service,
    public_url: str,
    trusted_hops: int = 0,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Serve the list of papers, each paper, its PDF, and the feed."""
    page = PapersPage(
        reader=reader,
        service=service,
        public_url=public_url,
        templates=Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        ),
        requests=Buckets(RATE, now),
        trusted_hops=trusted_hops,
    )
    routes = {"": show_all, "/feed.atom": show_feed, "/{slug:[0-9]+}": show_one}
    for path, answer in {**routes, "/{slug:[0-9]+}.pdf": give_pdf}.items():
        application.router.add_get(f"{PATH}{path}", _counted(page, answer))


async def show_all(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """List what was published, the newest first."""
    found = await publications.newest(page.reader)
    rows = [(each, page.worded.say(words.subtitle(each.paper))) for each in found]
    return _page(request, page.drawn("papers.html", papers=rows))


async def show_one(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Show one paper with its whole history."""
    found = await publications.find(page.reader, request.match_info["slug"])
    if found is None:
        return _missing(page, words.NO_SUCH_PAPER)
    drawn = page.drawn(
        "paper.html",
        slug=found.slug,
        paper=found.paper,
        subtitle=page.worded.say(words.subtitle(found.paper)),
        sections=words.sections(page.worded, found.paper),
        pdf=found.pdf is not None,
    )
    return _page(request, drawn)


async def give_pdf(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Give the paper as it is printed."""
    found = await publications.find(page.reader, request.match_info["slug"])
    if found is None or found.pdf is None:
        return _missing(page, words.NO_SUCH_PAPER)
    name = f'inline; filename="paper-{found.slug}.pdf"'
    headers = {**_HEADERS, "Content-Disposition": name}
    return web.Response(body=found.pdf, content_type="application/pdf", headers=headers)


async def show_feed(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Give new papers as an Atom feed (RFC 4287)."""
    found = await publications.newest(page.reader)
    entries = [(each, _instant(each.at)) for each in found]
    updated = _instant(max((each.at for each in found), default=0))
    drawn = page.drawn("feed.atom", entries=entries, updated=updated)
    return _page(request, drawn, "application/atom+xml")


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _page(request: web.Request, text: str, kind: str = "text/html") -> web.Response:
    headers, body = {**_HEADERS, "Vary": "Accept-Encoding"}, text.encode()
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)


def _missing(page: PapersPage, sentence: Text) -> web.Response:
    text = page.drawn("papers.html", papers=[], notice=page.worded.say(sentence))
    return web.Response(text=text, status=404, content_type="text/html", headers=HEADERS)


def _counted(
    page: PapersPage, answer: Answer
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def enter(request: web.Request) -> web.StreamResponse:
        if wait := page.requests.take(address_of(request, page.trusted_hops)):
            headers = {**HEADERS, "Retry-After": str(max(1, round(wait)))}
            return web.Response(status=429, headers=headers)
        try:
            return await answer(page, request)
        except NotStored:
            return web.Response(status=503, headers=HEADERS)

    return enter
