"""A PDF that was printed by the system's Chromium is read in the order of reading."""

from __future__ import annotations

import base64
import shutil

import pytest
from playwright.async_api import async_playwright

from bot.drafts.reading import read
from bot.drawing import fonts
from tests.bot.drafts import made

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


def a_page() -> str:
    """The draft as a page, in our own font."""
    font = next(path for path in fonts.files() if "Arabic" in path.name)
    data = base64.b64encode(font.read_bytes()).decode()
    items = "".join(f"<p>{item}</p>" for item in made.ITEMS)
    return (
        '<html dir="rtl" lang="ar"><meta charset="utf-8"><style>'
        f"@font-face {{ font-family: ours; src: url(data:font/ttf;base64,{data}) }}"
        "body { font: 16px ours; width: 400px }</style>"
        f"<h1>{made.TITLE}</h1><p>{made.FIRST}</p>{items}<p>{made.LAST}</p></html>"
    )


async def test_what_a_browser_printed_is_read() -> None:
    """Chromium places every letter by itself and says in words what some of them stand for."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await chromium.new_page()
        await page.set_content(a_page())
        printed = await page.pdf()
        await chromium.close()
    assert tuple(read(printed).paragraphs) == (made.TITLE, made.FIRST, *made.ITEMS, made.LAST)
