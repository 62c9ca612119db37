"""A Bot API server for tests and benchmarks: `FakeBotApi`, or `python -m tests.fakes.bot_api`.

It behaves like Telegram as far as Mashwara uses it, and refuses strictly what Telegram would
refuse. In one process people act through `api.user(7)`; from another through POST /fake/…
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from tests.fakes.telegram_control import Control
from tests.fakes.telegram_methods import LIMITED, METHODS, Methods
from tests.fakes.telegram_people import Group, Person
from tests.fakes.telegram_rules import Parameters, Refused, Upload
from tests.fakes.telegram_troubles import Flood, Trouble, Troubles
from tests.fakes.telegram_updates import Updates
from tests.fakes.telegram_world import Chat, Clock, Json, World

TOKEN = "987654321:AAinvented-token-for-tests-0123456789ab"
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call as it was made and answered."""

    method: str
    parameters: Json
    status: int
    answer: bytes


class FakeBotApi:
    """One bot's server. `async with FakeBotApi() as api:` then `api.url` and `api.token`."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        recording: bool = True,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.port = port
        self.clock = Clock(now)
        self.flood = Flood(self.clock)
        self.troubles = Troubles()
        self.recording = recording
        self.record: list[Exchange] = []
        self.calls: dict[str, int] = {}
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "مشورة"}
        self.world = World({**bot, "username": "mashwara_test_bot"}, self.clock)
        self.updates = Updates(self.clock)
        self._methods = Methods(self.world, self.updates, self._told)
        self._people: dict[int, Person] = {}
        self._control = Control(self)
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        """What goes into TELEGRAM_API_BASE."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> FakeBotApi:
        self._runner = web.ServerRunner(
            web.Server(self._answer), access_log=None, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.updates.close()
        if self._runner:
            await self._runner.cleanup()

    def user(self, number: int, name: str = "سمر", language: str = "ar") -> Person:
        """Return the person with this account, who may not have written yet."""
        if number not in self._people:
            self._people[number] = Person(self, number, name, language)
        return self._people[number]

    def group(self, number: int, title: str = "الحارة", type: str = "group") -> Group:
        """Return a group that the bot is in; the number is negative."""
        chat = self.world.chats.setdefault(number, Chat(number, type, {"title": title}))
        return Group(self, chat)

    def channel(self, number: int, name: str, *, admin: bool = True) -> Group:
        """Return a public channel, in which only administrators write; the number is negative."""
        about = {"title": name, "username": name}
        chat = self.world.chats.setdefault(number, Chat(number, "channel", about))
        chat.refuses = "" if admin else "bot is not a member of the channel chat"
        return Group(self, chat)

    def trouble(self, status: int, method: str = "", **more: Any) -> None:
        """Make coming calls fail; see `Trouble`."""
        self.troubles.expect(Trouble(status, method, **more))

    def sent(self, method: str) -> list[Json]:
        """The parameters of the recorded calls of a method."""
        return [call.parameters for call in self.record if call.method == method.lower()]

    def _told(self, chat: int) -> None:
        if person := self._people.get(chat):
            person.news.set()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        parts = request.path.split("/")
        if parts[1] == "fake":
            return await self._control.answer(parts[2:], request)
        if parts[1] == "file" and len(parts) == 5:
            return self._file(parts[2], parts[4])
        if not parts[1].startswith("bot") or len(parts) != 3:
            return _failed(Refused(404, "Not Found"))
        method = parts[2].lower()
        values = await _values(request)
        trouble = self.troubles.next_for(method)
        if trouble and not trouble.after:
            return _troubled(trouble, request)
        status, answer = await self._called(parts[1][3:], method, values)
        if self.recording:
            self.record.append(Exchange(method, values, status, answer))
        if trouble:
            return _troubled(trouble, request)
        return web.Response(body=answer, status=status, headers=_JSON)

    async def _called(self, token: str, method: str, values: Json) -> tuple[int, bytes]:
        self.calls[method] = self.calls.get(method, 0) + 1
        try:
            if token != self.token:
                raise Refused(401, "Unauthorized")
            if method not in METHODS:
                raise Refused(404, "Not Found: method not found")
            return 200, await self._result(method, Parameters(values))
        except Refused as refused:
            return refused.status, _failure(refused)

    async def _result(self, method: str, given: Parameters) -> bytes:
        function, names = METHODS[method]
        given.allow(names)
        if method in LIMITED and self.flood.on:
            self.flood.check(self._methods.number_of(given))
        result = function(self._methods, given)
        if inspect.isawaitable(result):
            whole: bytes = await result
            return whole
        return b'{"ok":true,"result":%s}' % msgspec.json.encode(result)

    def _file(self, bot: str, name: str) -> web.Response:
        content = self.world.files.get(name)
        if bot != f"bot{self.token}" or content is None:
            return _failed(Refused(404, "Not Found"))
        return web.Response(body=content)


async def _values(request: web.BaseRequest) -> Json:
    if request.content_type == "application/json":
        body = await request.read()
        values: Json = msgspec.json.decode(body) if body else {}
        return values
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    if request.content_type == "multipart/form-data":
        return {name: _value(value) for name, value in (await request.post()).items()}
    return dict(request.query)


def _value(value: object) -> object:
    if isinstance(value, web.FileField):
        return Upload(value.filename, value.file.read())
    return str(value)


def _failure(refused: Refused) -> bytes:
    failure: Json = {
        "ok": False,
        "error_code": refused.status,
        "description": refused.description,
    }
    if refused.parameters:
        failure["parameters"] = refused.parameters
    return json.dumps(failure).encode()


def _failed(refused: Refused) -> web.Response:
    return web.Response(body=_failure(refused), status=refused.status, headers=_JSON)


def _troubled(trouble: Trouble, request: web.BaseRequest) -> web.Response:
    if trouble.status == 0 and request.transport:
        request.transport.close()
    if trouble.body:
        return web.Response(text=trouble.body, status=trouble.status, content_type="text/html")
    words = trouble.description or "Internal Server Error"
    return _failed(Refused(trouble.status, words, **trouble.parameters))


async def _serve(port: int, token: str) -> None:
    async with FakeBotApi(port=port, token=token, recording=False) as api:
        sys.stdout.write(f"{api.url}\n")  # whoever started us waits for this line
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description="A Bot API server for tests and benchmarks")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    asked = parser.parse_args()
    asyncio.run(_serve(asked.port, asked.token))


if __name__ == "__main__":
    main()
