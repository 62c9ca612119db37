"""A whole report on the page, in Arabic, in the system's real Chromium against the real service."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.service import Service

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
SCREENSHOTS = Path(__file__).parent.parent / "docs" / "screenshots"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The running service."""
    made = Service(tmp_path_factory.mktemp("service"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()


def _open(browser: Browser, service: Service, **options: object) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 740}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(service.address)
    return page


def _choose(page: Page, label: str, then: str) -> None:
    """Press a button of the last message and wait for the answer."""
    page.get_by_role("log").get_by_role("button", name=label).last.click()
    expect(page.get_by_role("log")).to_contain_text(then)


def _write(page: Page, words: str, then: str) -> None:
    page.locator("#text").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(then)


def _shoot(page: Page, name: str) -> None:
    """Keep a picture for the documentation when it is asked for."""
    if os.environ.get("MASHWARA_SCREENSHOTS") == "write":
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")


def test_a_whole_report_in_arabic(browser: Browser, service: Service) -> None:
    """From the first contact to the receipt, with a mistake on the way, and it is on the disk."""
    page = _open(browser, service)
    expect(page.get_by_role("log")).to_contain_text("هل توافقون؟")
    _shoot(page, "first-contact")
    _choose(page, "نعم، أوافق", "يمكن البدء")
    _write(page, "/need", "أين الاحتياج؟")
    _write(page, "الشجيل", "أي مكان هو المقصود؟")
    _choose(page, "الشحيل (البصيرة)", "ما موضوع الاحتياج؟")
    _choose(page, "خبز وغذاء", "الخبز والأفران")
    _choose(page, "السؤال السابق", "ما موضوع الاحتياج؟")
    _choose(page, "ماء وكهرباء", "مياه الشرب")
    _choose(page, "مياه الشرب", "ما المشكلة؟")
    _shoot(page, "question")
    _choose(page, "محطة مياه متوقفة", "ما أثر المشكلة")
    _write(page, "٣", "مراجعة قبل الإرسال")
    _shoot(page, "review")
    _choose(page, "إرسال", "رقم المتابعة")
    _shoot(page, "report")
    with sqlite3.connect(service.folder / "var" / "mashwara.db") as database:
        rows = database.execute("SELECT place, problem, severity FROM need").fetchall()
    assert ("x-sy090102-11", "water_station", 3) in rows


def test_the_same_without_a_script(browser: Browser, service: Service) -> None:
    """Plain forms carry a whole report too."""
    page = _open(browser, service, java_script_enabled=False)
    page.get_by_role("button", name="نعم، أوافق").click()
    page.locator("#text").fill("محطة مية الكسرة واقفة من أسبوعين")
    page.get_by_role("button", name="إرسال", exact=True).first.click()
    page.get_by_role("button", name="ضرر على حياتنا").click()
    expect(page.get_by_role("log")).to_contain_text("رقم المتابعة")
    _shoot(page, "without-script")


def test_a_reload_shows_the_conversation_again(browser: Browser, service: Service) -> None:
    """After a reload the open question is there, and goes on."""
    page = _open(browser, service)
    _choose(page, "نعم، أوافق", "يمكن البدء")
    _write(page, "/need", "أين الاحتياج؟")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("أين الاحتياج؟")
    _write(page, "خشام", "ما موضوع الاحتياج؟")
