"""/papers: what working groups have published, readable without a script and on a bad line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiohttp import web

from bot.channels.web.buckets import Buckets
from bot.pages.public import KEPT_HEADERS, RATE, Answer, PublicPage, limited, missing, sent
from conversations import public_papers as words
from conversations.wording import Text
from handlers.service import Service
from storage import publications
from storage.chain_file import first_line, vote_lines
from storage.published_chains import find as find_chain
from storage.reading import Reader

__all__ = ["PATH", "RATE", "add_routes"]

PATH: Final = "/papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage(PublicPage):
    """The pages with where they read papers."""

    reader: Reader


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
        trusted_hops=trusted_hops,
        requests=Buckets(RATE, now),
    )
    routes: dict[str, Answer[PapersPage]] = {
        "": show_all,
        "/feed.atom": show_feed,
        "/{slug:[0-9]+}": show_one,
        "/{slug:[0-9]+}.pdf": give_pdf,
        "/{slug:[0-9]+}.chain.jsonl": give_chain,
    }
    for path, answer in routes.items():
        application.router.add_get(f"{PATH}{path}", limited(page, answer))


async def show_all(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """List what was published, the newest first."""
    found = await publications.newest(page.reader)
    rows = [(each, page.worded.say(words.subtitle(each.paper))) for each in found]
    return sent(request, page.drawn("papers.html", words=words, papers=rows))


async def show_one(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Show one paper with its whole history."""
    found = await publications.find(page.reader, request.match_info["slug"])
    if found is None:
        return _missing(page, words.NO_SUCH_PAPER)
    drawn = page.drawn(
        "paper.html",
        words=words,
        slug=found.slug,
        paper=found.paper,
        subtitle=page.worded.say(words.subtitle(found.paper)),
        sections=words.sections(page.worded, found.paper),
        pdf=found.pdf is not None,
    )
    return sent(request, drawn)


async def give_pdf(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Give the paper as it is printed."""
    found = await publications.find(page.reader, request.match_info["slug"])
    if found is None or found.pdf is None:
        return _missing(page, words.NO_SUCH_PAPER)
    name = f'inline; filename="paper-{found.slug}.pdf"'
    headers = {**KEPT_HEADERS, "Content-Disposition": name}
    return web.Response(body=found.pdf, content_type="application/pdf", headers=headers)


async def give_chain(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Give the chain of the vote, which tools/verify.py checks against the code of the paper."""
    slug = request.match_info["slug"]
    made, chain = await publications.find(page.reader, slug), await find_chain(page.reader, slug)
    if made is None or chain is None:
        return _missing(page, words.NO_SUCH_PAPER)
    lines = (first_line(_instant(made.at)), *vote_lines(chain))
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    return sent(request, text, "application/jsonl")


async def show_feed(page: PapersPage, request: web.Request) -> web.StreamResponse:
    """Give new papers as an Atom feed (RFC 4287)."""
    found = await publications.newest(page.reader)
    entries = [(each, _instant(each.at)) for each in found]
    updated = _instant(max((each.at for each in found), default=0))
    drawn = page.drawn("feed.atom", words=words, entries=entries, updated=updated)
    return sent(request, drawn, "application/atom+xml")


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _missing(page: PapersPage, sentence: Text) -> web.Response:
    notice = page.worded.say(sentence)
    return missing(page.drawn("papers.html", words=words, papers=[], notice=notice))
