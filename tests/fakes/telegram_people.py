"""The people's side of the fake Telegram: they write, tap, send photos, block, and read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram_world import Chat, Json, Shown

if TYPE_CHECKING:
    from tests.fakes.bot_api import FakeBotApi


class Group:
    """A group that the bot is in: its messages, what is pinned, and what its people do with it."""

    def __init__(self, api: FakeBotApi, chat: Chat) -> None:
        self._api = api
        self._chat = chat
        self.id = chat.id

    @property
    def chat(self) -> list[Shown]:
        return list(self._chat.messages.values())

    @property
    def pinned(self) -> Shown:
        """The message that is pinned last."""
        return self._chat.messages[self._chat.pinned[-1]]

    def written(self, topic: int = 0) -> list[str]:
        """What the bot wrote there, as it reads now, without Telegram's own notes."""
        shown = [each for each in self.chat if each.by_bot and each.topic == topic]
        return [each.text for each in shown if each.text]

    def opens_topic(self, number: int) -> None:
        """Have a topic of this number."""
        self._chat.topics.add(number)

    def forbids_pins(self) -> None:
        """Let the bot pin nothing."""
        self._chat.may_pin = False

    async def lets_pin(self) -> int:
        """Make the bot an administrator who may pin; then it hears everything that is said."""
        self._chat.may_pin, self._chat.privacy = True, False
        return self._bot_is_now(_member("member"), _administrator())

    async def throws_out(self) -> int:
        """Remove the bot."""
        self._chat.refuses = f"bot was kicked from the {self._chat.type} chat"
        return self._bot_is_now(_member("member"), {"status": "kicked", "until_date": 0})

    async def takes_in(self) -> int:
        """Add the bot, again or for the first time."""
        self._chat.refuses = ""
        return self._bot_is_now({"status": "kicked", "until_date": 0}, _member("member"))

    def _bot_is_now(self, before: Json, after: Json) -> int:
        bot = {"user": self._api.world.bot}
        change: Json = {
            "chat": self._chat.as_json(),
            "from": self._api.user(777000).as_json(),
            "date": int(self._api.clock()),
            "old_chat_member": {**bot, **before},
            "new_chat_member": {**bot, **after},
        }
        return self._api.updates.add("my_chat_member", change, f"chat {self.id}")

    async def migrates(self, new_id: int) -> Group:
        """Become a supergroup with another id, as the first topic or a public link makes it."""
        group = self._api.group(new_id, type="supergroup")
        self._chat.moved_to = new_id
        shown = self._api.world.add(
            self._chat, by_bot=False, content={"migrate_to_chat_id": new_id}
        )
        message = self._api.world.message_json(shown, self._api.user(777000).as_json())
        self._api.updates.add("message", message, f"chat {self.id}")
        return group


class Person:
    """One account. What it does becomes an update; what it sees is in `chat`."""

    def __init__(self, api: FakeBotApi, number: int, name: str, language: str) -> None:
        self._api = api
        self.id = number
        self._about: Json = {"id": number, "is_bot": False, "first_name": name}
        if language:
            self._about["language_code"] = language
        self._private = Chat(number, "private", {"first_name": name})
        self.news = asyncio.Event()

    def as_json(self) -> Json:
        return self._about

    # What the person does

    def opens(self) -> None:
        """Let the bot write, as somebody whose first message was long ago."""
        self._open()

    async def says(
        self, text: str, *, group: Group | None = None, topic: int = 0, **more: Any
    ) -> int:
        """Send a text; returns the update's id. `more` goes into the message as it is.

        In a group with privacy on, the bot hears of commands, replies to it and mentions only;
        0 is returned when it does not.
        """
        content: Json = dict(more)
        if topic:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if group and not self._is_heard(text, content, group):
            self._api.world.add(self._api.world.chats[group.id], by_bot=False, text=text)
            return 0
        return self._send(text, content, group)

    async def forwards(self, text: str) -> int:
        """Forward a text of somebody who hides the account."""
        origin = {"type": "hidden_user", "sender_user_name": "سمر", "date": 1_700_000_000}
        return self._send(text, {"forward_origin": origin})

    async def sends_photo(self, content: bytes, caption: str = "", album: str = "") -> int:
        """Send a photo, which Telegram offers in two sizes."""
        sizes = [
            self._photo_size(content[: len(content) // 10 or 1], 90, 67),
            self._photo_size(content, 1280, 960),
        ]
        more = {"media_group_id": album} if album else {}
        return self._send("", {"photo": sizes, **_captioned(caption), **more})

    async def sends_voice(self, content: bytes, seconds: int = 3) -> int:
        voice = {**self._file(content), "duration": seconds, "mime_type": "audio/ogg"}
        return self._send("", {"voice": voice})

    async def sends_location(self, latitude: float, longitude: float) -> int:
        return self._send("", {"location": {"latitude": latitude, "longitude": longitude}})

    async def sends_contact(self, phone: str) -> int:
        return self._send("", {"contact": {"phone_number": phone, "first_name": "سمر"}})

    async def edits(self, message: int, text: str) -> int:
        """Change what was said before."""
        shown = self._private.messages[message]
        shown.text, shown.edited = text, int(self._api.clock())
        return self._update("edited_message", self._api.world.message_json(shown, self._about))

    async def taps(self, wanted: str, *, message: Shown | None = None) -> int:
        """Press a button by its words or by what it carries, on the newest message that has it."""
        newest = [message] if message else self.chat[::-1]
        for shown in newest:
            if button := shown.button(wanted):
                return await self.taps_data(button["callback_data"], shown)
        raise AssertionError(f"no button {wanted!r} among {[shown.labels for shown in newest]}")

    async def taps_data(self, data: str, shown: Shown) -> int:
        """Press a button that carries `data`, whether or not the message shows one."""
        self.news.clear()
        tap: Json = {
            "id": self._api.world.press(),
            "from": self._about,
            "message": self._api.world.message_json(shown, self._about),
            "chat_instance": str(-self.id),
            "data": data,
        }
        return self._api.updates.add("callback_query", tap, f"taps of {self.id}")

    async def blocks(self) -> int:
        return self._is_now("kicked", "bot was blocked by the user")

    async def unblocks(self) -> int:
        return self._is_now("member", "")

    def deactivates(self) -> None:
        """Close the account."""
        self._private.refuses = "user is deactivated"

    # What the person sees

    @property
    def chat(self) -> list[Shown]:
        """The messages of the private chat, oldest first."""
        return list(self._private.messages.values())

    def last_message(self) -> Shown:
        """The newest message from the bot."""
        return next(shown for shown in reversed(self.chat) if shown.by_bot)

    async def hears(self, within: float = 20.0) -> Shown:
        """Wait until the bot has written or edited since this person last did something."""
        await asyncio.wait_for(self.news.wait(), within)
        return self.last_message()

    # How it becomes an update

    def _send(self, text: str, content: Json, group: Group | None = None) -> int:
        self.news.clear()
        chat = self._api.world.chats[group.id] if group else self._open()
        shown = self._api.world.add(chat, by_bot=False, text=text, content=content)
        return self._update("message", self._api.world.message_json(shown, self._about))

    def _is_heard(self, text: str, content: Json, group: Group) -> bool:
        name = f"@{self._api.world.bot['username']}"
        first = text.partition(" ")[0]
        commands = first.startswith("/") and ("@" not in first or first.endswith(name))
        replies = content.get("reply_to_message", {}).get("from") == self._api.world.bot
        privacy = self._api.world.chats[group.id].privacy
        return not privacy or commands or replies or name in text

    def _update(self, kind: str, message: Json) -> int:
        return self._api.updates.add(kind, message, f"chat {message['chat']['id']}")

    def _open(self) -> Chat:
        return self._api.world.chats.setdefault(self.id, self._private)

    def _is_now(self, status: str, refusal: str) -> int:
        before = "kicked" if self._private.refuses else "member"
        self._private.refuses = refusal
        change: Json = {
            "chat": self._open().as_json(),
            "from": self._about,
            "date": int(self._api.clock()),
            "old_chat_member": self._membership(before),
            "new_chat_member": self._membership(status),
        }
        return self._update("my_chat_member", change)

    def _membership(self, status: str) -> Json:
        member: Json = {"user": self._api.world.bot, "status": status}
        return {**member, "until_date": 0} if status == "kicked" else member

    def _file(self, content: bytes) -> Json:
        name = self._api.world.keep_file(content)
        return {"file_id": name, "file_unique_id": name[-8:], "file_size": len(content)}

    def _photo_size(self, content: bytes, width: int, height: int) -> Json:
        return {**self._file(content), "width": width, "height": height}


def _captioned(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def _member(status: str) -> Json:
    return {"status": status}


def _administrator() -> Json:
    rights = "manage_chat delete_messages manage_video_chats restrict_members promote_members"
    more = "change_info invite_users post_stories edit_stories delete_stories"
    refused = {f"can_{right}": False for right in f"{rights} {more}".split()}
    member = {"status": "administrator", "can_be_edited": False, "is_anonymous": False}
    return {**member, **refused, "can_pin_messages": True}
