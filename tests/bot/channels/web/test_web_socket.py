"""Turns over the WebSocket: what they cost, who may open one, and what follows a broken line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse as Socket
from aiohttp import WSServerHandshakeError

from bot.channels.web.desk import Rate, WebSettings
from bot.channels.web.rooms import Rooms
from conversations.messages import Message
from handlers.delivery import Outbound, Undeliverable
from tests.bot.channels.web.village import Browse, Browser, Look, Read, World, pressables


async def open_socket(
    client: Browser,
    page: Read,
    known: Sequence[object] = (),
    origin: str = "",
    token: str = "",
) -> Socket:
    ours = str(client.make_url("/")).rstrip("/")
    socket = await client.ws_connect("/socket", headers={"Origin": origin or ours})
    await socket.send_json({"c": token or page.hidden("c"), "a": list(known)})
    return socket


async def told(socket: Socket) -> dict[str, Any]:
    return json.loads(await socket.receive_str())


async def until(socket: Socket, name: str) -> dict[str, Any]:
    while name not in (frame := await told(socket)):
        pass
    return frame


async def until_empty(rooms: Rooms) -> None:
    while len(rooms):
        await asyncio.sleep(0)


async def test_a_turn_takes_less_than_a_kilobyte_each_way_and_two_bytes_a_letter(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page, page.taps())
    await told(socket)
    text = "محطة مية الشحيل واقفة من أسبوعين ونحتاج مضخة جديدة، والناس يشترون الماء من الصهاريج"
    frame = json.dumps({"i": "abcdefgh", "t": text}, ensure_ascii=False, separators=(",", ":"))
    await socket.send_str(frame)
    received = [await socket.receive_str(), await socket.receive_str()]
    assert len(frame.encode()) <= 1_000
    assert sum(len(one.encode()) for one in received) <= 1_000
    answer = next(json.loads(one) for one in received if '"r"' in one)
    raw = next(one for one in received if '"r"' in one)
    assert "\\u" not in raw
    assert len(answer["x"].encode()) <= 2.1 * len(answer["x"])
    assert world.village.texts() == [text]


async def test_a_turn_is_confirmed_when_it_is_stored_and_counts_once(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page)
    for _ in range(3):
        await socket.send_json({"i": "same-id1", "t": "مرة"})
        assert (await until(socket, "k"))["k"] == "same-id1"
    assert world.village.texts() == ["مرة"]


async def test_what_a_socket_left_unconfirmed_may_be_sent_again_by_form(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page)
    await socket.send_json({"i": "same-id2", "t": "مرة"})
    await until(socket, "k")
    fields = {"c": page.hidden("c"), "n": "same-id2", "text": "مرة"}
    async with browser.post(
        "/say", data=fields, headers={"Accept": "application/json"}
    ) as response:
        assert await response.json() == {"k": "same-id2"}
    assert world.village.texts() == ["مرة"]


async def test_a_tap_edits_its_question_in_place(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    reference = page.hidden("m")
    socket = await open_socket(browser, page, [reference])
    assert await told(socket) == {"h": []}
    await socket.send_json({"i": "tap-id-1", "d": page.taps()[0], "m": reference})
    line = await until(socket, "r")
    assert line["p"] == reference
    assert pressables(line)[0] == ("اليوم", "tap:اليوم", "")


async def test_after_a_broken_line_only_what_was_missed_is_sent(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    account, known = world.village.heard[0].chat, page.hidden("m")
    await world.village.answer(account, Message(text="لديكم رسالة."))
    socket = await open_socket(browser, page, [known])
    assert [line["x"] for line in (await told(socket))["h"]] == ["لديكم رسالة."]


async def test_every_open_page_of_a_conversation_is_told_and_none_of_another(
    browse: Browse, look: Look, world: World
) -> None:
    one, other = await browse(), await browse()
    page, stranger = await look(one), await look(other)
    sockets = [await open_socket(one, page), await open_socket(one, page)]
    apart = await open_socket(other, stranger)
    for socket in (*sockets, apart):
        await told(socket)
    chats = [said.chat for said in world.village.heard]
    await world.village.answer(chats[0], Message(text="لكم"))
    await world.village.answer(chats[1], Message(text="لغيركم"))
    assert [(await told(socket))["x"] for socket in sockets] == ["لكم", "لكم"]
    assert (await told(apart))["x"] == "لغيركم"


async def test_withdrawn_lines_disappear_from_open_pages(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page)
    await told(socket)
    await world.village.outbound.withdraw(world.village.heard[0].chat, ["1", "2"])
    assert await told(socket) == {"w": ["1", "2"]}


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_another_site_cannot_open_a_socket(browser: Browser, look: Look, origin: str) -> None:
    page = await look(browser)
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket(browser, page, origin=origin)
    assert refused.value.status == 403


async def test_a_socket_without_a_visit_or_with_a_wrong_token_is_closed(
    browser: Browser, browse: Browse, look: Look
) -> None:
    page = await look(browser)
    with pytest.raises(WSServerHandshakeError):
        await open_socket(await browse(), page)
    socket = await open_socket(browser, page, token="forged")
    await socket.receive()
    assert socket.close_code == 4003
    socket = await open_socket(browser, page, known=[1])
    await socket.receive()
    assert socket.close_code == 4003


async def test_a_socket_left_alone_for_half_an_hour_takes_nothing_more(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page)
    await told(socket)
    world.clock.forward(29 * 60)
    await socket.send_json({"i": "in-time1", "t": "في الوقت"})
    await until(socket, "k")
    world.clock.forward(30 * 60 + 1)
    await socket.send_json({"i": "too-late", "t": "متأخر"})
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == 4001
    assert world.village.texts() == ["في الوقت"]


async def test_a_page_in_use_keeps_its_cookie_fresh_and_an_idle_one_does_not(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    for used in (True, False):
        news = {"c": page.hidden("c"), "a": ["1", "2"], "u": used}
        async with browser.post("/lines", json=news) as response:
            assert await response.json() == {"h": []}
            assert ("Set-Cookie" in response.headers) is used
    world.clock.forward(3600)
    async with browser.post(
        "/lines", json=news, headers={"Accept": "application/json"}
    ) as response:
        assert (response.status, await response.json()) == (401, {"to": "/?closed=1"})


@pytest.mark.parametrize("body", [b"", b"[]", b'{"c":1}', b"\xff", b'{"c":"\\ud800","a":[]}'])
async def test_news_that_cannot_be_read_are_refused(
    browser: Browser, look: Look, body: bytes
) -> None:
    await look(browser)
    async with browser.post("/lines", data=body) as response:
        assert response.status in (400, 403)


async def test_a_turn_that_cannot_be_taken_is_refused_in_words(
    browse: Browse, look: Look, world: World
) -> None:
    browser = await browse(WebSettings(public_name="x", turns=Rate(count=4, seconds=60)))
    page = await look(browser)
    socket = await open_socket(browser, page)
    await told(socket)
    world.village.open = False
    await socket.send_json({"i": "id-number-1", "t": "أ"})
    assert (await until(socket, "n"))["z"] == 5
    world.village.open = True
    await socket.send_json({"i": "id-number-2", "t": "x" * 5000})
    assert (await until(socket, "n"))["z"] == 0
    await socket.send_str("nonsense")
    assert (await until(socket, "n"))["i"] == ""
    for number in (3, 4):
        await socket.send_json({"i": f"id-number-{number}", "t": "أ"})
    assert (await until(socket, "k"))["k"] == "id-number-3"
    refused = await until(socket, "n")
    assert (refused["i"], refused["z"]) == ("id-number-4", 15)
    assert world.village.texts() == ["أ"]


async def test_a_page_that_reads_nothing_is_let_go(
    browser: Browser, look: Look, world: World
) -> None:
    await look(browser)
    seat = world.rooms.enter("chat")
    for number in range(200):
        world.rooms.give("chat", str(number))
    frames = []
    while (frame := await seat.next()) is not None:
        frames.append(frame)
    assert frames == [str(number) for number in range(64)]
    world.rooms.quit("chat", seat)
    assert len(world.rooms) == 0


async def test_a_closed_page_leaves_no_seat_behind(
    browser: Browser, look: Look, world: World
) -> None:
    page = await look(browser)
    socket = await open_socket(browser, page)
    await told(socket)
    assert len(world.rooms) == 1
    await socket.close()
    await until_empty(world.rooms)


async def test_pages_beyond_the_most_sockets_are_left_to_ask_for_news(
    browse: Browse, look: Look
) -> None:
    browser = await browse(WebSettings(public_name="x", sockets=1))
    page = await look(browser)
    await open_socket(browser, page)
    with pytest.raises(WSServerHandshakeError) as refused:
        await open_socket(browser, page)
    assert refused.value.status == 503


async def test_sending_succeeds_without_any_open_page(world: World) -> None:
    outbound: Outbound = world.village.outbound
    reference = await world.village.answer("nobody", Message(text="محفوظة"))
    assert reference == "1"
    with pytest.raises(Undeliverable):
        await outbound.fetch("1")
