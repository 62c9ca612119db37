"""Rolls and results of ballots are public, and their hashes can be checked with plain tools."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from functools import partial

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.pages.ballots import add_routes
from bot.pages.public import RATE
from civic.ballot_codes import in_fours
from civic.ballot_records import shown
from storage import ballot_seats, ballots
from storage.ballot_reading import PublicBallots
from storage.ballots import Ballot
from storage.people import Person
from storage.reading import Reader
from storage.work import Work
from tests.balloted import OTHER_TOWN, count, frozen, residents, vote
from tests.world import World

Browser = TestClient[web.Request, web.Application]
HOSTILE = "<b>الجسر</b>"


@pytest.fixture
def known(lite: World) -> list[Person]:
    """Residents of two villages."""
    return [*residents(lite, 14), *residents(lite, 12, OTHER_TOWN, first=14)]


@pytest.fixture
def found(lite: World, known: list[Person]) -> Ballot:
    """A ballot that opens tomorrow."""
    return frozen(lite, options=(HOSTILE, "السوق"))


@pytest.fixture
async def browser(lite: World, found: Ballot) -> AsyncIterator[Browser]:
    """A browser before a service with a ballot."""
    reader, application = Reader(lite.engine.url), web.Application()
    read = PublicBallots(reader, lite.keys)
    add_routes(application, read, lite.service, "https://mashwara.example", now=lambda: 0.0)
    opened: Browser = TestClient(TestServer(application))
    await opened.start_server()
    yield opened
    await opened.close()
    await reader.close()


async def body(browser: Browser, path: str) -> tuple[int, bytes]:
    """Return the status and what was sent."""
    async with browser.get(path) as response:
        return response.status, await response.read()


def closes(world: World, found: Ballot, known: list[Person]) -> list[str]:
    """Let everybody but the last vote; returns their inclusion codes."""
    world.clock.forward(days=1)
    codes = []
    for number, person in enumerate(known[:-1]):
        vote(world, found, person, 1 + number % 2)
        seat = world.turn(partial(_seat, found=found, person=person))
        assert seat is not None
        codes.append(in_fours(seat.inclusion))
    world.clock.forward(days=4)
    count(world, found)
    return codes


def _seat(work: Work, found: Ballot, person: Person) -> ballot_seats.Seat | None:
    return ballot_seats.seat_of(work, found, person.id)


async def test_the_roll_can_be_checked_before_the_opening(browser: Browser, found: Ballot) -> None:
    """The file gives the sum whose beginning was told in the chat; it holds codes and no people."""
    status, roll = await body(browser, "/ballots/1/roll.txt")
    assert status == 200
    summed = hashlib.sha256(roll).hexdigest()
    assert summed == found.roll.hex()
    assert summed.startswith(shown(found.roll).replace(" ", ""))
    page = (await body(browser, "/ballots/1"))[1].decode()
    assert summed in page
    assert roll.decode().count("\n") == 7 + len(found.options) + found.voters
    assert (await body(browser, "/ballots/1/result.txt"))[0] == 404


async def test_the_result_lists_every_counted_vote_and_no_other(
    lite: World, browser: Browser, found: Ballot, known: list[Person]
) -> None:
    """Its sum is the one that was told, it names the roll's, and its sums are its codes."""
    inclusion = closes(lite, found, known)
    status, result = await body(browser, "/ballots/1/result.txt")
    after = lite.turn(partial(ballots.load, ballot_id=found.id))
    assert status == 200
    assert after.result == hashlib.sha256(result).digest()
    lines = result.decode().splitlines()
    assert f"roll {found.roll.hex()}" in lines
    assert lines[-len(inclusion) :] == sorted(inclusion)
    assert {"ballots 25", "option 1 13", "option 2 12"} <= set(lines)
    assert hashlib.sha256((await body(browser, "/ballots/1/roll.txt"))[1]).digest() == found.roll


async def test_the_page_shows_the_result_without_markup_of_others(
    lite: World, browser: Browser, found: Ballot, known: list[Person]
) -> None:
    """From right to left, without a script, under 50 kB; before the close nothing of the result."""
    before = (await body(browser, "/ballots/1"))[1].decode()
    assert "13" not in before.split("<h2>النتيجة</h2>")[1].split("</section>")[0]
    closes(lite, found, known)
    async with browser.get("/ballots/1") as response:
        page = await response.text()
    assert len(page.encode()) < 50_000
    assert 'dir="rtl"' in page
    assert "<script" not in page
    assert HOSTILE not in page
    assert "&lt;b&gt;" in page
    assert "السوق: 12" in page.replace("\u2068", "").replace("\u2069", "")
    assert "/ballots/1/result.txt" in page


async def test_the_list_leads_to_ballots_and_what_is_not_there_is_said(browser: Browser) -> None:
    """Also for numbers that nobody could have."""
    assert 'href="/ballots/1"' in (await body(browser, "/ballots"))[1].decode()
    for path in ("/ballots/7", "/ballots/7/roll.txt", "/ballots/999999999"):
        status, page = await body(browser, path)
        assert status == 404
        assert "لا يوجد تصويت كهذا هنا." in page.decode()
    assert (await body(browser, "/ballots/9999999999"))[0] == 404


async def test_one_address_cannot_ask_without_end(browser: Browser) -> None:
    """Pages are for everybody."""
    for _ in range(RATE.count):
        await body(browser, "/ballots")
    assert (await body(browser, "/ballots"))[0] == 429
