"""Sending what the outbox owes: in order within a chat, within each channel's limits."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import structlog

from handlers.delivery import (
    Disowned,
    Moved,
    NotPinned,
    Outbound,
    Owed,
    TryLater,
    Undeliverable,
    Unreachable,
)
from handlers.lanes import Lane
from handlers.pacing import Call, Pace
from storage import group_rooms, outbox, people, sent_files
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

LOOKED_UP = 30
"""So many are looked up at once: those that go in the next second."""

FINISH_SECONDS = 3.0
"""So long is waited at the end for the answers to what was sent."""

SWEEP_SECONDS = 1.0
SWEEP_ROWS = 500


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
        self._lanes: dict[bytes, Lane] = {}
        self._known: dict[int, float] = {}  # since when
        self._ready: list[tuple[int, int, bytes, int]] = []  # priority, row, lane, ticket
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
        lane = self._lanes.setdefault(row.lane, Lane())
        lane.add(row)
        if lane.rows[0] is row:
            self._make_ready(row.lane)

    async def run(self) -> None:
        """Send until cancelled; then nothing is on its way any more."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._send_all())
                group.create_task(self._settle_all())
                group.create_task(self._sweep())
        finally:
            try:
                await self._finish()
            finally:
                for task in self._sending:
                    task.cancel()
                await asyncio.gather(*self._sending, return_exceptions=True)

    async def _finish(self) -> None:
        """Wait a moment for what is on its way and note it, so that nobody gets it twice."""
        end = self._monotonic() + FINISH_SECONDS
        while self._sending and self._elected() and self._monotonic() < end:
            await asyncio.wait(self._sending, timeout=FINISH_SECONDS / 30)
        if self._settlements and self._elected():
            settled = list(self._settlements.values())
            with suppress(NotStored, TimeoutError):
                async with asyncio.timeout(FINISH_SECONDS):
                    await self._store.run(partial(_settle, settlements=settled))

    async def drain(self) -> None:
        """Wait until nothing is on its way and everything sent is noted."""
        while self._sending or self._settlements or self._ready:
            await asyncio.sleep(0.005)

    def _make_ready(self, key: bytes) -> None:
        lane = self._lanes.get(key)
        if lane is None or lane.busy:
            return
        head = lane.rows[0]
        early = head.due - self._clock().timestamp()
        if early > 0:
            asyncio.get_running_loop().call_later(early, self._make_ready, key)
            return
        heapq.heappush(self._ready, (head.priority, head.id, key, lane.queue()))
        self._wake.set()

    async def _send_all(self) -> None:
        while True:
            while not self._next() or self._disowned:
                self._wake.clear()
                await self._wake.wait()
            await self._free.acquire()
            await self._pace.free()
            if not await self._begin():
                self._free.release()

    async def _begin(self) -> bool:
        """Let the one go whose turn it is by now; False when it has to be looked up first."""
        row = self._next()
        if row is None:
            return False
        if self._is_stale(row):
            await self._look_up()
            return False
        heapq.heappop(self._ready)
        self._lanes[row.lane].begin()
        task = asyncio.create_task(self._send(row, self._pace.take()))
        self._sending.add(task)
        task.add_done_callback(self._sent)
        return True

    def _next(self) -> OutboxRow | None:
        """Return the row that may go first; what was overtaken or has gone is passed over."""
        while self._ready:
            _, _, key, ticket = self._ready[0]
            lane = self._lanes.get(key)
            if lane and lane.may_go(ticket):
                return lane.rows[0]
            heapq.heappop(self._ready)
        return None

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._free.release()

    async def _send(self, row: OutboxRow, call: Call) -> None:
        if self._elected():
            self._settlements[row.lane] = await self._try(row, call)
            self._settle_now.set()

    def _is_stale(self, row: OutboxRow) -> bool:
        return self._monotonic() - self._known[row.id] > FRESH_SECONDS

    async def _look_up(self) -> None:
        """Look up rows that have waited here: they may be gone with their person, or on hold."""
        listed = heapq.nsmallest(LOOKED_UP, self._ready)
        try:
            turn = partial(outbox.states_of, ids=[row_id for _, row_id, _, _ in listed])
            states = await self._store.run(turn)
        except NotStored:
            await asyncio.sleep(FIRST_RETRY_SECONDS)
            return
        for _, row_id, key, ticket in listed:
            lane = self._lanes.get(key)
            if lane and lane.may_go(ticket):
                self._looked_up(key, row_id, states.get(row_id))

    def _looked_up(self, key: bytes, row_id: int, state: str | None) -> None:
        if state == OWED:
            self._known[row_id] = self._monotonic()
        elif state == HELD:
            self._lanes[key].rest()
            asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._go_on, key)
        else:
            self._let_go(key, row_id)
            self._go_on(key)

    def _let_go(self, key: bytes, row_id: int) -> None:
        self._lanes[key].let_go(row_id)
        del self._known[row_id]

    def _noted(self, key: bytes, settlement: Settlement) -> None:
        """Go on in a chat when on the disk it is settled what became of its last message."""
        lane = self._lanes[key]
        rest = self._pace.gap(lane.rows[0].chat)
        lane.rest()
        if settlement.state != OWED:
            self._let_go(key, settlement.id)
        if rest > 0:
            asyncio.get_running_loop().call_later(rest, self._go_on, key)
        else:
            self._go_on(key)

    def _go_on(self, key: bytes) -> None:
        lane = self._lanes[key]
        lane.wake()
        if lane.rows:
            self._make_ready(key)
        else:
            del self._lanes[key]

    async def _try(self, row: OutboxRow, call: Call) -> Settlement:
        """Send one message; the second of the two places that may catch everything."""
        try:
            owed = await self._ready_to_go(row)
            try:
                reference = await self._channel.send(owed)
            finally:
                self._pace.answered(call)
        except TryLater as trouble:
            return self._put_off(row, trouble)
        except Moved as moved:
            return await self._follow(row, moved.chat, call)
        except NotPinned as trouble:
            await self._tell_store(partial(_not_pinned, row=row))
            return Settlement(
                row.id, SENT, trouble.reference, due=row.due, attempts=row.attempts + 1
            )
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

    async def _follow(self, row: OutboxRow, chat: str, call: Call) -> Settlement:
        """A group became a supergroup: send to its new id; the person writes from there anyway."""
        lane = self._lanes[row.lane]
        if not await self._tell_store(partial(_moved, row=row, chat=chat)):
            return self._again(row, FIRST_RETRY_SECONDS)
        if row.message.pin:  # it would edit what is not there; another is written there instead
            return Settlement(row.id, FAILED, due=row.due, attempts=row.attempts + 1)
        lane.rows[0] = outbox.moved(row, chat)
        return await self._try(lane.rows[0], call)

    async def _stop_writing(self, row: OutboxRow) -> Settlement:
        """Note that this address cannot be reached; the data of whoever is there stay."""
        if not row.person:
            log.error("send.unreachable", channel=self._name, row=row.id)
        if not await self._tell_store(partial(_unreachable, row=row)):
            return self._again(row, FIRST_RETRY_SECONDS)
        return Settlement(row.id, FAILED, due=row.due, attempts=row.attempts + 1)

    async def _tell_store(self, turn: Callable[[Work], None]) -> bool:
        """Note what was learnt of a chat; False when it cannot be noted now."""
        try:
            await self._store.run(turn)
        except NotStored:
            return False
        return True

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


def _not_pinned(work: Work, row: OutboxRow) -> None:
    group_rooms.cannot_pin(work, row.channel, row.chat)


def _moved(work: Work, row: OutboxRow, chat: str) -> None:
    group_rooms.move(work, row.channel, row.chat, chat)


def _unreachable(work: Work, row: OutboxRow) -> None:
    if not row.person:
        group_rooms.unreachable(work, row.channel, row.chat)
        return
    people.set_reachable(
        work, people.mark_of(work.keys, row.channel, row.chat), row.person, reachable=False
    )
