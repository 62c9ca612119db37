"""Opening the channels that the settings ask for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from aiohttp import web

from bot.channels.telegram.api import ApiTrouble, BotApi
from bot.channels.telegram.commands import IN_GROUPS, set_my_commands
from bot.channels.telegram.names import own_name
from bot.channels.telegram.outbound import LIMITS, TelegramOutbound
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.webhook import Webhook
from bot.channels.web.desk import Desk, Line, Rate, Unavailable, WebSettings
from bot.channels.web.outbound import WebOutbound
from bot.channels.web.rooms import Rooms
from bot.channels.web.routes import add_routes
from bot.entrances import chat_link, room_link
from civic.follow_up import Return
from conversations.group_rooms import COMMANDS as IN_ROOMS
from conversations.guide import COMMANDS
from conversations.messages import Incoming, SentFile
from conversations.wording import LANGUAGES, Text, Words
from handlers.delivery import Limits
from handlers.history import file_of, recent
from handlers.receiving import lane_key
from handlers.returning import come_back
from storage.store import StoreUnavailable

if TYPE_CHECKING:
    from bot.app import App

log = structlog.get_logger()


def open_web(app: App, application: web.Application) -> None:
    """Serve the page and send to it."""
    rooms = Rooms()
    app.open_channel("web", WebOutbound(rooms))
    add_routes(application, _desk(app), rooms)


def _desk(app: App) -> Desk:
    settings = app.settings
    return Desk(
        receive=partial(_receive, app),
        recent=partial(_recent, app),
        file_of=partial(_file_of, app),
        come_back=partial(_come_back, app),
        digest=app.keys.digest,
        now=time.time,
        random_bytes=secrets.token_bytes,
        wording=app.service.wording,
        settings=WebSettings(
            public_name=settings.public_name,
            public_url=settings.public_url,
            language=settings.locale,
            exit_url=settings.exit_url,
            trusted_hops=settings.trusted_hops,
            turns=Rate(count=settings.web_turns_a_minute, seconds=60),
            menu=tuple((label, f"/{name}") for name, label in COMMANDS if isinstance(label, Words)),
        ),
    )


async def _receive(app: App, incoming: Incoming) -> None:
    try:
        await app.reception.receive(incoming)
    except StoreUnavailable:
        raise Unavailable from None


async def _recent(app: App, account: str) -> list[Line]:
    try:
        rows = await app.store.run(partial(recent, channel="web", account=account))
    except StoreUnavailable:
        raise Unavailable from None
    return [Line(reference=reference, mine=mine, message=said) for reference, mine, said in rows]


async def _file_of(app: App, account: str, reference: str) -> tuple[SentFile, bytes] | None:
    turn = partial(file_of, channel="web", account=account, reference=reference)
    try:
        return await app.store.run(turn)
    except StoreUnavailable:
        raise Unavailable from None


async def _come_back(app: App, account: str, number: str, secret: str) -> Return:
    turn = partial(
        come_back,
        service=app.service,
        channel="web",
        account=account,
        number=number,
        secret=secret,
    )
    try:
        return await app.store.run(turn, lane=lane_key("web", account))
    except StoreUnavailable:
        raise Unavailable from None


async def open_telegram(app: App, application: web.Application) -> None:
    """Take updates in by polling or webhook, and send."""
    settings = app.settings
    if settings.telegram_token is None:
        return
    token, base = settings.telegram_token.get_secret_value(), settings.telegram_api_base
    limits = LIMITS if settings.send_limits == "platform" else Limits(in_flight=LIMITS.in_flight)
    outbound = TelegramOutbound(token, base, limits=limits, mirrored=settings.telegram_mirror_rows)
    app.closing.push_async_callback(outbound.close)
    app.open_channel("telegram", outbound)
    session = await app.closing.enter_async_context(aiohttp.ClientSession())
    api = BotApi(session, token, base)
    reception = app.reception
    if settings.telegram_webhook:
        given = settings.telegram_secret
        secret = given.get_secret_value() if given else secrets.token_urlsafe(32)
        webhook = Webhook(api, reception.receive, reception.park, secret)
        webhook.add_to(application)
        app.start(_unless_refused(webhook.start(settings.public_url)))
    else:
        app.start(_unless_refused(Polling(api, reception.receive, reception.park).run()))
    app.start(_list_commands(app, api))
    app.start(_learn_name(app, api))


async def _unless_refused(taking_in: Coroutine[Any, Any, None]) -> None:
    """Go on without Telegram when it refuses our token; the page stays open."""
    try:
        await taking_in
    except ApiTrouble as trouble:
        log.critical("telegram.closed", trouble=str(trouble))


async def _list_commands(app: App, api: BotApi) -> None:
    await set_my_commands(api, _menu(app, COMMANDS))
    await set_my_commands(api, _menu(app, IN_ROOMS), IN_GROUPS)


def _menu(app: App, rows: Sequence[tuple[str, Text]]) -> list[tuple[str, dict[str, str]]]:
    wording = app.service.wording
    return [
        (name, {language: wording.label(label, language) for language in LANGUAGES})
        for name, label in rows
    ]


async def _learn_name(app: App, api: BotApi) -> None:
    """Ask what the bot is called where the operator did not say, so that links lead to it."""
    if not app.settings.telegram_name and (name := await own_name(api)):
        named = app.settings.model_copy(update={"telegram_name": name})
        app.service.chat_link = partial(chat_link, named)
        app.service.room_link = partial(room_link, named)
