"""Plain calls to the Bot API for what must not go through a model: updates, taps, settings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple, TypeVar

import aiohttp
import msgspec
import structlog

Result = TypeVar("Result")
Pause = Callable[[float], Awaitable[None]]

TELEGRAM: Final = "https://api.telegram.org"
LONGEST_WAIT: Final = 60.0
_WITHIN: Final = 20.0
_HEADERS: Final = {"Content-Type": "application/json"}

log = structlog.get_logger(__name__)


class ApiTrouble(Exception):
    """The Bot API refused or could not be reached (`status` 0); never holds address or token."""

    def __init__(
        self,
        method: str,
        status: int,
        description: str = "",
        seconds: float = 0,
        moved_to: int = 0,
    ) -> None:
        self.status = status
        self.description = description
        self.seconds = seconds
        self.moved_to = moved_to
        super().__init__(f"{method}: {status} {description}".rstrip())

    @property
    def is_disowned(self) -> bool:
        """Whether the token itself was refused."""
        return self.status in (401, 404)


class _Answer(msgspec.Struct, frozen=True):
    result: msgspec.Raw


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float = 0
    migrate_to_chat_id: int = 0


class _Failure(msgspec.Struct, frozen=True):
    description: str = ""
    parameters: _Parameters = _Parameters()


class Upload(NamedTuple):
    """A file that goes along with a call: under which field, what it is called, its bytes."""

    field: str
    name: str
    content: bytes


class BotApi:
    """Posts methods to `{base}/bot{token}/METHOD` over a session that its owner closes."""

    def __init__(self, session: aiohttp.ClientSession, token: str, base: str = TELEGRAM) -> None:
        self._session = session
        self._address = f"{base.rstrip('/')}/bot{token}/"
        self._files = f"{base.rstrip('/')}/file/bot{token}/"

    async def call(
        self, method: str, parameters: Mapping[str, object] | None = None, within: float = _WITHIN
    ) -> bytes:
        """Return the body of the answer given within so many seconds; raises ApiTrouble."""
        return await self._post(method, msgspec.json.encode(parameters or {}), _HEADERS, within)

    async def upload(
        self, method: str, parameters: Mapping[str, object], upload: Upload, within: float
    ) -> bytes:
        """Return the body of the answer to a call with a file; raises ApiTrouble."""
        form = aiohttp.FormData()
        for name, value in parameters.items():
            plain = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            form.add_field(name, plain)
        form.add_field(upload.field, upload.content, filename=upload.name)
        return await self._post(method, form, {}, within)

    async def _post(
        self,
        method: str,
        data: bytes | aiohttp.FormData,
        headers: Mapping[str, str],
        within: float,
    ) -> bytes:
        try:
            async with self._session.post(
                self._address + method,
                data=data,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=within),
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ApiTrouble(method, 0, type(error).__name__) from None
        if response.status != 200:
            failure = _failure(body)
            raise ApiTrouble(
                method,
                response.status,
                failure.description,
                failure.parameters.retry_after,
                failure.parameters.migrate_to_chat_id,
            )
        return body

    async def result(
        self,
        kind: type[Result],
        method: str,
        parameters: Mapping[str, object],
        within: float = _WITHIN,
    ) -> Result:
        """Return what a method results in; raises ApiTrouble, also for what cannot be read."""
        return read(kind, method, await self.call(method, parameters, within))

    async def download(self, path: str, most: int, within: float = _WITHIN) -> bytes | None:
        """Return a file's bytes, or None when there are more than allowed; raises ApiTrouble."""
        content = bytearray()
        try:
            async with self._session.get(
                self._files + path, timeout=aiohttp.ClientTimeout(total=within)
            ) as response:
                async for chunk in response.content.iter_chunked(65_536):
                    content += chunk
                    if len(content) > most:
                        return None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ApiTrouble("download", 0, type(error).__name__) from None
        if response.status != 200:
            raise ApiTrouble("download", 0, str(response.status))  # a path lives an hour
        return bytes(content)

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


def read(kind: type[Result], method: str, body: bytes) -> Result:
    """Return what a method resulted in; raises ApiTrouble for what cannot be read."""
    try:
        return msgspec.json.decode(msgspec.json.decode(body, type=_Answer).result, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ApiTrouble(method, 0, type(error).__name__) from None


def backoff(failures: int) -> float:
    """Return how many seconds to wait after so many failures in a row: 1, 2, 4 … 60."""
    return min(2.0 ** min(failures, 10), LONGEST_WAIT)


def _failure(body: bytes) -> _Failure:
    try:
        return msgspec.json.decode(body, type=_Failure)
    except (msgspec.DecodeError, RecursionError):
        return _Failure()
