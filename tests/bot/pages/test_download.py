"""The page of a link: looking uses nothing up, the button does, and every dead link looks alike."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.exporting import Exporting, Finished, run_export
from bot.pages.download import RATE, TYPES, add_routes, link_path
from civic.exports import Kind
from storage import export_orders, mandates
from storage.export_rows import ExportOrder
from storage.reading import Reader
from storage.store import Store
from storage.work import Work
from tests.exported import Region
from tests.world import World

Browser = TestClient[web.Request, web.Application]


@dataclass
class Desk:
    """A service with exports and a browser before it."""

    exporting: Exporting
    browser: Browser
    region: Region
    seconds: float = 0.0

    async def made(self, kind: Kind = Kind.CSV) -> Finished:
        """A file that lies ready."""
        order = self.region.order(kind=kind, language="en")
        return await run_export(self.exporting, order, self.region.area, Nobody())


class Nobody:
    """Hears nothing."""

    async def progress(self, order: ExportOrder, done: int, total: int) -> None:
        """Nothing is told."""

    def ready(self, work: Work, finished: Finished) -> None:
        """Nothing is told."""

    def failed(self, work: Work, order: ExportOrder, code: str) -> None:
        """Nothing is told."""


@pytest.fixture
async def desk(lite: World, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk with one need to export; its clock for counting tries stands still."""
    store, reader = Store(lite.engine, lite.keys, lite.clock, lite.dice), Reader(lite.engine.url)
    exporting = Exporting(
        store=store,
        keys=lite.keys,
        reader=reader,
        service=lite.service,
        folder=tmp_path / "exports",
    )
    application = web.Application(client_max_size=0)
    region = Region(lite)
    region.need(region.person("1"), region.near)
    found = Desk(exporting, TestClient(TestServer(application)), region)
    add_routes(application, exporting, now=lambda: found.seconds)
    await found.browser.start_server()
    yield found
    await found.browser.close()
    await reader.close()
    store.close()


@pytest.mark.parametrize("kind", Kind)
async def test_the_button_gives_the_file_once(desk: Desk, kind: Kind) -> None:
    """As a file to keep, named for its day only, which no cache stores."""
    finished = await desk.made(kind)
    async with desk.browser.post(link_path(finished.token)) as response:
        content = await response.read()
    assert response.status == 200
    assert len(content) == finished.size == response.content_length
    assert response.headers["Content-Type"] == TYPES[kind]
    name = f'attachment; filename="list-2026-11-22.{kind}"'
    assert response.headers["Content-Disposition"] == name
    _is_kept_by_nobody(response.headers)
    async with desk.browser.post(link_path(finished.token)) as again:
        assert again.status == 404


async def test_looking_uses_nothing_up(desk: Desk) -> None:
    """A preview of the link, a reload, a look before the button: the file is still there."""
    finished = await desk.made()
    for _ in range(3):
        async with desk.browser.get(link_path(finished.token)) as response:
            page = await response.text()
        assert response.status == 200
        _is_kept_by_nobody(response.headers)
        assert 'method="post"' in page
        assert "can be downloaded once, until" in page
        assert "23 November 2026" in page
    async with desk.browser.head(link_path(finished.token)) as response:
        assert response.status == 405
    async with desk.browser.post(link_path(finished.token)) as response:
        lines = list(csv.reader(io.StringIO((await response.read()).decode("utf-8-sig"))))
    assert len(lines) == 2


async def test_every_dead_link_looks_alike(desk: Desk) -> None:
    """Used, given up, of somebody who left office, too old, nobody's: one page says what to do."""
    used, old, failed, left = [await desk.made() for _ in range(4)]
    mandate = desk.region.mandate().id
    await desk.browser.post(link_path(used.token))
    await desk.exporting.store.run(partial(export_orders.fail, export_id=failed.order.id))
    seen = set()
    desk.region.world.turn(partial(mandates.end, mandate_id=mandate))
    async with desk.browser.get(link_path(left.token)) as response:
        seen.add((response.status, await response.text()))
    desk.region.world.clock.forward(hours=25)
    for token in (used.token, old.token, failed.token, "x" * 22, "%00", "x" * 4000):
        for ask in (desk.browser.get, desk.browser.post):
            async with ask(link_path(token)) as response:
                seen.add((response.status, await response.text()))
                _is_kept_by_nobody(response.headers)
    [(status, page)] = seen
    assert status == 404
    assert "/export" in page
    assert "<form" not in page


async def test_a_file_that_is_gone_from_the_disk_is_a_dead_link(desk: Desk) -> None:
    """Somebody deleted it by hand."""
    finished = await desk.made()
    desk.exporting.path(finished.order.id).unlink()
    async with desk.browser.post(link_path(finished.token)) as response:
        assert response.status == 404


async def test_tries_are_counted_for_each_address(desk: Desk) -> None:
    """Whoever tries too often waits; the link is still good then."""
    finished = await desk.made()
    for _ in range(RATE.count):
        await desk.browser.get(link_path("x" * 22))
    async with desk.browser.post(link_path(finished.token)) as response:
        assert response.status == 429
        assert int(response.headers["Retry-After"]) > 0
    desk.seconds += RATE.seconds
    async with desk.browser.post(link_path(finished.token)) as response:
        assert response.status == 200


async def test_while_nothing_can_be_stored_the_link_stays_good(desk: Desk) -> None:
    """The page says so, and nothing is used up."""
    finished = await desk.made()
    desk.exporting.store.close()
    for ask in (desk.browser.get, desk.browser.post):
        async with ask(link_path(finished.token)) as response:
            assert response.status == 503
    assert desk.exporting.path(finished.order.id).exists()


def _is_kept_by_nobody(headers: Mapping[str, str]) -> None:
    expected = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: headers[name] for name in expected} == expected
