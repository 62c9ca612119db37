"""GET /: the conversation as it stands, in a page that works with and without the script."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from bot.channels.web.forms import read_form
from bot.channels.web.inbound import starting
from bot.channels.web.site import Site, known_language, redirect
from bot.channels.web.view import Standing, standing
from bot.channels.web.visits import Visit, begin, keep, visit_of


async def show_chat(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the page, and begin a conversation where there is none."""
    visit = visit_of(site.desk, request)
    if visit is None and _came_by_link(request):
        return site.draw("bounce.html", None)
    visit = visit or begin(site.desk)
    if chosen := known_language(request.query.get("lang", "")):
        response: web.Response = redirect("/")
        visit = replace(visit, language=chosen)
    else:
        lines = await _lines(site, visit, request)
        closed = "closed" in request.query
        response = site.draw("chat.html", visit, lines=lines, closed=closed)
        response.enable_compression()
    keep(site.desk, response, visit)
    return response


async def choose_phone(site: Site, request: web.Request) -> web.StreamResponse:
    """POST /phone: keep the conversation on this phone, or stop keeping it."""
    form = await read_form(request, site.desk.settings)
    visit = site.admit(request, form["c"])
    response = redirect("/")
    keep(site.desk, response, replace(visit, own_phone=form["own"] == "1"))
    return response


async def _lines(site: Site, visit: Visit, request: web.Request) -> list[Standing]:
    lines = standing(await site.desk.recent(visit.account))
    if lines or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return lines
    site.count_turn(request)
    await site.desk.receive(starting(site.desk, visit, site.language(visit)))
    return standing(await site.desk.recent(visit.account))


def _came_by_link(request: web.Request) -> bool:
    """Say whether another site led here, in which case a strict cookie was held back.

    A page that sends the browser on by itself gets the cookie, so the conversation
    of somebody's own phone is not replaced by a new one.
    """
    return request.headers.get("Sec-Fetch-Site") == "cross-site"
