"""What a channel's outgoing half must be able to do, and what can go wrong there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from conversations.messages import Incoming, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One outbox row ready to be sent: to which chat and what; `content` is that of its file."""

    id: int
    channel: str
    lane: bytes
    chat: str
    message: Message
    attempts: int = 0
    content: bytes = b""


def _nobody(_chat: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast a channel may send; zero means without limit. `is_group` tells one by its chat."""

    per_second: float = 0.0
    seconds_between_in_chat: float = 0.0
    per_minute_in_group: int = 0
    is_group: Callable[[str], bool] = _nobody
    in_flight: int = 32


class SendTrouble(Exception):
    """Something that a channel said instead of delivering."""


class TryLater(SendTrouble):
    """The channel is busy or broken; `everyone` when it asks the whole bot to wait."""

    def __init__(self, seconds: float, *, everyone: bool = False) -> None:
        self.seconds = seconds
        self.everyone = everyone
        super().__init__(f"try later in {seconds} s")


class Unreachable(SendTrouble):
    """The person blocked the bot or closed the account: stop this address, keep the data."""


class Undeliverable(SendTrouble):
    """This message will never be accepted; the ones behind it go on."""


class Moved(SendTrouble):
    """The chat has another id now; send there and remember it."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        super().__init__("the chat moved")


class NotPinned(SendTrouble):
    """It was sent, under this reference, but may not be pinned in its chat."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__("not pinned")


class Disowned(SendTrouble):
    """The channel does not know our token: stop all sending there and raise the alarm."""


class Outbound(Protocol):
    """The outgoing half of a channel."""

    limits: Limits

    async def send(self, owed: Owed) -> str:
        """Show the message and return the channel's id of it; raises SendTrouble."""
        ...

    async def fetch(self, reference: str) -> bytes:
        """Return the bytes of a file that a person sent; raises SendTrouble."""
        ...

    async def withdraw(self, chat: str, references: list[str]) -> None:
        """Delete messages of the bot, as far as the channel still allows it."""
        ...


Receive = Callable[[Incoming], Awaitable[None]]
"""Handles one incoming thing; returns only when it is on the disk."""

Park = Callable[[str, str, bytes, str], Awaitable[None]]
"""Puts aside what cannot be read: channel, external id, raw bytes, kind of failure."""
