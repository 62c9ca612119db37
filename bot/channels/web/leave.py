"""POST /leave: the quick exit, which takes the cookie away and shows a page that says nothing."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.forms import read_form
from bot.channels.web.site import Site, redirect
from bot.channels.web.trouble import not_ours
from bot.channels.web.visits import forget, is_form_token, visit_of


async def leave(site: Site, request: web.Request) -> web.StreamResponse:
    """End the visit; another site's form cannot, since it brings neither cookie nor token."""
    form = await read_form(request, site.desk.settings)
    visit = visit_of(site.desk, request)
    if visit and not is_form_token(site.desk, visit, form["c"]):
        raise not_ours()
    response = redirect("/leave")
    if visit:
        forget(site.desk, response)
    return response


async def show_left(site: Site, request: web.Request) -> web.StreamResponse:
    """Show an empty page, which leads on to the operator's neutral one if there is any.

    A redirect to another site after a form would be stopped by the content policy.
    """
    return site.draw("left.html", None)
