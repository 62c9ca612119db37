"""The page in a real browser: narrow, dark, by keyboard, without a script, on a bad line."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from PIL import Image
from playwright.async_api import Page, async_playwright, expect

from conversations.messages import Button, Message
from tests.bot.channels.web.village import World

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
SWITCHES = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this system"),
]
Visit = Callable[..., Awaitable[Page]]
PHONE = {"width": 320, "height": 600}


class Server:
    """The world on a port, which can be taken off the net and put back."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._runner = None
        self._port = 0

    async def up(self) -> None:
        self._runner = web.AppRunner(self._world.app(), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]

    async def down(self) -> None:
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    server = Server(world)
    await server.up()
    yield server
    await server.down()


@pytest.fixture
async def visit(server: Server) -> AsyncIterator[Visit]:
    """Open the page; whatever goes wrong in its script fails the test."""
    complaints = []
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)

        async def visit(**options: object) -> Page:
            context = await chromium.new_context(**{"viewport": PHONE, **options})
            page = await context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: "Policy" in said.text and complaints.append(said.text))
            await page.goto(server.url)
            return page

        yield visit
        await chromium.close()
    assert complaints == []


async def say(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.click("#say > button")


def answered(page: Page, text: str) -> Awaitable[None]:
    return expect(page.locator(".line:not(.mine) .said", has_text=text)).to_be_visible()


async def fits(page: Page) -> bool:
    return await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_conversation_on_a_narrow_phone(visit: Visit, world: World, scheme: str) -> None:
    page = await visit(color_scheme=scheme)
    await say(page, "المحطة واقفة")
    await answered(page, "وصلت رسالتكم")
    await expect(page.locator(".mine .said")).to_contain_text("المحطة واقفة")
    await expect(page.locator(".waiting")).to_have_count(0)
    await page.click("text=نعم")
    await answered(page, "منذ متى؟")
    assert await page.locator(".choices").count() == 1
    await page.click(".menu summary")
    assert await fits(page)
    sheet = await page.locator(".menu .sheet").bounding_box()
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= PHONE["width"]
    ground = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) is (scheme == "dark")
    assert [said.tap for said in world.village.heard if said.tap] == ["tap:نعم"]


async def test_everything_to_press_is_at_least_44_pixels_high(visit: Visit) -> None:
    page = await visit()
    for box in await page.locator("button:visible, summary:visible, textarea").all():
        assert (await box.bounding_box())["height"] >= 44


async def test_by_keyboard_alone(visit: Visit, world: World) -> None:
    page = await visit()
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("عدة")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("عدة")
    await page.keyboard.press("Enter")
    await answered(page, "وصلت رسالتكم")
    assert world.village.texts() == ["عدة\nعدة"]
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await expect(page.locator(".controls button").last).to_be_focused()
    await page.keyboard.press("Enter")
    await answered(page, "منذ متى؟")
    await expect(page.locator(".line").last).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.locator(".options button").first).to_be_focused()


async def test_a_keypad_appears_by_itself_and_shows_no_other_numbers(
    visit: Visit, world: World
) -> None:
    page = await visit()
    keys = tuple(Button(key, f"pin:{key}") for key in "7390128654")
    await expect(page.locator(".options button").first).to_be_visible()
    while not len(world.rooms):
        await page.title()
    await world.village.answer(world.village.heard[0].chat, Message(text="؟", buttons=keys))
    await expect(page.locator(".keys button")).to_have_text(list("7390128654"))
    await expect(page.locator(".options")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".keys button")).to_have_text(list("7390128654"))


async def test_a_withdrawn_line_goes_from_the_page(visit: Visit, world: World) -> None:
    page = await visit()
    await say(page, "للحذف")
    await answered(page, "للحذف")
    chat = world.village.heard[0].chat
    reference = world.village.lines[chat][-1].reference
    await world.village.outbound.withdraw(chat, [reference])
    await expect(page.locator(f"[data-ref='{reference}']")).to_have_count(0)


async def test_what_a_person_wrote_is_taken_back_from_the_page(visit: Visit, world: World) -> None:
    page = await visit()
    await say(page, "753862")
    await answered(page, "وصلت رسالتكم")
    said = world.village.heard[-1]
    assert said.message
    await world.village.outbound.withdraw(said.chat, [said.message])
    await expect(page.locator(".mine")).to_have_count(0)


async def test_a_link_to_an_office_says_what_it_carries_and_leaves_the_address(
    visit: Visit, server: Server, world: World
) -> None:
    page = await visit()
    await page.goto("about:blank")
    await page.goto(f"{server.url}#activate=abcdefghijklmnopqrstu_")
    await expect(page.locator(".mine .said")).to_contain_text("/activate abcdefghijklmnopqrstu_")
    await expect(page.locator(".waiting")).to_have_count(0)
    assert world.village.texts()[-1] == "/activate abcdefghijklmnopqrstu_"
    assert page.url == server.url
    await page.goto("about:blank")
    await page.goto(f"{server.url}#activate=<script>")
    assert world.village.texts()[-1] == "/activate abcdefghijklmnopqrstu_"


async def test_a_toggled_option_keeps_the_keyboard(visit: Visit, world: World) -> None:
    page = await visit()
    await say(page, "عدة")
    option = page.locator(".options button").nth(1)
    await option.focus()
    for pressed in ("true", "false"):
        await page.keyboard.press("Enter")
        if pressed == "true":
            await expect(option).to_have_attribute("aria-pressed", "true")
        else:
            await expect(page.locator("[aria-pressed=true]")).to_have_count(0)
        await expect(option).to_be_focused()
    assert [said.tap for said in world.village.heard if said.tap] == ["many:1", "many:"]


async def test_without_a_script(visit: Visit, world: World) -> None:
    page = await visit(java_script_enabled=False)
    await say(page, "بلا سكربت")
    await answered(page, "بلا سكربت")
    await page.click("text=نعم")
    await answered(page, "منذ متى؟")
    await page.click(".menu summary")
    await page.click("[name=own]")
    await answered(page, "منذ متى؟")
    await page.click("#leave button")
    assert page.url.endswith("/leave")
    assert await page.context.cookies() == []


@pytest.mark.parametrize("way", ["button", "keys"])
async def test_the_quick_exit(visit: Visit, server: Server, way: str) -> None:
    page = await visit()
    async with page.expect_response("**/leave") as left:
        if way == "button":
            await page.click("#leave button")
        else:
            await page.keyboard.press("Escape")
            await page.keyboard.press("Escape")
    assert (await left.value).status in (200, 303)
    await page.wait_for_url("**/leave")
    await expect(page.locator("body")).to_be_empty()
    while await page.context.cookies():
        pass
    await page.go_back()
    await expect(page.locator(".mine")).to_have_count(0)


async def test_what_is_written_while_the_line_is_down_is_sent_when_it_is_back(
    visit: Visit, server: Server, world: World
) -> None:
    page = await visit()
    await say(page, "أولاً")
    await answered(page, "أولاً")
    await server.down()
    await say(page, "ثانياً")
    await say(page, "ثالثاً")
    await expect(page.locator("#status")).to_be_visible()
    await expect(page.locator(".waiting")).to_have_count(2)
    await server.up()
    await expect(page.locator(".waiting")).to_have_count(0, timeout=30_000)
    await answered(page, "ثالثاً")
    await expect(page.locator("#status")).to_be_hidden()
    assert world.village.texts() == ["أولاً", "ثانياً", "ثالثاً"]


async def test_a_phone_without_signal_says_so_at_once_and_goes_on_by_itself(
    visit: Visit, world: World
) -> None:
    page = await visit()
    await say(page, "أولاً")
    await answered(page, "أولاً")
    await page.context.set_offline(True)
    await expect(page.locator("#status")).to_be_visible()
    await say(page, "ثانياً")
    await page.click("text=نعم")
    await expect(page.locator(".waiting")).to_have_count(1)
    await page.context.set_offline(False)
    await answered(page, "منذ متى؟")
    await expect(page.locator("#status")).to_be_hidden()
    assert world.village.texts() == ["أولاً", "ثانياً"]


async def test_where_sockets_are_blocked_the_page_asks_for_news(
    visit: Visit, world: World, server: Server
) -> None:
    page = await visit()
    await page.add_init_script(
        "window.WebSocket = function () { setTimeout(() => this.onclose({})) }"
    )
    await page.goto(server.url)
    await say(page, "بلا مقبس")
    await answered(page, "بلا مقبس")
    await page.click("text=نعم")
    await answered(page, "منذ متى؟")
    assert world.village.texts() == ["بلا مقبس"]


async def test_a_shared_phone_left_alone_shows_a_fresh_page(visit: Visit, world: World) -> None:
    page = await visit()
    await say(page, "خاص")
    await answered(page, "خاص")
    world.clock.forward(30 * 60 + 1)
    await page.fill("#text", "بعد حين")
    await page.click("#say > button")
    await expect(page.locator(".notice")).to_be_visible()
    await expect(page.locator("#log")).not_to_contain_text("خاص")
    assert world.village.texts() == ["خاص"]


async def test_a_document_is_sent_as_it_is_without_its_name(visit: Visit, world: World) -> None:
    page = await visit()
    paper = {"name": "أسماء.docx", "mimeType": "application/octet-stream", "buffer": b"a draft"}
    await page.set_input_files("[name=document]", paper)
    await answered(page, "document")
    sent = world.village.heard[-1]
    assert (sent.kind, sent.file.content, sent.file.ending) == ("document", b"a draft", "docx")
    await expect(page.locator(".mine")).to_contain_text("أسماء.docx")


async def test_a_photo_is_made_smaller_before_it_is_sent(visit: Visit, world: World) -> None:
    page = await visit()
    photo = io.BytesIO()
    Image.effect_noise((2600, 1950), 60).save(photo, "PNG")
    await page.set_input_files(
        "[name=photo]", {"name": "p.png", "mimeType": "image/png", "buffer": photo.getvalue()}
    )
    await answered(page, "photo")
    sent = world.village.heard[-1].file.content
    assert Image.open(io.BytesIO(sent)).size == (1280, 960)
    assert len(sent) < len(photo.getvalue()) / 4
    await expect(page.locator(".mine img")).to_be_visible()


async def test_a_voice_note_is_recorded_on_the_page(visit: Visit, world: World) -> None:
    page = await visit(permissions=["microphone"])
    await page.click("#more summary")
    await page.click("#voice")
    await expect(page.locator("#status")).to_contain_text("0:0")
    await page.click("#status button.main")
    await answered(page, "voice")
    assert world.village.heard[-1].file.size > 0


async def test_without_a_microphone_a_file_can_be_chosen(visit: Visit, world: World) -> None:
    page = await visit(permissions=[])
    await page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('denied'))"
    )
    await page.reload()
    await page.click("#more summary")
    await page.click("#voice")
    await expect(page.locator("#status")).to_be_visible()
    async with page.expect_file_chooser() as choosing:
        await page.click("#voice")
    sound = {"name": "a.ogg", "mimeType": "audio/ogg", "buffer": b"OggS"}
    await (await choosing.value).set_files(sound)
    await answered(page, "voice")
    assert world.village.heard[-1].file.content == b"OggS"


async def test_the_place_is_sent_only_when_it_is_asked_for_and_the_person_agrees(
    visit: Visit, world: World
) -> None:
    place = {"latitude": 35.3359412, "longitude": 40.1408499}
    page = await visit(permissions=["geolocation"], geolocation=place)
    assert await page.locator(".where").count() == 0
    await say(page, "أين")
    await page.click(".where button")
    await answered(page, "location")
    assert (world.village.heard[-1].latitude, world.village.heard[-1].longitude) == (
        35.33594,
        40.14085,
    )


async def test_nothing_that_was_written_is_kept_in_the_browser(visit: Visit) -> None:
    page = await visit()
    await say(page, "سرّ")
    await answered(page, "سرّ")
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert await page.evaluate("document.cookie") == ""


async def test_english_reads_from_left_to_right(visit: Visit, server: Server) -> None:
    page = await visit()
    await page.goto(server.url + "?lang=en")
    await expect(page.locator("html")).to_have_attribute("dir", "ltr")
    exit_box = await page.locator("#leave button").bounding_box()
    assert exit_box["x"] > PHONE["width"] / 2
