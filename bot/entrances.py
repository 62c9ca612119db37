"""The addresses that are handed out: of an invitation to an office, of a file."""

from __future__ import annotations

from bot.settings import Settings


def links_for(settings: Settings, token: str) -> tuple[str, ...]:
    """Return the links that carry an invitation, one for each way in that has an address.

    On the page it stands behind the #, which browsers send to nobody.
    """
    found = []
    if settings.telegram_name:
        found.append(f"https://t.me/{settings.telegram_name}?start={token}")
    if settings.public_url:
        found.append(f"{settings.public_url}/#activate={token}")
    return tuple(found)


def public_chats(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return where everybody can read what is published: a channel of ours and its chat."""
    if settings.telegram_token is None or not settings.telegram_channel:
        return ()
    return (("telegram", settings.telegram_channel),)


def chat_link(settings: Settings, channel: str, start: str) -> str:
    """Return the link that opens the private chat of a channel and says `start` there, or ""."""
    if channel != "telegram" or not settings.telegram_name:
        return ""
    return f"https://t.me/{settings.telegram_name}?start={start}"


def room_link(settings: Settings, code: str) -> str:
    """Return the link that adds the bot to a group, lets it pin, and says the code there, or ""."""
    if not settings.telegram_name:
        return ""
    return f"https://t.me/{settings.telegram_name}?startgroup={code}&admin=pin_messages"


def file_link(settings: Settings, path: str) -> tuple[str, bool]:
    """Return the address of a path of ours, and whether it leads anywhere on this machine only."""
    if settings.public_url:
        return f"{settings.public_url}{path}", False
    return f"http://{settings.http_host}:{settings.http_port}{path}", True
