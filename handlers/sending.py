"""Sending what the outbox owes: in order within a chat, within each channel's limits."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import structlog

from handlers.delivery import (
    Disowned,
    Moved,
    Outbound,
    Owed,
    TryLater,
    Undeliverable,
    Unreachable,
)
from handlers.pacing import Pace
from storage import outbox, people, sent_files
from storage.caution import where
from storage.clock import Clock
from storage.outbox import FAILED, HELD, OWED, SENT, OutboxRow, Settlement
from storage.store import NotStored, Store
from storage.work import Work

log = structlog.get_logger()

MOST_ATTEMPTS = 10
"""How often a message is tried at which something unforeseen fails."""

MOST_PATIENCE = 100
"""How often one is tried that the channel only puts off: for about a day."""

FIRST_RETRY_SECONDS = 2
LONGEST_RETRY_SECONDS = 900
FRESH_SECONDS = 1.0
"""What has waited longer is looked up again: whoever it was for may be forgotten by now."""

SWEEP_SECONDS = 1.0
SWEEP_ROWS = 500


@dataclass(slots=True)
class _Lane:
    """The messages to one chat, the first of which may be on its way."""

    rows: deque[OutboxRow] = field(default_factory=deque)
    busy: bool = False


class Sender:
    """Sends one channel's messages; rows are offered after their commit or found by a sweep.

    At least once: a row whose settlement was lost is sent again, with the same number in it.
    A chat's next one waits until that is noted, so that it is the only one to come twice.
    `elected` tells whether this worker is still the one that sends.
    """

    def __init__(
        self,
        name: str,
        store: Store,
        channel: Outbound,
        clock: Clock,
        monotonic: Callable[[], float],
        elected: Callable[[], bool] = lambda: True,
    ) -> None:
        self._name, self._store, self._channel = name, store, channel
        self._clock, self._monotonic, self._elected = clock, monotonic, elected
        self._pace = Pace(channel.limits, monotonic)
        self._lanes: dict[bytes, _Lane] = {}
        self._known: dict[int, float] = {}  # since when
        self._ready: list[tuple[int, int, bytes]] = []
        self._wake = asyncio.Event()
        self._settlements: dict[bytes, Settlement] = {}
        self._settle_now = asyncio.Event()
        self._free = asyncio.Semaphore(channel.limits.in_flight)
        self._sending: set[asyncio.Task[None]] = set()
        self._disowned = False
        self._caught_up = False
        self._early: list[OutboxRow] = []

    def offer(self, row: OutboxRow) -> None:
        """Take a row to be sent; while older ones are still to be found, they go first."""
        if self._caught_up:
            self._take(row)
        else:
            self._early.append(row)

    def _take(self, row: OutboxRow) -> None:
        """Put a row behind those of its chat; one that is known already is passed over."""
        if row.id in self._known or row.channel != self._name:
            return
        self._known[row.id] = self._monotonic()
        lane = self._lanes.setdefault(row.lane, _Lane())
        lane.rows.append(row)
        if not lane.busy:
            self._make_ready(row.lane, lane)

    async def run(self) -> None:
        """Send until cancelled; then nothing is on its way any more."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._send_all())
                group.create_task(self._settle_all())
                group.create_task(self._sweep())
        finally:
            for task in self._sending:
                task.cancel()
            await asyncio.gather(*self._sending, return_exceptions=True)

    async def drain(self) -> None:
        """Wait until nothing is on its way and everything sent is noted."""
        while self._sending or self._settlements or self._ready:
            await asyncio.sleep(0.005)

    def _make_ready(self, key: bytes, lane: _Lane) -> None:
        lane.busy = True
        head = lane.rows[0]
        early = head.due - self._clock().timestamp()
        if early > 0:
            asyncio.get_running_loop().call_later(early, self._make_ready, key, lane)
            return
        heapq.heappush(self._ready, (head.priority, head.id, key))
        self._wake.set()

    async def _send_all(self) -> None:
        while True:
            while not self._ready or self._disowned:
                self._wake.clear()
                await self._wake.wait()
            await self._free.acquire()
            await self._pace.turn()
            _, _, key = heapq.heappop(self._ready)
            task = asyncio.create_task(self._send(key))
            self._sending.add(task)
            task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._free.release()

    async def _send(self, key: bytes) -> None:
        lane = self._lanes[key]
        row = lane.rows[0]
        state = await self._state_of(row)
        if state == HELD:
            asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._go_on, key)
        elif state != OWED:
            self._let_go(lane, row.id)
            self._go_on(key)
        elif self._elected():
            self._settlements[key] = await self._try(row)
            self._settle_now.set()

    async def _state_of(self, row: OutboxRow) -> str | None:
        """Look up a row that has waited here: it may be gone with its person, or on hold."""
        while self._monotonic() - self._known[row.id] > FRESH_SECONDS:
            try:
                return await self._store.run(partial(outbox.state_of, row_id=row.id))
            except NotStored:
                await asyncio.sleep(FIRST_RETRY_SECONDS)
        return OWED

    def _let_go(self, lane: _Lane, row_id: int) -> None:
        lane.rows.popleft()
        del self._known[row_id]

    def _noted(self, key: bytes, settlement: Settlement) -> None:
        """Go on in a chat when on the disk it is settled what became of its last message."""
        if settlement.state != OWED:
            self._let_go(self._lanes[key], settlement.id)
        if (rest := self._pace.gap()) > 0:
            asyncio.get_running_loop().call_later(rest, self._go_on, key)
        else:
            self._go_on(key)

    def _go_on(self, key: bytes) -> None:
        lane = self._lanes[key]
        lane.busy = False
        if lane.rows:
            self._make_ready(key, lane)
        else:
            del self._lanes[key]

    async def _try(self, row: OutboxRow) -> Settlement:
        """Send one message; the second of the two places that may catch everything."""
        try:
            reference = await self._channel.send(await self._ready_to_go(row))
        except TryLater as trouble:
            return self._put_off(row, trouble)
        except Moved as moved:
            return await self._follow(row, moved.chat)
        except Unreachable:
            return await self._stop_writing(row)
        except Undeliverable as trouble:
            log.error("send.undeliverable", channel=self._name, row=row.id, kind=str(trouble))
            return Settlement(row.id, FAILED, due=row.due, attempts=row.attempts + 1)
        except Disowned:
            self._disowned = True
            log.critical("send.disowned", channel=self._name)
            return self._again(row, LONGEST_RETRY_SECONDS)
        except Exception as error:  # noqa: BLE001 - one bad message never stops the others
            log.error("send.failed", channel=self._name, row=row.id, where=where(error))
            return self._again(row, FIRST_RETRY_SECONDS, most=MOST_ATTEMPTS)
        return Settlement(row.id, SENT, reference, due=row.due, attempts=row.attempts + 1)

    async def _ready_to_go(self, row: OutboxRow) -> Owed:
        """Return what goes to the channel, with the bytes of its file, if it has one."""
        content: bytes | None = b""
        if file := row.message.file:
            try:
                content = await self._store.run(partial(sent_files.content, file_id=file.id))
            except NotStored:
                raise TryLater(FIRST_RETRY_SECONDS) from None
        if content is None:
            raise Undeliverable("the file is gone")
        return Owed(
            id=row.id,
            channel=row.channel,
            lane=row.lane,
            chat=row.chat,
            message=row.message,
            attempts=row.attempts,
            content=content,
        )

    def _put_off(self, row: OutboxRow, trouble: TryLater) -> Settlement:
        """Try again when the channel says; that the whole bot must wait is no message's fault."""
        if not trouble.everyone:
            return self._again(row, trouble.seconds)
        self._pace.pause(trouble.seconds)
        due = int(self._clock().timestamp() + trouble.seconds)
        return Settlement(row.id, OWED, due=due, attempts=row.attempts)

    def _again(self, row: OutboxRow, seconds: float, *, most: int = MOST_PATIENCE) -> Settlement:
        attempts = row.attempts + 1
        if attempts >= most:
            log.error("send.given-up", channel=self._name, row=row.id)
            return Settlement(row.id, FAILED, due=row.due, attempts=attempts)
        patience = min(LONGEST_RETRY_SECONDS, max(seconds, FIRST_RETRY_SECONDS * 2**row.attempts))
        lane = self._lanes[row.lane]
        due = int(self._clock().timestamp() + patience)
        lane.rows[0] = outbox.tried(row, due)
        return Settlement(row.id, OWED, due=due, attempts=attempts)

    async def _follow(self, row: OutboxRow, chat: str) -> Settlement:
        """A group became a supergroup: send to its new id; the person writes from there anyway."""
        lane = self._lanes[row.lane]
        lane.rows[0] = outbox.moved(row, chat)
        return await self._try(lane.rows[0])

    async def _stop_writing(self, row: OutboxRow) -> Settlement:
        """Note that this address cannot be reached; the person's data stay."""
        if row.person:
            try:
                await self._store.run(partial(_unreachable, row=row))
            except NotStored:
                return self._again(row, FIRST_RETRY_SECONDS)
        return Settlement(row.id, FAILED, due=row.due, attempts=row.attempts + 1)

    async def _settle_all(self) -> None:
        while True:
            await self._settle_now.wait()
            self._settle_now.clear()
            settled = dict(self._settlements)
            try:
                await self._store.run(partial(_settle, settlements=list(settled.values())))
            except NotStored:
                await asyncio.sleep(FIRST_RETRY_SECONDS)
                self._settle_now.set()
                continue
            for key, settlement in settled.items():
                del self._settlements[key]
                self._noted(key, settlement)

    async def _sweep(self) -> None:
        """Find what was owed before this process began, or what nobody offered."""
        while True:
            try:
                rows = await self._store.run(self._unknown())
            except NotStored:
                rows = []
            else:
                self._caught_up = len(rows) < SWEEP_ROWS
            for row in rows:
                self._take(row)
            if self._caught_up:
                self._take_early()
            if self._caught_up or not rows:
                await asyncio.sleep(SWEEP_SECONDS)

    def _take_early(self) -> None:
        for row in self._early:
            self._take(row)
        self._early.clear()

    def _unknown(self) -> Callable[[Work], list[OutboxRow]]:
        known = frozenset(self._known)
        return partial(outbox.owed, most=SWEEP_ROWS, channel=self._name, known=known)


def _settle(work: Work, settlements: list[Settlement]) -> None:
    outbox.settle(work, settlements)


def _unreachable(work: Work, row: OutboxRow) -> None:
    people.set_reachable(
        work, people.mark_of(work.keys, row.channel, row.chat), row.person, reachable=False
    )
