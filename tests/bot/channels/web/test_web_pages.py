"""The page as it is first seen: light, safe, readable, and complete without a script."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.channels.web.desk import WebSettings
from bot.channels.web.pages import Pages, linked
from conversations.messages import Message
from conversations.wording import Wording, _
from tests.bot.channels.web.village import Browse, Browser, Look, World

BUDGET = 30_000
VOID = {"meta", "link", "input", "br", "img"}


class Outline(HTMLParser):
    """Reads a page's elements and complains where tags do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element with this name."""
        return [attributes for name, attributes in self.elements if name == tag]


def outline(html: str) -> Outline:
    read = Outline()
    read.feed(html)
    assert read.open == []
    return read


async def test_the_first_load_takes_less_than_30_kilobytes_uncompressed(
    browser: Browser, look: Look
) -> None:
    page = await look(browser)
    total = len(page.html.encode())
    for file in outline(page.html).all("link")[1:] + outline(page.html).all("script"):
        async with browser.get(
            file.get("href") or file["src"], headers={"Accept-Encoding": "identity"}
        ) as response:
            assert "Content-Encoding" not in response.headers
            total += len(await response.read())
    assert total <= BUDGET, total


async def test_the_page_travels_compressed_where_the_browser_can(browser: Browser) -> None:
    async with browser.get("/", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
    async with browser.get("/static/chat.js", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert int(response.headers["Content-Length"]) < 7_000


async def test_static_files_are_kept_for_ever_under_the_address_that_the_page_names(
    browser: Browser, look: Look
) -> None:
    page = outline((await look(browser)).html)
    async with browser.get(page.all("script")[0]["src"]) as response:
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with browser.get("/static/chat.js?v=old") as response:
        assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/", "/return", "/leave"])
async def test_every_page_carries_the_headers_that_keep_strangers_out(
    browser: Browser, address: str
) -> None:
    async with browser.get(address) as response:
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "language", "direction"),
    [("/", "ar", "rtl"), ("/?lang=en", "en", "ltr"), ("/return", "ar", "rtl")],
)
async def test_pages_nest_name_their_language_and_label_every_field(
    browser: Browser, look: Look, address: str, language: str, direction: str
) -> None:
    html = (await look(browser, address)).html
    page = outline(html)
    assert page.all("html") == [{"lang": language, "dir": direction}]
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("textarea") + page.all("input"):
        if field.get("type") not in ("hidden", "file"):  # file inputs stand inside their labels
            assert field["id"] in labelled
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(form.get("method") == "post" for form in page.all("form"))
    assert "style=" not in html
    assert " on" not in "".join(f" {name}" for _, given in page.elements for name in given)


async def test_the_title_is_the_public_name_and_the_tab_shows_no_picture(
    browser: Browser, look: Look
) -> None:
    html = (await look(browser)).html
    assert "<title>مشورة</title>" in html
    assert '<link rel="icon" href="data:,">' in html


async def test_the_log_is_announced_and_the_quick_exit_is_there_without_a_script(
    browser: Browser, look: Look
) -> None:
    page = outline((await look(browser)).html)
    log = next(given for _, given in page.elements if given.get("role") == "log")
    assert log["aria-live"] == "polite"
    assert log["aria-label"]
    assert "/leave" in [form["action"] for form in page.all("form")]


async def test_what_people_wrote_is_shown_as_text_and_never_as_markup(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    account = world.village.heard[0].chat
    await world.village.answer(account, Message(text='<img src=x onerror="alert(1)"> & done'))
    html = (await look(browser)).html
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_addresses_in_a_message_become_links_without_swallowing_the_sentence() -> None:
    html = linked("النص هنا: \u2066https://a.example/p?x=1&y=2\u2069، وشكراً <b>")
    assert 'href="https://a.example/p?x=1&amp;y=2"' in html
    assert html.endswith("\u2069، وشكراً &lt;b&gt;")
    assert "javascript" not in linked("javascript:alert(1)").replace("javascript:alert(1)", "")


async def test_the_menu_offers_what_the_settings_name(browse: Browse, look: Look) -> None:
    browser = await browse(WebSettings(public_name="x", menu=((_("Help"), "/help"),)))
    assert '<button name="text" value="/help">' in (await look(browser)).html


def test_the_files_have_another_address_when_they_change(
    wording: Wording, settings: WebSettings
) -> None:
    assert len(Pages(wording, settings).version) == 8


async def test_a_visitor_from_another_site_is_sent_through_once_so_that_the_cookie_counts(
    browser: Browser,
) -> None:
    async with browser.get("/", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert 'http-equiv="refresh"' in await response.text()
        assert "Set-Cookie" not in response.headers
