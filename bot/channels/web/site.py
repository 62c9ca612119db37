"""The web channel put together, and the way every request enters and every answer leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.channels.web.addresses import address_of
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Desk, Unavailable
from bot.channels.web.frames import encoded
from bot.channels.web.pages import Pages
from bot.channels.web.repeats import Repeats
from bot.channels.web.rooms import Rooms
from bot.channels.web.trouble import Expired, Trouble, not_ours, not_stored, too_fast
from bot.channels.web.visits import Visit, form_token, is_form_token, text_of, visit_of
from conversations.wording import LANGUAGES

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data: blob:; media-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), microphone=(self), camera=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
FRESH_PAGE = "/?closed=1"


@dataclass(frozen=True, slots=True)
class Site:
    """What every handler of the channel needs."""

    desk: Desk
    pages: Pages
    rooms: Rooms
    repeats: Repeats
    turns: Buckets
    requests: Buckets
    returns: Buckets

    @classmethod
    def open(cls, desk: Desk, rooms: Rooms) -> Site:
        """Build the site; its buckets begin full."""
        settings = desk.settings
        return cls(
            desk,
            Pages(desk.wording, settings),
            rooms,
            Repeats(desk.random_bytes(32)),
            *(
                Buckets(rate, desk.now)
                for rate in (settings.turns, settings.requests, settings.returns)
            ),
        )

    def address(self, request: web.Request) -> str:
        """Return whom a request is counted for."""
        return address_of(request, self.desk.settings.trusted_hops)

    def count_turn(self, request: web.Request, text: str = "") -> None:
        """Let one more turn of this address through, or raise Trouble 429."""
        if wait := self.turns.take(self.address(request)):
            raise too_fast(wait, text)

    def language(self, visit: Visit | None) -> str:
        """Return the language of the page's own sentences."""
        return (visit and visit.language) or self.desk.settings.language

    def visit(self, request: web.Request) -> Visit:
        """Return the visit of a request, or raise Expired."""
        visit = visit_of(self.desk, request)
        if visit is None:
            raise Expired
        return visit

    def admit(self, request: web.Request, token: str, text: str = "") -> Visit:
        """Return the visit that posted a form with this token; Trouble 403 for a forged one."""
        visit = self.visit(request)
        if not is_form_token(self.desk, visit, token):
            raise not_ours(text)
        return visit

    def draw(self, template: str, visit: Visit | None, **values: object) -> web.Response:
        """Return a page that no cache keeps, with what its forms need."""
        text = self.pages.draw(
            template,
            self.language(visit),
            visit=visit,
            token=form_token(self.desk, visit) if visit else "",
            nonce=text_of(self.desk.random_bytes(9)),
            **values,
        )
        return web.Response(text=text, content_type="text/html", headers=_UNKEPT)


Handler = Callable[[Site, web.Request], Awaitable[web.StreamResponse]]
_UNKEPT = {"Cache-Control": "no-store"}


def door(site: Site, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Wrap a handler: counted, its troubles told in words, its answer under our headers."""

    async def enter(request: web.Request) -> web.StreamResponse:
        try:
            if wait := site.requests.take(site.address(request)):
                raise too_fast(wait)
            response = await handler(site, request)
        except Trouble as trouble:
            response = _told(site, request, trouble)
        except Unavailable:
            response = _told(site, request, not_stored())
        except Expired:
            response = _closed(request)
        if not response.prepared:
            response.headers.update(HEADERS)
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return enter


def redirect(address: str) -> web.Response:
    """Send the browser on with GET, so that a reload repeats nothing."""
    return web.Response(status=303, headers={"Location": address})


def wants_json(request: web.Request) -> bool:
    """Say whether the page's script asks, rather than the browser itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def answer(frame: object, status: int = 200) -> web.Response:
    """Answer the page's script."""
    return web.Response(text=encoded(frame), status=status, content_type="application/json")


def refusal(site: Site, trouble: Trouble, language: str) -> dict[str, object]:
    """Return a trouble as the script receives it: a sentence and the seconds to wait."""
    return {"n": site.pages.say(trouble.words, language), "z": round(trouble.wait)}


def _told(site: Site, request: web.Request, trouble: Trouble) -> web.Response:
    visit = visit_of(site.desk, request)
    language = site.language(visit)
    if wants_json(request):
        return answer(refusal(site, trouble, language), trouble.status)
    sentence = site.pages.say(trouble.words, language)
    response = site.draw("trouble.html", visit, sentence=sentence, typed=trouble.text)
    response.set_status(trouble.status)
    if trouble.wait:
        response.headers["Retry-After"] = str(round(trouble.wait))
    return response


def _closed(request: web.Request) -> web.Response:
    if wants_json(request):
        return answer({"to": FRESH_PAGE}, 401)
    return redirect(FRESH_PAGE)


def known_language(name: str) -> str:
    """Return a language that we speak, or an empty string."""
    return name if name in LANGUAGES else ""
