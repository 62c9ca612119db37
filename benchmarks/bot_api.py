"""A Bot API server that costs little: it answers every call well and tells who was written to.

Whether the calls themselves are right is proved in the tests, against a strict server.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from benchmarks.wire import Reply, ServedConnection

TOKEN = "123456:invented-token-for-benchmarks-0000000"  # noqa: S105 - opens nothing
_BOT = {"id": 123456, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
_SHOWN = ("sendmessage", "editmessagetext", "sendphoto", "senddocument")


_FIELD = re.compile(rb'name="(\w+)"\r\n\r\n(.*?)\r\n--', re.DOTALL)
"""A field of a form that is no file: a file's head goes on after its name."""


class Shown(msgspec.Struct):
    """What a person sees after the bot wrote or edited: the message and its buttons' data."""

    message: bytes
    buttons: list[str]


class BotApi:
    """The server; `shown` is called with the chat and what it sees now."""

    def __init__(self, shown: Callable[[int, Shown], None]) -> None:
        self.calls: Counter[str] = Counter()
        self.port = 0
        self.webhook_set = asyncio.Event()
        self._shown = shown
        self._ids = itertools.count(1)
        self._held: list[Callable[[], None]] | None = None
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """What goes into TELEGRAM_API_BASE."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen on a free port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: ServedConnection(self._answer), "127.0.0.1", 0, backlog=512
        )
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()

    def hold(self) -> None:
        """Take calls but answer none until `release`."""
        self._held = []

    def release(self) -> None:
        """Answer what was held, and everything from now on."""
        held, self._held = self._held or [], None
        for answer in held:
            answer()

    def _answer(self, path: bytes, head: bytes, body: bytes, reply: Reply) -> None:
        if self._held is not None:
            self._held.append(lambda: self._answer(path, head, body, reply))
            return
        method = path.rsplit(b"/", 1)[-1].decode().lower()
        self.calls[method] += 1
        if method in _SHOWN:
            self._show(method, _values(head, body), reply)
        elif method == "getme":
            reply(msgspec.json.encode({"ok": True, "result": _BOT}))
        else:
            reply(b'{"ok":true,"result":true}')
            if method == "setwebhook":
                self.webhook_set.set()

    def _show(self, method: str, given: dict[str, Any], reply: Reply) -> None:
        chat = int(given["chat_id"])
        edited = method == "editmessagetext"
        markup = given.get("reply_markup")
        keyboard = json.loads(markup) if isinstance(markup, str) and markup else markup
        message: dict[str, Any] = {
            "message_id": int(given["message_id"]) if edited else next(self._ids),
            "from": _BOT,
            "chat": {"id": chat, "type": "private", "first_name": "سمر"},
            "date": 1_800_000_000,
            "text": given.get("text") or given.get("caption", ""),
        }
        if edited:
            message["edit_date"] = 1_800_000_001
        if keyboard:
            message["reply_markup"] = keyboard
        written = json.dumps(message, separators=(",", ":")).encode()
        reply(b'{"ok":true,"result":%s}' % written)
        rows = keyboard["inline_keyboard"] if keyboard else []
        buttons = [key["callback_data"] for row in rows for key in row]
        self._shown(chat, Shown(written, buttons))


def _values(head: bytes, body: bytes) -> dict[str, Any]:
    if b"application/json" in head:
        values: dict[str, Any] = msgspec.json.decode(body)
        return values
    if b"multipart/form-data" in head:
        return {name.decode(): value.decode() for name, value in _FIELD.findall(body)}
    return dict(parse_qsl(body.decode()))
