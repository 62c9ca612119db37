"""Papers are read by everybody, without a script, and nothing in them is taken for markup."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.pages.papers import RATE, add_routes
from civic.publications import PublicPaper
from handlers.vote_tables import table_code
from storage import group_votes, publications
from storage.reading import Reader
from storage.work import Work
from tests.grouped import group_of, paper_of
from tests.published import HOSTILE, LONG, PAPER
from tests.test_verify_alone import told
from tests.world import World

Browser = TestClient[web.Request, web.Application]
HOME = "https://mashwara.example"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def browser(lite: World) -> AsyncIterator[Browser]:
    """A browser before a service that has published two papers."""
    for account, paper, pdf in (("a", PAPER, b"%PDF-"), ("b", LONG, b"")):
        composed = paper_of(lite, group_of(lite, account))
        lite.turn(partial(_publish, paper_id=composed.id, paper=paper, pdf=pdf))
    reader, application = Reader(lite.engine.url), web.Application()
    add_routes(application, reader, lite.service, HOME, now=lambda: 0.0)
    found: Browser = TestClient(TestServer(application))
    await found.start_server()
    yield found
    await found.close()
    await reader.close()


def _publish(work: Work, paper_id: str, paper: PublicPaper, pdf: bytes) -> None:
    made = publications.publish(work, paper_id, paper)
    if pdf:
        publications.keep_pdf(work, made.id, pdf)


async def test_both_opinions_are_on_the_page(browser: Browser) -> None:
    """With who confirmed, the vote and its code, sources, comments, the review's silence."""
    async with browser.get("/papers/1") as response:
        page = await response.text()
    assert response.status == 200
    assert 'dir="rtl"' in page
    for said in (*PAPER.paragraphs.values(), PAPER.summary, PAPER.code, "على أفقر البيوت"):
        assert said in page
    for said in ("بكلمات مؤكَّدة", "لم يؤكَّد ضمن المهلة", "لم يصل رد من", "من يحاسب اللجنة؟"):
        assert said in page
    assert "<script" not in page
    assert HOSTILE.split(" ")[0] not in page


async def test_a_page_is_light_enough_for_a_bad_line(browser: Browser) -> None:
    """Under 50 kB on the line, the longest paper included."""
    async with browser.get("/papers/2", headers={"Accept-Encoding": "gzip"}) as response:
        await response.read()
        sent = int(response.headers["Content-Length"])
    assert sent < 50_000


async def test_the_list_and_the_feed_lead_to_the_papers(browser: Browser) -> None:
    """The newest first; the feed is well-formed and has an id for each."""
    async with browser.get("/papers") as response:
        page = await response.text()
    assert page.index("/papers/") < page.index('href="/papers/1"')
    async with browser.get("/papers/feed.atom") as response:
        feed = ElementTree.fromstring(await response.text())  # noqa: S314 - our own words
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert set(ids) == {f"{HOME}/papers", f"{HOME}/papers/1", f"{HOME}/papers/2"}
    assert response.content_type == "application/atom+xml"


async def test_the_pdf_is_given_once_it_is_drawn(browser: Browser) -> None:
    """Until then there is no link to it."""
    async with browser.get("/papers/1.pdf") as response:
        assert await response.read() == b"%PDF-"
    async with browser.get("/papers/2.pdf") as response:
        assert response.status == 404
    async with browser.get("/papers/2") as response:
        assert "/papers/2.pdf" not in await response.text()


async def test_what_is_not_there_is_said_in_words(browser: Browser) -> None:
    """A number that no group has."""
    async with browser.get("/papers/77") as response:
        assert response.status == 404
        assert "لا توجد ورقة كهذه هنا." in await response.text()


async def test_one_address_cannot_ask_without_end(browser: Browser) -> None:
    """Papers are for everybody."""
    for _ in range(RATE.count):
        await browser.get("/papers")
    async with browser.get("/papers") as response:
        assert response.status == 429


async def test_anybody_checks_the_vote_with_the_published_file(
    browser: Browser, lite: World, tmp_path: Path
) -> None:
    """The page leads to the chain; the file that stands alone finds the code of the members."""
    async with browser.get("/papers/1") as response:
        assert "/papers/1.chain.jsonl" in await response.text()
    async with browser.get("/papers/1.chain.jsonl") as response:
        text = await response.text()
    file = tmp_path / "chain.jsonl"
    file.write_text(text)
    (vote, *_others) = lite.turn(group_votes.of_all)
    code = lite.turn(partial(table_code, vote=vote))
    assert "after 3 of 3 votes" in told(file, "--code", code)
    assert "agree" not in text
    async with browser.get("/papers/9.chain.jsonl") as response:
        assert response.status == 404
