"""POST /say and /lines: a turn without a socket, and what a page has missed."""

from __future__ import annotations

import msgspec
from aiohttp import web

from bot.channels.web.desk import Unavailable
from bot.channels.web.forms import read_body, read_form
from bot.channels.web.frames import news as news_of
from bot.channels.web.inbound import Said, incoming_of, said_in
from bot.channels.web.site import Site, answer, redirect, wants_json
from bot.channels.web.trouble import not_stored, unreadable
from bot.channels.web.view import missed
from bot.channels.web.visits import Visit, keep

NEWEST = "/#now"


class News(msgspec.Struct):
    """The script's question what is new; `u` when the page was used since it last asked."""

    c: str
    a: list[str]
    u: bool = False


async def say(site: Site, request: web.Request) -> web.StreamResponse:
    """Take a form; the answer is a page for a browser and a receipt for the script."""
    form = await read_form(request, site.desk.settings)
    visit = site.admit(request, form["c"], form["text"])
    said = said_in(form)
    site.count_turn(request, said.text)
    await take(site, visit, said)
    response = answer({"k": said.id}) if wants_json(request) else redirect(NEWEST)
    keep(site.desk, response, visit)
    return response


async def take(site: Site, visit: Visit, said: Said) -> None:
    """Hand on what was said and return when it is stored; raises Trouble."""
    incoming = incoming_of(site.desk, visit, site.language(visit), said, site.repeats)
    if incoming is None:
        return
    try:
        await site.desk.receive(incoming)
    except Unavailable:
        raise not_stored(said.text) from None


async def give_lines(site: Site, request: web.Request) -> web.StreamResponse:
    """Return the lines that a page does not have; its being used keeps the cookie fresh."""
    try:
        news = msgspec.json.decode(await read_body(request, 65_536), type=News)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise unreadable() from None
    visit = site.admit(request, news.c)
    lines = missed(await site.desk.recent(visit.account), news.a)
    response = answer(news_of(lines))
    if news.u:
        keep(site.desk, response, visit)
    return response
