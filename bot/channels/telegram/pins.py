"""Pins a message in a group without a sound; what may not be pinned stays where it is."""

from __future__ import annotations

from typing import Final

from bot.channels.telegram.addresses import chat_id
from bot.channels.telegram.api import BotApi, Pause
from bot.channels.telegram.troubles import translated
from handlers.delivery import SendTrouble, TryLater

_TRIES: Final = 3
_LONGEST_PAUSE: Final = 30.0


async def pin(api: BotApi, chat: str, message: int, pause: Pause) -> bool:
    """Pin a message that was sent; False when that is refused, or fails three times."""
    pinning = {"chat_id": chat_id(chat), "message_id": message, "disable_notification": True}
    for attempt in range(_TRIES):
        try:
            await translated(api.call("pinChatMessage", pinning), attempt)
        except TryLater as trouble:
            await pause(min(trouble.seconds, _LONGEST_PAUSE))
        except SendTrouble:
            return False
        else:
            return True
    return False
