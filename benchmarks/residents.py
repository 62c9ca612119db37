"""Residents who each talk to the bot: they type, tap what they see, and wait for the reply."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.bot_api import Shown
from benchmarks.wire import Poster

PATIENCE = 60.0
"""Seconds after which a reply that did not come ends the measuring."""


_TAP = (
    b'{"update_id":%d,"callback_query":{"id":"%s","from":%s,"message":%s,'
    b'"chat_instance":"-%d","data":"%s"}}'
)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a resident does: types a text, or taps the button that carries a code."""

    text: str = ""
    code: str = ""


@dataclass(slots=True)
class Timing:
    """Seconds from an update to its 200 and to its reply at the Bot API."""

    stored: float
    replied: float


@dataclass(slots=True)
class Resident:
    """One account with what it sees."""

    number: int
    about: dict[str, object]
    shown: Shown | None = None
    news: asyncio.Future[float] | None = None


@dataclass(slots=True)
class Village:
    """Everybody who talks to one bot; `token_length` is what stands before a button's code."""

    poster: Poster
    token_length: int
    answer_taps: bool = True
    unasked: int = 0
    """Messages that nobody waited for: something was sent twice."""
    everyone: dict[int, Resident] = field(default_factory=dict)
    _updates: Iterator[int] = field(default_factory=lambda: itertools.count(870_000_001))
    _taps: Iterator[int] = field(default_factory=lambda: itertools.count(4_611_686_018_427_387))
    _messages: Iterator[int] = field(default_factory=lambda: itertools.count(1_000_000))

    def begin_at(self, number: int) -> None:
        """Number updates from here on; a bot that knows a number takes it for a repetition."""
        self._updates, self._taps = itertools.count(number), itertools.count(number)

    def resident(self, number: int) -> Resident:
        """Return the resident with this account, who may not have written yet."""
        if number not in self.everyone:
            self.everyone[number] = Resident(number, _about(number))
        return self.everyone[number]

    def saw(self, chat: int, shown: Shown) -> None:
        """Note what a resident sees now."""
        resident = self.everyone.get(chat)
        if resident is None:  # somebody of an earlier run on the same database
            self.unasked += 1
            return
        resident.shown = shown
        if resident.news and not resident.news.done():
            resident.news.set_result(time.perf_counter())
        else:
            self.unasked += 1

    def post(self, resident: Resident, act: Act) -> asyncio.Future[int]:
        """Post what a resident does; `resident.news` becomes the time of the reply."""
        body = self._typed(resident, act.text) if act.text else self._tapped(resident, act.code)
        resident.news = asyncio.get_running_loop().create_future()
        return self.poster.post(body)

    async def turn(self, resident: Resident, act: Act, due: float = 0.0) -> Timing:
        """Do one thing and wait for its 200 and its reply, counted from when it was due."""
        begun = due or time.perf_counter()
        posting = self.post(resident, act)
        assert resident.news is not None
        status = await posting
        stored = time.perf_counter()
        assert status == 200, f"the bot answered {status}"
        replied = await asyncio.wait_for(resident.news, PATIENCE)
        return Timing(stored - begun, replied - begun)

    async def talk(self, resident: Resident, acts: Sequence[Act]) -> None:
        """Do one thing after the other, each when the reply to the last has come."""
        for act in acts:
            await self.turn(resident, act)

    def _typed(self, resident: Resident, text: str) -> bytes:
        message = {
            "message_id": next(self._messages),
            "from": resident.about,
            "chat": {"id": resident.number, "type": "private", "first_name": "سمر"},
            "date": 1_800_000_000,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return _json({"update_id": next(self._updates), "message": message})

    def _tapped(self, resident: Resident, code: str) -> bytes:
        assert resident.shown is not None
        wanted = [data for data in resident.shown.buttons if data[self.token_length :] == code]
        assert wanted, f"no button {code!r} under {resident.shown.message.decode()}"
        # Without an id there is nothing to answer, which is how the cost of answering is found.
        tap = b"%d" % next(self._taps) if self.answer_taps else b""
        return _TAP % (
            next(self._updates),
            tap,
            _json(resident.about),
            resident.shown.message,
            resident.number,
            wanted[0].encode(),
        )


def _about(number: int) -> dict[str, object]:
    return {"id": number, "is_bot": False, "first_name": "سمر", "language_code": "ar"}


def _json(content: object) -> bytes:
    """Return JSON as Telegram writes it, every letter outside ASCII as an escape."""
    return json.dumps(content, separators=(",", ":")).encode()
