"""The people's side of the fake Bot API over HTTP, for tests and benchmarks in other processes.

POST /fake/say   [{"user": 7, "text": "…"}, …]      people write
POST /fake/tap   [{"user": 7, "button": "…"}, …]    people press a button by its words or data
GET  /fake/chat/7                                   what one person sees
GET  /fake/stats                                    calls by method, updates waiting, refusals
POST /fake/knobs {"flood": true, "move_on": 200, "recording": false}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import web

if TYPE_CHECKING:
    from tests.fakes.bot_api import FakeBotApi


class Control:
    """Answers what other processes ask of the people."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api

    async def answer(self, path: list[str], request: web.BaseRequest) -> web.Response:
        body = await request.read()
        given: Any = msgspec.json.decode(body) if body else None
        match path:
            case ["say"]:
                result: Any = [await self._say(act) for act in given]
            case ["tap"]:
                result = [await self._tap(act) for act in given]
            case ["chat", number]:
                result = [shown_json(shown) for shown in self._api.user(int(number)).chat]
            case ["stats"]:
                result = self._stats()
            case ["knobs"]:
                result = self._turn(given)
            case _:
                return web.Response(status=404)
        return web.Response(body=msgspec.json.encode(result), content_type="application/json")

    async def _say(self, act: dict[str, Any]) -> int:
        return await self._api.user(act["user"]).says(act["text"])

    async def _tap(self, act: dict[str, Any]) -> int:
        return await self._api.user(act["user"]).taps(act["button"])

    def _stats(self) -> dict[str, Any]:
        return {
            "calls": self._api.calls,
            "waiting": len(self._api.updates.waiting),
            "delivered": self._api.updates.delivered,
            "flood_refused": self._api.flood.refused,
            "flood_premature": self._api.flood.premature,
        }

    def _turn(self, knobs: dict[str, Any]) -> bool:
        self._api.flood.on = knobs.get("flood", self._api.flood.on)
        self._api.recording = knobs.get("recording", self._api.recording)
        self._api.clock.move_on(knobs.get("move_on", 0))
        return True


def shown_json(shown: Any) -> dict[str, Any]:
    """Return a visible message with its buttons."""
    return {
        "id": shown.id,
        "by_bot": shown.by_bot,
        "text": shown.text,
        "buttons": [
            [{"text": key["text"], "data": key.get("callback_data", "")} for key in row]
            for row in shown.buttons
        ],
    }
