"""The way in for every channel: an incoming thing is handled, or put aside, and is on the disk."""

from __future__ import annotations

import hashlib
from functools import partial

import structlog

from conversations.messages import Incoming
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

    async def receive(self, incoming: Incoming) -> None:
        """Handle one incoming thing; raises StoreUnavailable when nothing can be stored now."""
        lane = lane_key(incoming.channel, incoming.sender)
        turn = partial(said, service=self._service, incoming=incoming)
        try:
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

    async def _park(self, incoming: Incoming, failure: str, lane: bytes) -> None:
        log.error("turn.parked", channel=incoming.channel, id=incoming.id, failure=failure)
        turn = partial(park_incoming, service=self._service, incoming=incoming, failure=failure)
        try:
            await self._store.run(turn, lane=lane)
        except TurnFailed:
            # Its id at least is noted, since the channel would bring it again for ever.
            await self.park(incoming.channel, incoming.id, b"", failure)


def lane_key(channel: str, sender: str) -> bytes:
    """Return eight bytes that are equal for one sender, so that their turns run one at a time."""
    return hashlib.blake2b(f"{channel}|{sender}".encode(), digest_size=8).digest()
