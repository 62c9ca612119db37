"""The whole way of an export: ordered and agreed to in the chat, made, downloaded once."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App
from bot.drawing.child import DrawingChild
from bot.export_opening import FOLDER, open_exports
from bot.settings import Settings
from civic.exports import ExportWish, Kind
from civic.need_filters import NeedFilter
from handlers import tenure
from handlers.receiving import Reception
from storage import export_orders, mandates, people
from storage.outbox import OutboxRow
from storage.reading import Reader
from storage.store import Store
from storage.work import Work
from tests.exported import Region
from tests.offices import Representative
from tests.world import World

WORDS = "المضخة معطلة ولا ماء"
WISH = ExportWish(wanted=NeedFilter(), kind=Kind.CSV, words=False)
LINK = re.compile(r"http\S*(/file/[\w-]{22})")


@dataclass
class Post:
    """A service whose exports are open, a browser before it, and what it writes to people."""

    app: App
    browser: TestClient[web.Request, web.Application]
    region: Region
    owed: asyncio.Queue[OutboxRow] = field(default_factory=asyncio.Queue)

    def holder(self, account: str, place: str = "") -> Representative:
        """Somebody with an open office, whose chat is kept in one process."""
        village = place or self.region.near
        return Representative(self.region.world, account=account, place=village, restarts=False)

    def reads(self, reader: Representative) -> str:
        """What stands last in somebody's chat."""
        _, reader.last = reader._shown()[-1]
        return reader.last.text

    async def written(self, part: str) -> str:
        """The next message that says this, to whomever."""
        while part not in (text := (await self.owed.get()).message.text):
            pass
        return text

    async def link(self) -> str:
        """The path of the next link that is handed over."""
        found = LINK.search(await self.written("/file/"))
        assert found is not None
        return found[1]

    async def downloaded(self, path: str) -> tuple[int, str]:
        """What the button of a link's page gives."""
        async with self.browser.post(path) as response:
            return response.status, (await response.read()).decode("utf-8-sig")


@pytest.fixture
async def post(world: World, tmp_path: Path) -> AsyncIterator[Post]:
    """A service over either database, with two needs of a village and one from far away."""
    settings = Settings(data_dir=tmp_path / "data", http_port=8080, public_url="")
    store = Store(world.engine, world.keys, world.clock, world.dice)
    reader, service = Reader(world.engine.url), world.service
    parts = settings, world.engine, world.keys, store, reader, service
    app = App(*parts, Reception(store, service), DrawingChild(tmp_path))
    region = Region(world)
    for account, place in (("1", region.near), ("2", region.near), ("3", region.far)):
        region.need(region.person(account), place, WORDS)
    application = web.Application(client_max_size=0)
    client = TestClient(TestServer(application))
    found = Post(app, client, region)
    world.service.owed = partial(
        asyncio.get_running_loop().call_soon_threadsafe, found.owed.put_nowait
    )
    open_exports(app, application)
    await client.start_server()
    yield found
    await client.close()
    for task in list(app.tasks):
        task.cancel()
    await asyncio.gather(*app.tasks, return_exceptions=True)
    await app.closing.aclose()
    await reader.close()
    store.close()


async def test_a_list_is_ordered_made_and_downloaded_once(post: Post) -> None:
    """Without words at once; without PUBLIC_URL it is said that the link leads nowhere else."""
    rep = post.holder("rep")
    assert "طلبان" in rep.says("تصدير مياه")
    rep.taps("جدول بسيط")
    assert "يجري إعداد القائمة" in rep.taps("دون كلام الناس")
    text = await post.written("/file/")
    assert "MASHWARA_PUBLIC_URL" in text
    assert "23 تشرين الثاني 2026" in text
    found = LINK.search(text)
    assert found is not None
    async with post.browser.get(found[1]) as response:
        assert response.status == 200
    status, content = await post.downloaded(found[1])
    lines = list(csv.reader(io.StringIO(content)))
    assert (status, len(lines)) == (200, 3)
    assert WORDS not in content
    assert {line[2] for line in lines[1:]} == {"الشحيل"}
    status, page = await post.downloaded(found[1])
    assert status == 404
    assert "/export" in page
    assert list((post.app.settings.data_dir / FOLDER).iterdir()) == []


async def test_with_an_address_of_its_own_the_link_leads_there(post: Post) -> None:
    """And nothing is said of the machine."""
    post.app.settings.public_url = "https://mashwara.example"
    rep = post.holder("rep")
    rep.says("تصدير csv")
    rep.taps("دون")
    text = await post.written("https://mashwara.example/file/")
    assert "MASHWARA_PUBLIC_URL" not in text


async def test_words_leave_with_the_yes_of_a_second_person(post: Post) -> None:
    """Only while the office of the second person is open, and only once."""
    rep, second = post.holder("rep"), post.holder("second")
    rep.says("/export csv")
    rep.taps("مع كلام الناس")
    assert "كلام الناس" in post.reads(second)
    yes = second.data("موافقة")
    second.locks()
    assert "مقفل" in second.says(yes)
    assert "أنتم من طلب" in rep.says(yes)
    second.unlocks()
    assert "سُجّلت موافقتكم" in second.says(yes)
    assert "لم تعد" in second.says(yes)
    status, content = await post.downloaded(await post.link())
    assert (status, content.count(WORDS)) == (200, 2)


async def test_nobody_agrees_with_themself_through_another_channel(post: Post) -> None:
    """An account that was linked is the same person, also with an office open there."""
    rep, second = post.holder("rep"), post.holder("second")
    rep.says("/export csv")
    rep.taps("مع كلام الناس")
    post.reads(second)
    yes = second.data("موافقة")
    me, mandate = rep.person, rep.mandate_id

    def link(work: Work) -> None:
        linked = people.add_identity(work, me.id, "ar", "web", "also me", "also me")
        mandates.open_in(work, linked.mark, mandate)

    post.region.world.turn(link)
    rep.channel, rep.account = "web", "also me"
    assert "أنتم من طلب" in rep.says(yes)


async def test_an_office_elsewhere_is_told_of_no_such_order(post: Post) -> None:
    """Neither a yes nor a no of theirs counts, and both get the same answer as any number."""
    rep, _second, far = post.holder("rep"), post.holder("second"), post.holder("far", "الكسرة")
    rep.says("/export csv")
    rep.taps("مع كلام الناس")
    post.reads(_second)
    real = [_second.data(label).split()[-1] for label in ("موافقة", "لا أوافق")]
    answers = {
        far.says(f"/export {verb} {subject}")
        for verb in ("agree", "refuse")
        for subject in (*real, "x" * 22)
    }
    assert len(answers) == 1
    order = post.region.world.turn(partial(export_orders.get, export_id=real[0]))
    assert order is not None
    assert order.state == "asked"


async def test_whoever_is_revoked_in_between_gets_nothing(post: Post) -> None:
    """A lock changes nothing; the end of the mandate kills the link and the order."""
    rep, world = post.holder("rep"), post.region.world
    rep.says("تصدير csv")
    rep.taps("دون")
    link = await post.link()
    rep.locks()
    async with post.browser.get(link) as response:
        assert response.status == 200
    held = world.turn(partial(mandates.get, mandate_id=rep.mandate_id))
    assert held is not None
    world.turn(partial(tenure.end, service=world.service, held=held, by=mandates.OPERATOR))
    async with post.browser.get(link) as response:
        assert response.status == 404
    status, _page = await post.downloaded(link)
    assert status == 404


async def test_an_office_that_was_locked_meanwhile_goes_on_later(post: Post) -> None:
    """Nothing is ordered by a locked office, and no answer is lost."""
    rep = post.holder("rep")
    rep.says("تصدير csv")
    rep.locks()
    assert "أُقفل المكتب" in rep.taps("دون")
    assert post.region.world.count("export") == 0
    rep.unlocks()
    assert "يجري إعداد القائمة" in rep.says("/resume")
    assert (await post.downloaded(await post.link()))[0] == 200


async def test_what_a_dead_process_left_is_told(post: Post) -> None:
    """The order is given up, not tried for ever, and a new one can be given."""
    rep, world = post.holder("rep"), post.region.world
    mandate = rep.mandate
    assert mandate is not None

    def leave(work: Work) -> None:
        left = export_orders.place(work, mandate, WISH, "ar")
        export_orders.start(work, left.id)

    world.turn(leave)
    post.app.service.export_waiting()
    await post.written("توقفت الخدمة")
    rep.says("تصدير csv")
    rep.taps("دون")
    assert (await post.downloaded(await post.link()))[0] == 200
