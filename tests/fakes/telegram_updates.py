"""The fake Bot API's updates: a queue that is polled, or posted to a webhook until it says 200."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp

from tests.fakes.telegram_rules import Refused
from tests.fakes.telegram_world import TAP_LIVES, UPDATE_LIVES, Clock, Json

_UNASKED = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(slots=True)
class Pending:
    """An update that nobody has confirmed; `lane` is what it stays in order with."""

    id: int
    kind: str
    lane: str
    born: float
    body: bytes


@dataclass(slots=True)
class Hook:
    """Where updates are posted."""

    url: str
    secret: str
    connections: int
    last_error: str = ""


class Updates:
    """Updates live 24 hours, taps 150 seconds; one chat's messages stay in order."""

    def __init__(self, clock: Clock, *, retry_pause: float = 0.02) -> None:
        self.hook: Hook | None = None
        self.waiting: dict[int, Pending] = {}
        self.retry_pause = retry_pause
        self.delivered = 0
        self._clock = clock
        self._ids = itertools.count(870_000_001)
        self._allowed: frozenset[str] | None = None
        self._poll = 0
        self._news = asyncio.Event()
        self._lanes: defaultdict[str, deque[Pending]] = defaultdict(deque)
        self._posting: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._connections = asyncio.Semaphore(40)

    def add(self, kind: str, content: Json, lane: str) -> int:
        """Queue an update and return its id."""
        return self.add_raw(
            kind, b'{"update_id":%%d,"%s":%s}' % (kind.encode(), _json(content)), lane
        )

    def add_raw(self, kind: str, template: bytes, lane: str = "raw") -> int:
        """Queue bytes as they are, but for the first %d, which becomes the id."""
        number = next(self._ids)
        if kind in self._allowed if self._allowed else kind not in _UNASKED:
            pending = Pending(number, kind, lane, self._clock(), _numbered(template, number))
            self.waiting[number] = pending
            self._news.set()
            if self.hook:
                self._offer(pending)
        return number

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember allowed_updates; None leaves them as they are, empty means the usual ones."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Pending]:
        """Confirm what is before the offset and return what follows, waiting for it if need be."""
        if self.hook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._poll += 1
        mine = self._poll
        self._news.set()
        self._confirm(offset)
        if not (batch := self._fresh(limit)):
            await self._hear(mine, timeout)
            batch = self._fresh(limit)
        if mine != self._poll:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return batch

    def attach(self, hook: Hook | None) -> None:
        """Post from now on to a webhook, or keep for polling."""
        self.hook = hook
        self._drop_posts()
        self._connections = asyncio.Semaphore(hook.connections if hook else 40)
        for pending in list(self.waiting.values()) if hook else ():
            self._offer(pending)

    async def settled(self) -> None:
        """Wait until the webhook has taken everything."""
        while self._posting:
            await asyncio.gather(*self._posting.values())

    async def close(self) -> None:
        tasks = list(self._posting.values())
        self._drop_posts()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = sorted(self.waiting)[offset:][0] if self.waiting else 0
        for number in list(itertools.takewhile(lambda number: number < offset, self.waiting)):
            del self.waiting[number]
            self.delivered += 1

    def _fresh(self, limit: int) -> list[Pending]:
        """Return the first updates that are still alive, dropping what is not."""
        batch: list[Pending] = []
        old: list[int] = []
        for pending in self.waiting.values():
            if len(batch) == limit:
                break
            if self._is_old(pending):
                old.append(pending.id)
            else:
                batch.append(pending)
        for number in old:
            del self.waiting[number]
        return batch

    def _is_old(self, pending: Pending) -> bool:
        lives = TAP_LIVES if pending.kind == "callback_query" else UPDATE_LIVES
        return self._clock() - pending.born > lives

    async def _hear(self, mine: int, timeout: float) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        while mine == self._poll and not self.waiting and loop.time() < until:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), until - loop.time())
            except TimeoutError:
                return

    def _offer(self, pending: Pending) -> None:
        self._lanes[pending.lane].append(pending)
        if pending.lane not in self._posting:
            self._posting[pending.lane] = asyncio.create_task(self._post_lane(pending.lane))

    async def _post_lane(self, name: str) -> None:
        lane = self._lanes[name]
        while lane and self.hook:
            if self._is_old(lane[0]):
                self.waiting.pop(lane.popleft().id, None)
            elif await self._posted(self.hook, lane[0]):
                self.waiting.pop(lane.popleft().id, None)
                self.delivered += 1
            else:
                await asyncio.sleep(self.retry_pause)
        self._posting.pop(name, None)
        self._lanes.pop(name, None)

    async def _posted(self, hook: Hook, pending: Pending) -> bool:
        self._session = self._session or aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=60)
        )
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with (
                self._connections,
                self._session.post(hook.url, data=pending.body, headers=headers) as answer,
            ):
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            hook.last_error = type(error).__name__
            return False
        if not 200 <= answer.status < 300:
            hook.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return 200 <= answer.status < 300

    def _drop_posts(self) -> None:
        for task in self._posting.values():
            task.cancel()
        self._posting.clear()
        self._lanes.clear()


def _numbered(template: bytes, number: int) -> bytes:
    return template.replace(b"%d", str(number).encode(), 1)


def _json(content: Json) -> bytes:
    """Return JSON as Telegram writes it, every letter outside ASCII as an escape."""
    return json.dumps(content, separators=(",", ":")).encode()
