"""What polling and the webhook share: read an update, store it, only then call it done."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Final

import structlog

from bot.channels.telegram.inbound import CHANNEL, Read, read
from bot.channels.telegram.taps import TapAnswers
from bot.channels.telegram.updates import UnreadableUpdate, update_id
from handlers.delivery import Park, Receive

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came; `read` is None where its bytes cannot be read."""

    raw: bytes
    id: int | None
    read: Read | None

    @classmethod
    def of(cls, raw: bytes) -> Arrival:
        """Read the bytes of one update."""
        try:
            read_update = read(raw)
        except UnreadableUpdate:
            return cls(raw, update_id(raw), None)
        return cls(raw, read_update.update, read_update)

    @property
    def lane(self) -> str:
        """What must stay in order with it: the chat, or nothing else."""
        return self.read.chat if self.read and self.read.chat else f"alone {self.id}"

    @property
    def external_id(self) -> str:
        """The update's id, or the hash of what came instead of it."""
        return str(self.id) if self.id is not None else hashlib.sha256(self.raw).hexdigest()


class Intake:
    """Hands arrivals to the turn, or parks them, and says whether they are on the disk."""

    def __init__(self, receive: Receive, park: Park, taps: TapAnswers) -> None:
        self._receive = receive
        self._park = park
        self._taps = taps

    async def stored(self, arrival: Arrival) -> bool:
        """Store one arrival; False when that failed and Telegram must bring it again."""
        # Whatever a turn raises means "not stored"; gathering it needs no broad except here.
        (outcome,) = await asyncio.gather(self._store(arrival), return_exceptions=True)
        if outcome is None:
            return True
        if not isinstance(outcome, Exception):
            raise outcome
        log.error("telegram.not_stored", update=arrival.id, error=type(outcome).__name__)
        return False

    async def _store(self, arrival: Arrival) -> None:
        if arrival.read is None:
            await self._park(CHANNEL, arrival.external_id, arrival.raw, UnreadableUpdate.__name__)
            return
        if arrival.read.incoming:
            await self._receive(arrival.read.incoming)
        self._taps.soon(arrival.read.tap)
