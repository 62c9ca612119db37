"""What pages for everybody have in common: their sentences, their weight, how often one may ask."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.addresses import address_of
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Rate
from bot.channels.web.pages import direction
from bot.channels.web.site import HEADERS
from conversations.figures import Reader as Worded
from handlers.service import Service
from storage.store import NotStored

RATE: Final = Rate(count=60, seconds=60)
KEPT_SECONDS: Final = 300
"""How long a browser may keep a page: what is published does not change, lists grow."""

KEPT_HEADERS: Final = {**HEADERS, "Cache-Control": f"public, max-age={KEPT_SECONDS}"}
_TEMPLATES: Final = Path(__file__).parent / "templates"


def templates() -> Environment:
    """Return what draws the pages; whatever is put in is taken for text, never for markup."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What public pages need; requests are limited for each address."""

    service: Service
    public_url: str
    trusted_hops: int
    requests: Buckets
    templates: Environment = field(default_factory=templates)

    @property
    def worded(self) -> Worded:
        """For whom the pages are worded: the service's first language."""
        return Worded(self.service.wording, self.service.language)

    def drawn(self, template: str, **values: object) -> str:
        """Return a page with its own sentences put in."""
        language = self.service.language
        return self.templates.get_template(template).render(
            name=self.service.public_name,
            language=language,
            direction=direction(language),
            home=self.public_url,
            say=self.worded.say,
            **values,
        )


Page = TypeVar("Page", bound=PublicPage)
Answer = Callable[[Page, web.Request], Awaitable[web.StreamResponse]]


def sent(request: web.Request, text: str, kind: str = "text/html") -> web.Response:
    """Return a page, pressed together where the browser can take that."""
    headers, body = {**KEPT_HEADERS, "Vary": "Accept-Encoding"}, text.encode()
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)


def missing(text: str) -> web.Response:
    """Return a page that says that something is not there."""
    return web.Response(text=text, status=404, content_type="text/html", headers=HEADERS)


def limited(
    page: Page, answer: Answer[Page]
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answer only so many requests of an address, and none while nothing can be read."""

    async def enter(request: web.Request) -> web.StreamResponse:
        if wait := page.requests.take(address_of(request, page.trusted_hops)):
            headers = {**HEADERS, "Retry-After": str(max(1, round(wait)))}
            return web.Response(status=429, headers=headers)
        try:
            return await answer(page, request)
        except NotStored:
            return web.Response(status=503, headers=HEADERS)

    return enter
