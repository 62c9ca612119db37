"""The way in for every channel: an incoming thing is handled, or put aside, and is on the disk."""

from __future__ import annotations

import asyncio
import hashlib
from functools import partial

import structlog

from conversations.messages import Incoming
from handlers import unlocking
from handlers.parking import park_incoming, park_raw
from handlers.said import said
from handlers.service import Service
from storage.caution import Mark, TwiceCrashed
from storage.store import Store, TurnFailed

log = structlog.get_logger()


class Reception:
    """Takes what channels bring; returns only when it is stored."""

    def __init__(self, store: Store, service: Service) -> None:
        self._store, self._service = store, service
        # One number at a time: each takes 64 MB while it is stretched.
        self._stretching = asyncio.Lock()

    async def receive(self, incoming: Incoming) -> None:
        """Handle one incoming thing; raises StoreUnavailable when nothing can be stored now."""
        lane = lane_key(incoming.channel, incoming.sender)
        try:
            if unlocking.concerns(incoming):
                await self._check(incoming, lane)
            else:
                turn = partial(said, service=self._service, incoming=incoming)
                await self._store.run(turn, lane=lane, mark=Mark(incoming.channel, incoming.id))
        except TurnFailed as failed:
            await self._park(incoming, failed.where, lane)
        except TwiceCrashed:
            await self._park(incoming, "TwiceCrashed", lane)

    async def park(self, channel: str, external_id: str, raw: bytes, failure: str) -> None:
        """Put aside what a channel could not read."""
        log.error("turn.unreadable", channel=channel, id=external_id, failure=failure)
        await self._store.run(
            partial(park_raw, channel=channel, external_id=external_id, raw=raw, failure=failure)
        )

    async def _check(self, incoming: Incoming, lane: bytes) -> None:
        """Handle what may be a secret number; its slow part runs between two turns."""
        mark = Mark(incoming.channel, incoming.id)
        turn = partial(unlocking.handle, service=self._service, incoming=incoming, otherwise=said)
        wanted = await self._store.run(turn, lane=lane, mark=mark)
        while wanted is not None:
            async with self._stretching:
                done = await asyncio.to_thread(wanted.run)
            wanted = await self._store.run(partial(turn, done=done), lane=lane, mark=mark)

    async def _park(self, incoming: Incoming, failure: str, lane: bytes) -> None:
        log.error("turn.parked", channel=incoming.channel, id=incoming.id, failure=failure)
        kept = unlocking.scrubbed(incoming)
        turn = partial(park_incoming, service=self._service, incoming=kept, failure=failure)
        try:
            await self._store.run(turn, lane=lane)
        except TurnFailed:
            # Its id at least is noted, since the channel would bring it again for ever.
            await self.park(incoming.channel, incoming.id, b"", failure)


def lane_key(channel: str, sender: str) -> bytes:
    """Return eight bytes that are equal for one sender, so that their turns run one at a time."""
    return hashlib.blake2b(f"{channel}|{sender}".encode(), digest_size=8).digest()
