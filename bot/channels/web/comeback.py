"""/return: to an earlier conversation by its follow-up number and secret."""

from __future__ import annotations

import re
from types import MappingProxyType

from aiohttp import web

from bot.channels.web import words
from bot.channels.web.forms import read_form
from bot.channels.web.site import Site, redirect
from bot.channels.web.visits import begin, keep, visit_of
from civic.follow_up import Return
from civic.text import digits
from conversations.wording import Words

_NUMBER_DIGITS, _SECRET_DIGITS = 9, 16
_REFUSED = MappingProxyType(
    {Return.UNKNOWN: (words.RETURN_WRONG, 403), Return.TAKEN: (words.RETURN_TAKEN, 409)}
)
_NOT_DIGIT = re.compile(r"[^0-9]+")


async def ask_return(site: Site, request: web.Request) -> web.StreamResponse:
    """GET: show the form; it belongs to the visit whose account will be given the conversation."""
    visit = visit_of(site.desk, request) or begin(site.desk)
    response = site.draw("return.html", visit, sentence="")
    keep(site.desk, response, visit)
    return response


async def come_back(site: Site, request: web.Request) -> web.StreamResponse:
    """POST: try the two numbers, so many times for each address."""
    form = await read_form(request, site.desk.settings)
    visit = site.admit(request, form["c"])
    number, secret = (_only_digits(form[name]) for name in ("number", "secret"))
    fits = len(number) == _NUMBER_DIGITS and len(secret) == _SECRET_DIGITS
    sentence, status = words.RETURN_FORM, 400
    if fits and site.returns.take(site.address(request)):
        sentence, status = words.RETURN_WAIT, 429
    elif fits:
        came = await site.desk.come_back(visit.account, number, secret)
        if came is Return.OPENED:
            response = redirect("/")
            keep(site.desk, response, visit)
            return response
        sentence, status = _REFUSED[came]
    response = site.draw("return.html", visit, sentence=_said(site, sentence, visit.language))
    response.set_status(status)
    keep(site.desk, response, visit)
    return response


def _said(site: Site, sentence: Words, language: str) -> str:
    return site.pages.say(sentence, language or site.desk.settings.language)


def _only_digits(text: str) -> str:
    return _NOT_DIGIT.sub("", digits(text))
