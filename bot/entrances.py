"""The addresses by which somebody who is invited to an office comes in."""

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
