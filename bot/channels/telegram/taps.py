"""Tells Telegram that a tap arrived, so that the button stops spinning."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.channels.telegram.api import ApiTrouble, BotApi

_MOST: Final = 1000


class TapAnswers:
    """Answers taps beside the work; what cannot be answered is let go.

    Telegram refuses answers after 150 s and nothing depends on them, so they are neither
    stored nor tried again, and at most `most` are under way.
    """

    def __init__(self, api: BotApi, *, most: int = _MOST) -> None:
        self._api = api
        self._most = most
        self._answering: set[asyncio.Task[None]] = set()

    def soon(self, tap: str) -> None:
        """Answer the tap with this id without waiting for it."""
        if not tap or len(self._answering) >= self._most:
            return
        task = asyncio.create_task(self._answer(tap))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def close(self) -> None:
        """Let go of the answers under way."""
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, tap: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", {"callback_query_id": tap})
        except ApiTrouble:
            return
