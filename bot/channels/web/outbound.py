"""The outgoing half of the web channel: what is owed goes to the pages that are open."""

from __future__ import annotations

from bot.channels.web.frames import encoded, shown
from bot.channels.web.rooms import Rooms
from handlers.delivery import Limits, Owed, Undeliverable


class WebOutbound:
    """Pushes to open pages; a page that is closed finds its lines in `recent` later."""

    limits = Limits()

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def send(self, owed: Owed) -> str:
        """Show the message, in place of the one it replaces; its reference is the row's id."""
        reference = str(owed.id)
        self._rooms.give(owed.chat, encoded(shown(reference, owed.message)))
        return reference

    async def fetch(self, reference: str) -> bytes:
        """Never needed: files come with their bytes."""
        raise Undeliverable(f"the web channel keeps no files ({len(reference)} characters)")

    async def withdraw(self, chat: str, references: list[str]) -> None:
        """Take lines off the open pages; later pages do not get them from `recent`."""
        self._rooms.give(chat, encoded({"w": references}))
