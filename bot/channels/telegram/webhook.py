"""Takes updates that Telegram posts; 200 is said only when they are on the disk."""

from __future__ import annotations

import asyncio
import hmac
import re
import secrets
from typing import Final

from aiohttp import web

from bot.channels.telegram.api import BotApi, Pause
from bot.channels.telegram.ingress import ALLOWED_UPDATES, Arrival, Intake
from bot.channels.telegram.taps import TapAnswers
from handlers.delivery import Park, Receive

PATH: Final = "/telegram"
MOST_CONNECTIONS: Final = 40
BIGGEST_BODY: Final = 1_000_000

_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


def new_secret() -> str:
    """Return a secret for a process that was given none; it is told to Telegram at start.

    Several workers behind one address need one secret from the settings instead.
    """
    return secrets.token_urlsafe(32)


class Webhook:
    """The way in for a public address: `add_to` the application, then `start` with its address.

    `secret` is what Telegram must show with every update, 1 to 256 of A-Z a-z 0-9 _ -.
    """

    def __init__(self, api: BotApi, receive: Receive, park: Park, secret: str) -> None:
        if not _SECRET.fullmatch(secret):
            raise ValueError("the webhook's secret must be 1 to 256 of A-Z a-z 0-9 _ -")
        self._api = api
        self._taps = TapAnswers(api)
        self._intake = Intake(receive, park, self._taps)
        self._secret = secret

    def add_to(self, application: web.Application) -> None:
        """Answer POST /telegram."""
        application.router.add_post(PATH, self.answer)

    async def start(self, public_url: str, *, pause: Pause = asyncio.sleep) -> None:
        """Ask Telegram to post to `{public_url}/telegram`, until it agrees; raises ApiTrouble."""
        await self._api.insist(
            "setWebhook",
            {
                "url": public_url.rstrip("/") + PATH,
                "secret_token": self._secret,
                "max_connections": MOST_CONNECTIONS,
                "allowed_updates": ALLOWED_UPDATES,
            },
            pause,
        )

    async def close(self) -> None:
        """Let go of answers under way; Telegram keeps what comes until the next start."""
        await self._taps.close()

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one posted update: 200 stored or parked, 401, 413, or 503 to have it again."""
        if not self._is_telegram(request):
            return _refused(401)
        body = await _bounded(request)
        if body is None:
            return _refused(413)
        stored = await self._intake.stored(Arrival.of(body))
        return web.Response(status=200 if stored else 503)

    def _is_telegram(self, request: web.Request) -> bool:
        # As bytes: comparing text that is not ASCII raises, which would answer 500.
        shown = request.headers.get(_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(shown, self._secret.encode())


async def _bounded(request: web.Request) -> bytes | None:
    """Return the body, or None when it is larger than any update."""
    if (request.content_length or 0) > BIGGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        body += chunk
        if len(body) > BIGGEST_BODY:
            return None
    return bytes(body)


def _refused(status: int) -> web.Response:
    """Answer without reading the rest."""
    response = web.Response(status=status)
    # A connection that stays open would have to take in the refused body first.
    response.force_close()
    return response
