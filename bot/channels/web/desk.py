"""What the web channel needs from the rest of the program, and what it may be set to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from civic.follow_up import Return
from conversations.messages import Message, SentFile
from conversations.wording import Wording, Words
from handlers.delivery import Receive


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation as it was stored.

    `reference` is what WebOutbound.send returned for it. An edit is a line of its own,
    whose `message.replaces` names the line that it takes the place of.
    """

    reference: str
    mine: bool
    message: Message


Recent = Callable[[str], Awaitable[Sequence[Line]]]
"""Returns the latest lines of an account, oldest first; none for an unknown one."""

FileOf = Callable[[str, str], Awaitable[tuple[SentFile, bytes] | None]]
"""Returns the file that goes with a line of an account (first), by the line's reference."""

ComeBack = Callable[[str, str, str], Awaitable[Return]]
"""Gives an account (first) the conversation of a follow-up number and its secret, if they fit."""

Digest = Callable[[str, bytes], bytes]
"""A keyed digest (HMAC) for a purpose; at least 16 bytes."""


class Unavailable(Exception):
    """Nothing can be stored or read now; the page says so and keeps what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, and as many again in every `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """What an operator may set about the page; rates are for each address."""

    public_name: str
    public_url: str = ""  # with https the cookie is kept off plain lines
    language: str = "ar"
    exit_url: str = ""  # where the quick exit leads; empty: a blank page of our own
    trusted_hops: int = 0  # proxies before us whose X-Forwarded-For is believed
    turns: Rate = Rate(count=60, seconds=60)
    requests: Rate = Rate(count=240, seconds=60)
    returns: Rate = Rate(count=6, seconds=600)
    idle_seconds: int = 30 * 60
    own_phone_days: int = 400
    form_bytes: int = 1_000_000
    file_bytes: int = 8 * 1024 * 1024
    text_units: int = 4096
    sockets: int = 5000  # pages beyond these ask for news from time to time
    menu: tuple[tuple[Words, str], ...] = ()  # what the menu offers, and the text it sends


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The page's way to the rest; `receive` and `recent` may raise Unavailable."""

    receive: Receive
    recent: Recent
    file_of: FileOf
    come_back: ComeBack
    digest: Digest
    now: Callable[[], float]  # seconds since 1970
    random_bytes: Callable[[int], bytes]
    wording: Wording
    settings: WebSettings
