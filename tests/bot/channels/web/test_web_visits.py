"""Shared and own phones: the cookie, its end, the quick exit, and the way back."""

from __future__ import annotations

import re

import pytest

from bot.channels.web.desk import Rate, WebSettings
from bot.channels.web.visits import COOKIE, Visit, begin, opened, sealed
from bot.channels.web.words import RETURN_TAKEN
from tests.bot.channels.web.village import Browse, Browser, Look, Read, World

DAY = 24 * 3600


async def cookie_set_by(client: Browser, method: str, address: str, **more: object) -> str:
    async with client.request(method, address, allow_redirects=False, **more) as response:
        return response.headers.get("Set-Cookie", "")


def value(client: Browser) -> str:
    return next(cookie.value for cookie in client.session.cookie_jar if cookie.key == COOKIE)


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = await cookie_set_by(browser, "GET", "/")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age" not in cookie
    assert "Secure" not in cookie


async def test_behind_https_the_cookie_never_travels_plainly(browse: Browse) -> None:
    browser = await browse(WebSettings(public_name="x", public_url="https://bot.example"))
    assert "Secure" in await cookie_set_by(browser, "GET", "/")


async def test_a_shared_phone_forgets_after_half_an_hour_without_use(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    world.clock.forward(29 * 60)
    await look(browser)
    world.clock.forward(29 * 60)
    await look(browser)
    assert len(world.village.heard) == 1
    world.clock.forward(30 * 60 + 1)
    async with browser.post("/say", data=page.form(text="متأخر")) as response:
        assert str(response.url.relative()) == "/?closed=1"
        assert "notice" in await response.text()
    assert world.village.texts() == []
    assert len({said.chat for said in world.village.heard}) == 2


async def test_ones_own_phone_is_remembered(browser: Browser, look: Look, world: World) -> None:
    page = await look(browser)
    cookie = await cookie_set_by(browser, "POST", "/phone", data={"c": page.hidden("c"), "own": 1})
    assert f"Max-Age={400 * DAY}" in cookie
    world.clock.forward(399 * DAY)
    assert f"Max-Age={400 * DAY}" in await cookie_set_by(browser, "GET", "/")
    assert len(world.village.heard) == 1
    cookie = await cookie_set_by(browser, "POST", "/phone", data={"c": page.hidden("c"), "own": 0})
    assert "Max-Age" not in cookie


async def test_a_cookie_with_any_bit_changed_is_nobodys(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    good = value(browser)
    assert opened(world.desk, good)
    for place in range(len(good)):
        other = "A" if good[place] != "A" else "B"
        forged = opened(world.desk, good[:place] + other + good[place + 1 :])
        assert forged is None or forged == opened(world.desk, good)  # spare bits of the last letter


@pytest.mark.parametrize("broken", ["", "x", "===", "é", "AAAA" * 30, "\x00"])
def test_a_broken_cookie_is_nobodys(world: World, broken: str) -> None:
    assert opened(world.desk, broken) is None


def test_a_visit_is_read_back_as_it_was_written_and_prints_nothing(world: World) -> None:
    visit = Visit(b"0123456789abcdef", int(world.clock()), own_phone=True, language="en")
    assert opened(world.desk, sealed(world.desk, visit)) == visit
    assert repr(visit) == "Visit(***)"


def test_accounts_are_128_random_bits(world: World) -> None:
    accounts = {begin(world.desk).account for _ in range(100)}
    assert len(accounts) == 100
    assert all(re.fullmatch(r"[\w-]{22}", account) for account in accounts)


async def test_the_quick_exit_ends_the_visit_and_shows_an_empty_page(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    async with browser.post("/leave", data={"c": page.hidden("c")}) as response:
        assert response.url.path == "/leave"
        html = await response.text()
    assert "<body></body>" in html
    assert "مشورة" not in html
    assert not list(browser.session.cookie_jar)
    await look(browser)
    assert len({said.chat for said in world.village.heard}) == 2


async def test_the_quick_exit_leads_on_to_the_page_that_the_operator_chose(
    browse: Browse, look: Look
) -> None:
    settings = WebSettings(public_name="x", exit_url="https://weather.example/?a=1&b=2")
    browser = await browse(settings)
    html = (await look(browser, "/leave")).html
    assert 'content="0;url=https://weather.example/?a=1&amp;b=2"' in html


@pytest.mark.parametrize("address", ["/say", "/leave", "/phone", "/return"])
async def test_a_form_without_our_token_does_nothing(
    browser: Browser, look: Look, world: World, address: str
) -> None:
    page = await look(browser)
    fields = {**page.form(text="مزوّر"), "c": "forged", "own": "1"}
    async with browser.post(address, data=fields, allow_redirects=False) as response:
        assert response.status == 403
        assert "Set-Cookie" not in response.headers
    assert world.village.texts() == []


async def test_another_persons_token_does_not_fit(browse: Browse, look: Look, world: World) -> None:
    one, other = await browse(), await browse()
    page, theirs = await look(one), await look(other)
    async with one.post("/say", data={**page.form(text="x"), "c": theirs.hidden("c")}) as response:
        assert response.status == 403
    assert world.village.texts() == []


async def test_another_site_cannot_end_a_visit(browser: Browser) -> None:
    """A form posted from elsewhere brings no cookie, and then none is taken away."""
    assert "Set-Cookie" not in await cookie_set_by(browser, "POST", "/leave", data={"c": "x"})


async def test_the_language_is_chosen_in_the_menu_and_kept(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser, "/?lang=en")
    page = await look(browser)
    assert '<html lang="en" dir="ltr">' in page.html
    assert "Quick exit" in page.html
    assert world.village.heard[0].language == "en"
    await look(browser, "/?lang=xx")


# The way back ------------------------------------------------------------------------------------


async def try_return(client: Browser, page: Read, number: str, secret: str) -> int:
    fields = {"c": page.hidden("c"), "number": number, "secret": secret}
    async with client.post("/return", data=fields, allow_redirects=False) as response:
        return response.status


@pytest.mark.parametrize(
    ("number", "secret"),
    [
        ("482913567", "1234567890123456"),
        ("٤٨٢ ٩١٣ ٥٦٧", "١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦"),
        ("482-913-567", "۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶"),
    ],
)
async def test_an_earlier_conversation_opens_by_its_two_numbers(
    browse: Browse, look: Look, world: World, number: str, secret: str
) -> None:
    earlier, later = await browse(), await browse()
    await look(earlier)
    account = world.village.heard[0].chat
    world.village.earlier["482913567", "1234567890123456"] = account
    page = await look(later, "/return")
    assert await try_return(later, page, number, secret) == 303
    assert "أهلاً بكم" in (await look(later)).html
    assert len(world.village.heard) == 1


async def test_numbers_that_do_not_fit_say_so_and_open_nothing(
    browser: Browser, look: Look
) -> None:
    page = await look(browser, "/return")
    assert await try_return(browser, page, "482913567", "0" * 16) == 403
    assert await try_return(browser, page, "48291356", "0" * 16) == 400
    assert await try_return(browser, page, "", "") == 400


async def test_a_browser_with_a_conversation_of_its_own_is_told_so(
    browser: Browser, look: Look, world: World
) -> None:
    """Not that the numbers are wrong, which they are not."""
    world.village.earlier["482913567", "1" * 16] = "someone"
    page = await look(browser, "/return")
    await look(browser)
    world.village.agreed.add(world.village.heard[0].chat)
    fields = {"c": page.hidden("c"), "number": "482913567", "secret": "1" * 16}
    async with browser.post("/return", data=fields) as response:
        assert response.status == 409
        assert world.desk.wording.say(RETURN_TAKEN, "ar") in await response.text()


async def test_tries_are_few_for_each_address(browse: Browse, look: Look, world: World) -> None:
    settings = WebSettings(public_name="x", returns=Rate(count=2, seconds=600))
    browser = await browse(settings)
    world.village.earlier["482913567", "1" * 16] = "someone"
    page = await look(browser, "/return")
    for _ in range(2):
        assert await try_return(browser, page, "482913567", "0" * 16) == 403
    assert await try_return(browser, page, "482913567", "1" * 16) == 429
    world.clock.forward(300)
    assert await try_return(browser, page, "482913567", "1" * 16) == 303
