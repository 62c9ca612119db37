"""What the bot is called on Telegram, by which links lead to it."""

from __future__ import annotations

import msgspec

from bot.channels.telegram.api import ApiTrouble, BotApi


class _Me(msgspec.Struct, frozen=True):
    username: str = ""


async def own_name(api: BotApi) -> str:
    """Return the bot's name without the @; empty while Telegram does not say."""
    try:
        return (await api.result(_Me, "getMe", {})).username
    except ApiTrouble:
        return ""
