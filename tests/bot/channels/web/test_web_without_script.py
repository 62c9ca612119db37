"""Whole conversations by plain forms: POST, 303, GET."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import FormData

from bot.channels.web.desk import Rate, WebSettings
from conversations.messages import Expecting, Kind, Message
from tests.bot.channels.web.village import Browse, Browser, Look, Read, World

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


async def post(
    client: Browser, address: str, fields: object, **more: object
) -> tuple[int, str | None, str]:
    async with client.post(address, data=fields, allow_redirects=False, **more) as response:
        return response.status, response.headers.get("Location"), await response.text()


async def test_the_greeting_stands_on_the_first_page_and_begins_only_once(
    browser: Browser, look: Look, world: World
) -> None:
    first = await look(browser)
    await look(browser)
    assert "أهلاً بكم" in first.html
    assert [said.text for said in world.village.heard] == ["/start"]
    assert world.village.heard[0].language == "ar"


async def test_a_person_writes_taps_and_reads_the_answers(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    assert await post(browser, "/say", page.form(text="المحطة واقفة")) == (303, "/#now", "")
    page = await look(browser)
    assert "وصلت رسالتكم: المحطة واقفة" in page.html
    assert 'class="line mine"' in page.html

    reference = page.hidden("m")
    await post(browser, "/say", page.form(tap=page.taps()[0], m=reference))
    tapped = world.village.heard[-1]
    assert (tapped.kind, tapped.tap, tapped.message) == (Kind.TAP, "tap:نعم", reference)
    page = await look(browser)
    assert "منذ متى؟" in page.html
    assert "وصلت رسالتكم" not in page.html  # the answer stands in place of the question


async def test_only_the_last_question_has_buttons_and_its_options_are_numbered(
    browser: Browser, look: Look
) -> None:
    page = await look(browser)
    await post(browser, "/say", page.form(text="أولاً"))
    page = await look(browser)
    assert page.taps() == ["tap:نعم", "tap:لا", "k:unknown", "k:silent"]
    assert "<b>2</b> <span>لا</span>" in page.html
    assert "<b>3</b>" not in page.html


async def test_a_notice_below_a_question_leaves_the_question_open(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    await world.village.answer(world.village.heard[0].chat, Message(text="لديكم رسالة."))
    assert (await look(browser)).taps()[0] == "tap:المياه"


async def test_options_that_are_on_are_said_to_be_pressed(browser: Browser, look: Look) -> None:
    page = await look(browser)
    await post(browser, "/say", page.form(text="عدة"))
    page = await look(browser)
    assert "aria-pressed" not in page.html
    await post(browser, "/say", page.form(tap=page.taps()[1], m=page.hidden("m")))
    page = await look(browser)
    assert page.html.count('aria-pressed="true"') == 1
    assert page.html.count('aria-pressed="false"') == 3
    assert 'class="main"><span>تم</span>' in page.html


async def test_the_same_form_sent_twice_counts_once(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    form = page.form(text="مرة واحدة")
    await asyncio.gather(*(post(browser, "/say", form) for _ in range(3)))
    assert world.village.texts() == ["مرة واحدة"]


async def test_another_answer_from_the_same_page_is_not_taken_for_a_repetition(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    await post(browser, "/say", page.form(text="ثلاثة"))
    await post(browser, "/say", page.form(text="أربعة"))
    assert world.village.texts() == ["ثلاثة", "أربعة"]


async def test_the_id_under_which_something_is_noted_tells_nothing_of_what_was_said(
    browse: Browse, look: Look, world: World
) -> None:
    """Else a list of ids would tell what somebody voted, or their secret number."""
    for said in ({"text": "الجسر"}, {"text": "السوق"}, {"tap": "tap:نعم"}, {"tap": "tap:لا"}):
        browser = await browse()
        page = await look(browser)
        for _ in range(2):
            await post(browser, "/say", {"c": page.hidden("c"), "n": "same-form-1", **said})
    ids = [heard.id for heard in world.village.heard if heard.text != "/start"]
    assert [each.partition(".")[2] for each in ids] == ["same-form-1"] * 4


async def test_text_is_cleaned_and_an_empty_form_says_nothing(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    await post(browser, "/say", page.form(text="  \u202eمرحبا\x00 "))
    status, location, _ = await post(browser, "/say", page.form(text="\u200b \n"))
    assert (status, location) == (303, "/#now")
    assert world.village.texts() == ["مرحبا"]


def with_file(
    page: Read, field: str, content: bytes, content_type: str, name: str = "f"
) -> FormData:
    form = FormData()
    for key, value in page.form(text="تعليق").items():
        form.add_field(key, value)
    form.add_field(field, content, content_type=content_type, filename=name)
    return form


@pytest.mark.parametrize(
    ("field", "content_type", "kind"),
    [
        ("photo", "image/png", Kind.PHOTO),
        ("voice", "audio/ogg;codecs=opus", Kind.VOICE),
        ("voice", "application/octet-stream", Kind.VOICE),
        ("photo", "application/pdf", Kind.DOCUMENT),
        ("document", "application/octet-stream", Kind.DOCUMENT),
    ],
)
async def test_photos_and_voice_notes_arrive_with_their_bytes(
    browser: Browser, look: Look, world: World, field: str, content_type: str, kind: Kind
) -> None:
    page = await look(browser)
    status, _, _ = await post(browser, "/say", with_file(page, field, PNG, content_type))
    said = world.village.heard[-1]
    assert status == 303
    assert (said.kind, said.file.content, said.file.size) == (kind, PNG, len(PNG))
    assert said.text == "تعليق"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("مسودة المياه.DOCX", "docx"),
        ("draft", ""),
        ("a.b/../c", ""),
        ("x." + "a" * 300, "aaaaaaaa"),
    ],
)
async def test_of_a_files_name_only_the_ending_is_kept(
    browser: Browser, look: Look, world: World, name: str, ending: str
) -> None:
    page = await look(browser)
    form = with_file(page, "document", PNG, "application/octet-stream", name)
    await post(browser, "/say", form)
    assert world.village.heard[-1].file.ending == ending


async def test_an_empty_file_field_changes_nothing(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    await post(browser, "/say", with_file(page, "photo", b"", "application/octet-stream", ""))
    assert world.village.texts() == ["تعليق"]
    assert world.village.heard[-1].kind is Kind.TEXT


async def test_a_place_comes_from_the_script_only_within_the_world(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    await post(browser, "/say", page.form(lat="35.33594", lon="40.14084"))
    assert (world.village.heard[-1].latitude, world.village.heard[-1].longitude) == (
        35.33594,
        40.14084,
    )
    assert (await post(browser, "/say", page.form(lat="99", lon="0")))[0] == 400
    assert (await post(browser, "/say", page.form(lat="nan", lon="0")))[0] == 400
    assert (await post(browser, "/say", page.form(lat="x", lon="0")))[0] == 400


async def test_a_file_is_offered_at_once_when_a_photo_is_expected(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    asked = Message(text="صورة؟", expecting=Expecting.PHOTO)
    await world.village.answer(world.village.heard[0].chat, asked)
    assert '<details id="more" open>' in (await look(browser)).html


async def test_bodies_beyond_the_limits_are_refused_in_words(
    browse: Browse, look: Look, world: World
) -> None:
    settings = WebSettings(public_name="x", form_bytes=5_000, file_bytes=10_000)
    browser = await browse(settings)
    page = await look(browser)
    for body in (
        page.form(text="x" * 6_000),
        with_file(page, "photo", b"0" * 10_001, "image/png"),
        with_file(page, "photo", b"0" * 20_000, "image/png"),
    ):
        status, _, html = await post(browser, "/say", body)
        assert status == 413
        assert 'role="alert"' in html
    assert world.village.texts() == []
    assert (await post(browser, "/say", with_file(page, "photo", b"0" * 10_000, "image/png")))[
        0
    ] == 303


async def test_a_long_text_is_given_back_to_be_shortened(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    status, _, html = await post(browser, "/say", page.form(text="طويل " * 900))
    assert status == 413
    assert "طويل طويل" in html
    assert world.village.texts() == []


async def test_what_cannot_be_stored_is_given_back_and_can_be_sent_again(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    world.village.open = False
    status, _, html = await post(browser, "/say", page.form(text="مهم <جداً>"))
    assert status == 503
    assert "مهم &lt;جداً&gt;</textarea>" in html
    world.village.open = True
    assert (await post(browser, "/say", type(page)(html).form(text="مهم <جداً>")))[0] == 303
    assert world.village.texts() == ["مهم <جداً>"]


async def test_too_many_turns_from_one_address_are_asked_to_wait(
    browse: Browse, look: Look, world: World
) -> None:
    browser = await browse(WebSettings(public_name="x", turns=Rate(count=3, seconds=60)))
    page = await look(browser)  # the beginning is a turn too
    statuses = [
        (await post(browser, "/say", page.form(text=f"رسالة {number}")))[0] for number in range(3)
    ]
    assert statuses == [303, 303, 429]
    world.clock.forward(20)
    assert (await post(browser, "/say", page.form(text="رسالة 2")))[0] == 303


async def test_a_proxy_is_believed_only_as_far_as_the_settings_say(
    browse: Browse, look: Look
) -> None:
    for hops, shared in ((0, True), (1, False)):
        settings = WebSettings(
            public_name="x", trusted_hops=hops, requests=Rate(count=1, seconds=60)
        )
        browser = await browse(settings)
        statuses = []
        for client in ("203.0.113.1", "203.0.113.2"):
            forwarded = {"X-Forwarded-For": f"10.9.9.9, {client}"}
            async with browser.get("/", headers=forwarded) as response:
                statuses.append(response.status)
        assert statuses == ([200, 429] if shared else [200, 200])


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data; boundary=x"])
async def test_a_body_that_is_no_form_is_refused(
    browser: Browser, look: Look, content_type: str
) -> None:
    await look(browser)
    status, _, _ = await post(browser, "/say", b"nonsense", headers={"Content-Type": content_type})
    assert status in (400, 403)


async def test_buttons_longer_than_the_platforms_allow_are_refused(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    assert (await post(browser, "/say", page.form(tap="x" * 65)))[0] == 400
    assert (await post(browser, "/say", {"c": page.hidden("c"), "n": "a b", "text": "x"}))[0] == 400
    assert len(world.village.heard) == 1
