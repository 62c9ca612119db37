"""Plain calls to the Bot API for what must not go through a model: updates, taps, settings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import aiohttp
import msgspec
import structlog

Pause = Callable[[float], Awaitable[None]]

TELEGRAM: Final = "https://api.telegram.org"
LONGEST_WAIT: Final = 60.0
_WITHIN: Final = 20.0

log = structlog.get_logger(__name__)


class ApiTrouble(Exception):
    """The Bot API refused or could not be reached (`status` 0); never holds address or token."""

    def __init__(self, method: str, status: int, description: str = "", seconds: float = 0) -> None:
        self.status = status
        self.seconds = seconds
        super().__init__(f"{method}: {status} {description}".rstrip())

    @property
    def is_disowned(self) -> bool:
        """Whether the token itself was refused."""
        return self.status in (401, 404)


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float = 0


class _Failure(msgspec.Struct, frozen=True):
    description: str = ""
    parameters: _Parameters = _Parameters()


class BotApi:
    """Posts methods to `{base}/bot{token}/METHOD` over a session that its owner closes."""

    def __init__(self, session: aiohttp.ClientSession, token: str, base: str = TELEGRAM) -> None:
        self._session = session
        self._address = f"{base.rstrip('/')}/bot{token}/"

    async def call(
        self, method: str, parameters: Mapping[str, object] | None = None, within: float = _WITHIN
    ) -> bytes:
        """Return the body of the answer given within so many seconds; raises ApiTrouble."""
        try:
            async with self._session.post(
                self._address + method,
                json=parameters or {},
                timeout=aiohttp.ClientTimeout(total=within),
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ApiTrouble(method, 0, type(error).__name__) from None
        if response.status != 200:
            failure = _failure(body)
            raise ApiTrouble(
                method, response.status, failure.description, failure.parameters.retry_after
            )
        return body

    async def insist(
        self,
        method: str,
        parameters: Mapping[str, object] | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """Call until it succeeds; raises ApiTrouble when the token or the call is refused."""
        failures = 0
        while True:
            try:
                await self.call(method, parameters)
            except ApiTrouble as trouble:
                # 409: another process is still polling; it will give way.
                if 400 <= trouble.status < 500 and trouble.status not in (409, 429):
                    raise
                log.warning("telegram.trouble", trouble=str(trouble))
                await pause(trouble.seconds or backoff(failures))
                failures += 1
            else:
                return


def backoff(failures: int) -> float:
    """Return how many seconds to wait after so many failures in a row: 1, 2, 4 … 60."""
    return min(2.0 ** min(failures, 10), LONGEST_WAIT)


def _failure(body: bytes) -> _Failure:
    try:
        return msgspec.json.decode(body, type=_Failure)
    except (msgspec.DecodeError, RecursionError):
        return _Failure()
