"""What the fake Bot API remembers: people, chats, messages, files and taps."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TAP_LIVES = 150.0
UPDATE_LIVES = 24 * 3600.0
DELETABLE = 48 * 3600.0


class Clock:
    """The server's time; it can be moved on without waiting."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._ahead = 0.0

    def __call__(self) -> float:
        return self._now() + self._ahead

    def move_on(self, seconds: float) -> None:
        self._ahead += seconds


@dataclass(slots=True)
class Shown:
    """A message as somebody sees it in a chat."""

    id: int
    chat: int
    by_bot: bool
    date: int
    text: str = ""
    content: Json = field(default_factory=dict)
    buttons: list[list[Json]] = field(default_factory=list)
    edited: int = 0
    topic: int = 0

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the buttons, row by row, as they stand from left to right."""
        return [[button["text"] for button in row] for row in self.buttons]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def button(self, wanted: str) -> Json | None:
        """Find a button by its words, by what it carries, or by a part of its words."""
        every = [button for row in self.buttons for button in row]
        for button in every:
            if wanted in (button["text"], button.get("callback_data")):
                return button
        near = [button for button in every if wanted in button["text"]]
        return near[0] if len(near) == 1 else None


@dataclass(slots=True)
class Chat:
    """A private chat or a group, with what is visible in it.

    With `privacy` only commands, replies to the bot and mentions reach it.
    """

    id: int
    type: str
    about: Json
    messages: dict[int, Shown] = field(default_factory=dict)
    refuses: str = ""  # the description of a 403, where the bot may not write
    moved_to: int = 0
    privacy: bool = True
    may_pin: bool = True
    pinned: list[int] = field(default_factory=list)
    topics: set[int] = field(default_factory=set)

    def as_json(self) -> Json:
        return {"id": self.id, "type": self.type, **self.about}


@dataclass(slots=True)
class PressedButton:
    """A tap that waits for answerCallbackQuery."""

    born: float
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    """Everything one bot could know."""

    def __init__(self, bot: Json, clock: Clock) -> None:
        self.bot = bot
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, bytes] = {}
        self.taps: dict[str, PressedButton] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self._message_ids: Iterator[int] = itertools.count(1)
        self._tap_ids: Iterator[int] = itertools.count(4_611_686_018_427_387)

    def add(self, chat: Chat, *, by_bot: bool, text: str = "", **more: Any) -> Shown:
        """Put a new message into a chat."""
        shown = Shown(next(self._message_ids), chat.id, by_bot, int(self.clock()), text, **more)
        chat.messages[shown.id] = shown
        return shown

    def press(self) -> str:
        """Return the id of a new tap."""
        tap = str(next(self._tap_ids))
        self.taps[tap] = PressedButton(self.clock())
        return tap

    def keep_file(self, content: bytes) -> str:
        """Keep a file and return its id."""
        name = f"AgACAgQAAxk{len(self.files):08d}"
        self.files[name] = content
        return name

    def message_json(self, shown: Shown, sender: Json | None = None) -> Json:
        """Return a message as the Bot API writes it."""
        message: Json = {
            "message_id": shown.id,
            "from": self.bot if shown.by_bot else sender,
            "chat": self.chats[shown.chat].as_json(),
            "date": shown.date,
        }
        if shown.edited:
            message["edit_date"] = shown.edited
        if shown.topic:
            message |= {"message_thread_id": shown.topic, "is_topic_message": True}
        if shown.text:
            message["text"] = shown.text
        message |= shown.content
        if shown.buttons:
            message["reply_markup"] = {"inline_keyboard": shown.buttons}
        return message
