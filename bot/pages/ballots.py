"""/ballots: votes of residents, their rolls and results, for everybody who wants to check them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.channels.web.buckets import Buckets
from bot.pages.public import KEPT_HEADERS, RATE, Answer, PublicPage, limited, missing, sent
from civic.ballots import State
from conversations import public_ballots as words
from handlers.service import Service
from storage.ballot_reading import PublicBallots
from storage.ballots import Ballot

PATH: Final = "/ballots"
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsPage(PublicPage):
    """The pages with where they read ballots."""

    ballots: PublicBallots

    async def asked(self, request: web.Request) -> Ballot | None:
        """Return the ballot whose number is in the address."""
        return await self.ballots.numbered(int(request.match_info["number"]))


def add_routes(
    application: web.Application,
    ballots: PublicBallots,
    service: Service,
    public_url: str,
    trusted_hops: int = 0,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Serve the list of ballots, each ballot, and its two records as files."""
    page = BallotsPage(
        ballots=ballots,
        service=service,
        public_url=public_url,
        trusted_hops=trusted_hops,
        requests=Buckets(RATE, now),
    )
    number = f"/{{number:[0-9]{{1,{_MOST_DIGITS}}}}}"
    routes: dict[str, Answer[BallotsPage]] = {
        "": show_all,
        number: show_one,
        f"{number}/roll.txt": give_roll,
        f"{number}/result.txt": give_result,
    }
    for path, answer in routes.items():
        application.router.add_get(f"{PATH}{path}", limited(page, answer))


async def show_all(page: BallotsPage, request: web.Request) -> web.StreamResponse:
    """List ballots, the newest first."""
    found = await page.ballots.newest()
    rows = [(each, page.worded.say(words.title(each.subject))) for each in found]
    return sent(request, page.drawn("ballots.html", words=words, ballots=rows))


async def show_one(page: BallotsPage, request: web.Request) -> web.StreamResponse:
    """Show one ballot: what was asked, what came of it, and how to check it."""
    found = await page.asked(request)
    if found is None:
        return _missing(page)
    over = found.state is State.CLOSED
    drawn = page.drawn(
        "ballot.html",
        words=words,
        number=found.number,
        title=page.worded.say(words.title(found.subject)),
        over=over,
        sections=words.sections(
            page.worded,
            found.subject,
            closes=found.window.closes,
            voters=found.voters,
            roll=found.roll,
            tally=await page.ballots.tally(found) if over else None,
            result=found.result if over else None,
        ),
    )
    return sent(request, drawn)


async def give_roll(page: BallotsPage, request: web.Request) -> web.StreamResponse:
    """Give the roll byte for byte as its hash was made."""
    found = await page.asked(request)
    return _missing(page) if found is None else _file("roll", await page.ballots.roll(found))


async def give_result(page: BallotsPage, request: web.Request) -> web.StreamResponse:
    """Give the result byte for byte as its hash was made, once there is one."""
    found = await page.asked(request)
    record = await page.ballots.result(found) if found else None
    return _missing(page) if record is None else _file("result", record)


def _file(name: str, record: str) -> web.Response:
    headers = {**KEPT_HEADERS, "Content-Disposition": f'attachment; filename="{name}.txt"'}
    body = record.encode("utf-8", "surrogatepass")
    return web.Response(body=body, content_type="text/plain", charset="utf-8", headers=headers)


def _missing(page: BallotsPage) -> web.Response:
    notice = page.worded.say(words.NO_SUCH_BALLOT)
    return missing(page.drawn("ballots.html", words=words, ballots=[], notice=notice))
