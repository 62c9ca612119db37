"""Pictures and papers in the conversation: for whoever it is, and for nobody else."""

from __future__ import annotations

import pytest

from bot.channels.web.files import content_type
from conversations.messages import FileKind, Message, SentFile
from tests.bot.channels.web.village import Browse, Browser, Look, World

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
CHART = SentFile(id="chart", kind=FileKind.PHOTO, name="needs.png")
PAPER = SentFile(id="paper", kind=FileKind.DOCUMENT, name="area.pdf")


async def shown(world: World, file: SentFile, content: bytes) -> str:
    """Put a file into the first conversation; returns its address."""
    world.village.files[file.id] = content
    chat = world.village.heard[0].chat
    return "/sent/" + await world.village.answer(chat, Message(text="الأرقام", file=file))


async def test_a_picture_stands_in_the_conversation(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    address = await shown(world, CHART, PNG)
    assert f'<img src="{address}" alt="" loading="lazy">' in (await look(browser)).html
    async with browser.get(address) as response:
        assert await response.read() == PNG
        assert response.headers["Content-Type"] == "image/png"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_paper_is_saved_under_its_name(browser: Browser, look: Look, world: World) -> None:
    await look(browser)
    address = await shown(world, PAPER, b"%PDF-1.7")
    assert f'href="{address}" download="area.pdf"' in (await look(browser)).html
    async with browser.get(address) as response:
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["Content-Disposition"] == 'attachment; filename="area.pdf"'


async def test_nobody_else_gets_it(
    browser: Browser, browse: Browse, look: Look, world: World
) -> None:
    """What stands in another conversation is answered like what does not exist."""
    await look(browser)
    address = await shown(world, CHART, PNG)
    stranger = await browse()
    async with stranger.get(address, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/?closed=1")
    await look(stranger)
    said = []
    for path in (address, "/sent/999", "/sent/x"):
        async with stranger.get(path) as response:
            said.append((response.status, (await response.text()).replace(path, "")))
    assert {status for status, _ in said} == {404}
    assert PNG.decode("latin-1") not in "".join(text for _, text in said)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"OggS", "audio/ogg"),
        (b"<html><script>", "application/octet-stream"),
    ],
)
def test_a_browser_is_told_what_the_bytes_are(content: bytes, kind: str) -> None:
    assert content_type(content) == kind
