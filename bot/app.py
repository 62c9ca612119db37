"""The wiring: the only place where settings, store, handlers and channels meet."""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy import Engine

from bot import health
from bot.child import clean
from bot.dice import SystemDice, system_clock
from bot.drafts.running import read_draft
from bot.drawing.child import DrawingChild
from bot.entrances import chat_link, links_for, public_chats, room_link
from bot.searching import Searching
from bot.settings import Settings
from bot.watchdog import watchdog
from civic.refusals import Refusal
from conversations.wording import Wording
from handlers import (
    cleaning,
    draft_files,
    due,
    paper_drawing,
    return_polling,
    waking,
    weekly_figures,
)
from handlers import drawing as drawing_jobs
from handlers.cleaning import Cleaner
from handlers.clocks import Clocks
from handlers.delivery import Outbound
from handlers.draft_reading import DraftReader
from handlers.drawing import Drawer
from handlers.jobs import JobRunner
from handlers.paper_drawing import PaperDrawer
from handlers.receiving import Reception
from handlers.return_polling import PollCounter
from handlers.sending import Sender
from handlers.service import Service
from storage import caution, places, upgrading
from storage.election import Election
from storage.engine import open_engine
from storage.keys import Keys
from storage.master_key import MasterKey, from_credential, from_text, load_or_make
from storage.outbox import OutboxRow
from storage.reading import Reader
from storage.search import SearchIndexes
from storage.store import Store
from storage.trials import Trials

log = structlog.get_logger()

BATCH = 64
BATCH_OF_WORKERS = 32
"""Fewer where other workers wait for the same people's turns."""


@dataclass(slots=True)
class App:
    """The running parts, for the command line and for tests."""

    settings: Settings
    engine: Engine
    keys: Keys
    store: Store
    reader: Reader
    service: Service
    reception: Reception
    drawing: DrawingChild
    runners: list[JobRunner] = field(default_factory=list)
    channels: dict[str, Outbound] = field(default_factory=dict)
    senders: dict[str, Sender] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    closing: AsyncExitStack = field(default_factory=AsyncExitStack)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the rest for as long as the app is open."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # A part that ended by itself would leave the service half alive.
            log.critical("app.part-ended", where=caution.where(error))
            os._exit(1)

    def open_channel(self, name: str, channel: Outbound) -> None:
        """Send through a channel from now on."""
        self.channels[name] = channel
        self.start(self._send(name, channel))

    async def _send(self, name: str, channel: Outbound) -> None:
        """Send for as long as this worker is the one elected for the channel."""
        election = Election(self.store, f"send {name}", SystemDice().token(), time.monotonic)

        async def send() -> None:
            sender = Sender(name, self.store, channel, system_clock, time.monotonic, election.holds)
            self.senders[name] = sender
            try:
                await sender.run()
            finally:
                del self.senders[name]

        await election.serve(send)


def master_key(settings: Settings) -> MasterKey:
    """Return the master key; made on the first run of the embedded default only."""
    if settings.master_key is not None:
        return from_text(settings.master_key.get_secret_value())
    if credentials := os.environ.get("CREDENTIALS_DIRECTORY"):
        return from_credential(Path(credentials))
    path = settings.master_key_file.expanduser()
    embedded = not settings.database_url
    return load_or_make(path, settings.data_dir, make=embedded)


def open_keys(settings: Settings) -> Keys:
    """Open the key store; its folder is for this user alone."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys.open(settings.key_store_url, master_key(settings), secrets.token_bytes)


def open_database(settings: Settings) -> Engine:
    """Open the main database, brought up to date and with a gazetteer."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.store_url)
    with engine.begin() as connection:
        upgrading.upgrade(connection)
        places.seed(connection)
    return engine


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[App]:
    """Put the parts together, without any channel yet, and take them apart in order."""
    keys = open_keys(settings)
    engine = open_database(settings)
    service = _service(settings, engine)
    store = Store(
        engine,
        keys,
        system_clock,
        SystemDice(),
        batch=BATCH if engine.dialect.name == "sqlite" else BATCH_OF_WORKERS,
        trials=Trials.open(engine, settings.data_dir),
        guard=watchdog,
        died=partial(os._exit, 1),
    )
    reader = Reader(settings.store_url)
    drawing = DrawingChild(settings.data_dir / "fonts")
    app = App(settings, engine, keys, store, reader, service, Reception(store, service), drawing)
    _wire(app)
    try:
        await waking.wake(store, service)
        await due.sweep(store, keys)
        app.start(due.keep_house(store, keys))
        app.start(due.keep_audit(store))
        app.start(weekly_figures.keep(store, reader, keys, service.places))
        app.start(_clocks(app).run())
        app.start(_searching(app).run())
        yield app
    finally:
        await _close(app)


def _service(settings: Settings, engine: Engine) -> Service:
    with engine.connect() as connection:
        index = places.load(connection)
    if index.get(settings.governorate) is None:
        raise Refusal("settings.unknown-governorate", place=settings.governorate)

    return Service(
        wording=Wording.load(places=index.called, levels=index.level),
        places=index,
        public_name=settings.public_name,
        home=settings.governorate,
        referral=settings.referral,
        womens_quota=settings.womens_quota,
        language=settings.locale,
        echoing=frozenset({"web"}),
        returning=frozenset({"web"}),
        taps_die=frozenset({"telegram"}),
        links_for=partial(links_for, settings),
        public_chats=public_chats(settings),
        chat_link=partial(chat_link, settings),
        room_link=partial(room_link, settings),
    )


def _wire(app: App) -> None:
    _carry_out_jobs(app)
    app.service.owed = partial(_offer, app)
    app.service.forget_waiting = lambda person: app.start(
        due.forget_soon(app.store, app.keys, person)
    )
    app.service.forget_votes = lambda: app.start(due.unlink_soon(app.store, app.keys))
    app.service.withdraw = partial(_withdraw, app)


def _carry_out_jobs(app: App) -> None:
    """Say what carries out jobs; they are started when the channels are open."""
    app.closing.push_async_callback(app.drawing.close)
    cleaner = Cleaner(app.store, app.service, app.channels, clean)
    reader = DraftReader(app.store, app.service, app.channels, read_draft)
    drawer = Drawer(app.store, app.service, app.drawing.draw)
    papers = PaperDrawer(app.store, app.service, app.drawing.draw)
    counter = PollCounter(app.store, app.reader, app.keys, app.service)
    app.runners += [
        JobRunner(app.store, cleaning.KIND, cleaner.carry_out),
        JobRunner(app.store, draft_files.READING, reader.carry_out),
        JobRunner(app.store, drawing_jobs.KIND, drawer.carry_out),
        JobRunner(app.store, paper_drawing.KIND, papers.carry_out),
        JobRunner(app.store, return_polling.KIND, counter.carry_out),
    ]

    def wake() -> None:
        for runner in app.runners:
            runner.wake()

    app.service.job_waiting = wake


def _clocks(app: App) -> Clocks:
    """Return what does whatever becomes due; it begins when an outage is accounted for."""
    clocks = Clocks(app.store, app.service)
    app.service.clock_waiting = clocks.wake
    return clocks


def _searching(app: App) -> Searching:
    """Return what keeps the words of open offices in memory."""
    indexes = SearchIndexes(app.reader, app.keys, app.service.places)
    searching = Searching(indexes, system_clock, app.start)
    app.service.find_words, app.service.forget_words = indexes.find, indexes.forget
    app.service.search_wanted = searching.want
    return searching


def _forget(app: App, person: str) -> None:
    app.start(due.forget_soon(app.store, app.keys, person))


def _offer(app: App, row: OutboxRow) -> None:
    if sender := app.senders.get(row.channel):
        sender.offer(row)


def _withdraw(app: App, channel: str, chat: str, references: list[str]) -> None:
    if outbound := app.channels.get(channel):
        app.start(outbound.withdraw(chat, references))


async def _close(app: App) -> None:
    for task in list(app.tasks):
        task.cancel()
    await asyncio.gather(*app.tasks, return_exceptions=True)
    await app.closing.aclose()
    await app.reader.close()
    await asyncio.to_thread(app.store.close)
    app.engine.dispose()
    app.keys.close()


async def serve(settings: Settings) -> None:
    """Run the service with its channels until it is cancelled."""
    from bot.ballot_opening import open_ballots
    from bot.channels.opening import open_telegram, open_web
    from bot.export_opening import open_exports
    from bot.paper_opening import open_papers

    async with build(settings) as app:
        application = web.Application(client_max_size=0)
        health.add_routes(application, app.store)
        open_web(app, application)
        open_exports(app, application)
        open_papers(app, application)
        open_ballots(app, application)
        runner = web.AppRunner(application, access_log=None)
        if settings.telegram_token is not None:
            await open_telegram(app, application)
        for jobs in app.runners:  # now that files can be fetched and sent
            app.start(jobs.run())
        await runner.setup()
        site = web.TCPSite(runner, settings.http_host, settings.http_port)
        await site.start()
        _spare_collections()
        _say_where(settings, runner)
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


def _spare_collections() -> None:
    """Keep what is there for good out of the garbage collector's way; a turn leaves no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _say_where(settings: Settings, runner: web.AppRunner) -> None:
    host, port = runner.addresses[0][:2]
    log.info("service.ready", page=settings.public_url or f"http://{host}:{port}/")
