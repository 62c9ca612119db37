"""Tells Telegram the commands that it offers in its menu, in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import structlog

from bot.channels.telegram.api import ApiTrouble, BotApi

_CODES: Final = (("en", ""), ("ar", "ar"))  # English is what every other language sees

log = structlog.get_logger(__name__)


IN_GROUPS: Final = "all_group_chats"
"""The scope of the menu that people see in chats of several."""


async def set_my_commands(
    api: BotApi, table: Sequence[tuple[str, Mapping[str, str]]], scope: str = "default"
) -> bool:
    """Set the menu from rows of (command without slash, {"ar": words, "en": words}).

    Returns False when Telegram could not take it; the bot works without a menu.
    """
    try:
        for language, code in _CODES:
            commands = [{"command": name, "description": words[language]} for name, words in table]
            given = {"commands": commands, "language_code": code, "scope": {"type": scope}}
            await api.call("setMyCommands", given)
    except ApiTrouble as trouble:
        log.warning("telegram.no_menu", trouble=str(trouble))
        return False
    return True
