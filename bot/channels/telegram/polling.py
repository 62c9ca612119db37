"""Fetches updates by long polling; the offset moves only over what is on the disk."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import structlog

from bot.channels.telegram.api import ApiTrouble, BotApi, Pause, backoff
from bot.channels.telegram.ingress import ALLOWED_UPDATES, Arrival, Intake
from bot.channels.telegram.taps import TapAnswers
from bot.channels.telegram.updates import UnreadableUpdate, split
from handlers.delivery import Park, Receive

_WAIT: Final = 25
_GRACE: Final = 15.0

log = structlog.get_logger(__name__)


class Polling:
    """The way in without a public address; run it as one task and cancel that to stop.

    `wait` is how many seconds Telegram may hold an empty answer back.
    """

    def __init__(
        self,
        api: BotApi,
        receive: Receive,
        park: Park,
        *,
        wait: int = _WAIT,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._api = api
        self._taps = TapAnswers(api)
        self._intake = Intake(receive, park, self._taps)
        self._wait = wait
        self._pause = pause
        self._offset = 0
        self._failures = 0

    async def run(self) -> None:
        """Take in updates until cancelled; raises ApiTrouble when the token is refused at start."""
        try:
            await self._api.insist("deleteWebhook", pause=self._pause)
            while True:
                await self.step()
        finally:
            await self._taps.close()

    async def step(self) -> None:
        """Fetch and store one batch; after any trouble wait a little."""
        try:
            batch = [Arrival.of(raw) for raw in split(await self._fetch())]
        except (ApiTrouble, UnreadableUpdate) as trouble:
            await self._wait_after(trouble)
            return
        if await self._store(batch):
            self._failures = 0
        else:
            await self._wait_after(None)

    async def _fetch(self) -> bytes:
        return await self._api.call(
            "getUpdates",
            {"offset": self._offset, "timeout": self._wait, "allowed_updates": ALLOWED_UPDATES},
            within=self._wait + _GRACE,
        )

    async def _wait_after(self, trouble: Exception | None) -> None:
        disowned = isinstance(trouble, ApiTrouble) and trouble.is_disowned
        tell = log.error if disowned else log.warning
        tell("telegram.polling_waits", trouble=str(trouble or "not stored"))
        seconds = trouble.seconds if isinstance(trouble, ApiTrouble) else 0.0
        await self._pause(seconds or backoff(self._failures))
        self._failures += 1

    async def _store(self, batch: list[Arrival]) -> bool:
        """Store chats side by side, each in order; confirm up to the first that failed."""
        lanes: defaultdict[str, list[Arrival]] = defaultdict(list)
        for arrival in batch:
            lanes[arrival.lane].append(arrival)
        ends = await asyncio.gather(*(self._store_in_order(lane) for lane in lanes.values()))
        unstored = [arrival for arrival in ends if arrival]
        self._confirm(batch, unstored)
        # What has no id cannot be confirmed and comes again, so it must not come at once.
        return not unstored and all(arrival.id is not None for arrival in batch)

    async def _store_in_order(self, lane: list[Arrival]) -> Arrival | None:
        """Return the first that could not be stored; what comes after it must wait."""
        for arrival in lane:
            if not await self._intake.stored(arrival):
                return arrival
        return None

    def _confirm(self, batch: list[Arrival], unstored: list[Arrival]) -> None:
        done = max(_ids(batch), default=self._offset - 1) + 1
        self._offset = min(_ids(unstored), default=done)


def _ids(arrivals: Iterable[Arrival]) -> Iterable[int]:
    return (arrival.id for arrival in arrivals if arrival.id is not None)
