"""The methods of the fake Bot API, as far as Mashwara uses them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.telegram_rules import (
    Parameters,
    Refused,
    bad,
    commands,
    inline_keyboard,
    language_code,
    message_text,
    webhook_secret,
)
from tests.fakes.telegram_updates import Hook, Updates
from tests.fakes.telegram_world import DELETABLE, TAP_LIVES, Chat, Json, Shown, World

BIGGEST_DOWNLOAD = 20 * 1024 * 1024

Method = Callable[["Methods", Parameters], Any]


def _takes(*names: str) -> frozenset[str]:
    return frozenset(names)


class Methods:
    """Answers calls from the world and the updates; each method returns its `result`."""

    def __init__(self, world: World, updates: Updates, told: Callable[[int], None]) -> None:
        self.world = world
        self.updates = updates
        self._told = told

    def get_me(self, _: Parameters) -> Json:
        return {
            **self.world.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def send_message(self, given: Parameters) -> Json:
        chat = self._writable(given)
        text = message_text(given.text("text"))
        buttons = inline_keyboard(given.structure("reply_markup"))
        topic = self._topic(chat, given)
        shown = self.world.add(chat, by_bot=True, text=text, buttons=buttons, topic=topic)
        self._told(chat.id)
        return self.world.message_json(shown)

    def send_photo(self, given: Parameters) -> Json:
        return self._send_file(given, "photo")

    def send_voice(self, given: Parameters) -> Json:
        return self._send_file(given, "voice")

    def send_document(self, given: Parameters) -> Json:
        return self._send_file(given, "document")

    def _send_file(self, given: Parameters, kind: str) -> Json:
        """Keep what was uploaded; the person sees it as `content[kind]`, its words as a caption."""
        chat = self._writable(given)
        upload = given.upload(kind)
        caption = given.text("caption")
        if len(caption.encode("utf-16-le")) > 2 * 1024:
            raise bad("message caption is too long")
        if kind == "photo" and not upload.content.startswith((b"\x89PNG", b"\xff\xd8")):
            raise bad("IMAGE_PROCESS_FAILED")
        if kind == "voice" and not upload.content.startswith(b"OggS"):
            raise bad("VOICE_FILE_TYPE_INVALID")
        file: Json = {"file_id": self.world.keep_file(upload.content), "file_name": upload.name}
        content: Json = {kind: [file] if kind == "photo" else file}
        if caption:
            content["caption"] = message_text(caption)
        buttons = inline_keyboard(given.structure("reply_markup"))
        topic = self._topic(chat, given)
        shown = self.world.add(chat, by_bot=True, content=content, buttons=buttons, topic=topic)
        self._told(chat.id)
        return self.world.message_json(shown)

    def edit_message_text(self, given: Parameters) -> Json:
        chat = self._writable(given)
        shown = chat.messages.get(given.integer("message_id"))
        if not shown:
            raise bad("message to edit not found")
        if not shown.by_bot or not shown.text:
            raise bad("message can't be edited")
        text = message_text(given.text("text"))
        buttons = inline_keyboard(given.structure("reply_markup"))
        if (text, buttons) == (shown.text, shown.buttons):
            raise bad(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        shown.text, shown.buttons, shown.edited = text, buttons, int(self.world.clock())
        self._told(chat.id)
        return self.world.message_json(shown)

    def pin_chat_message(self, given: Parameters) -> bool:
        """Pin a message; whoever is in the group reads that the bot did so, and so does the bot."""
        chat = self._writable(given)
        shown = chat.messages.get(given.integer("message_id"))
        if not shown:
            raise bad("message to pin not found")
        if not chat.may_pin:
            raise bad("not enough rights to manage pinned messages in the chat")
        chat.pinned.append(shown.id)
        note = self.world.add(chat, by_bot=True, topic=shown.topic)
        pinned = {**self.world.message_json(note), "pinned_message": self.world.message_json(shown)}
        self.updates.add("message", pinned, f"chat {chat.id}")
        return True

    def delete_message(self, given: Parameters) -> bool:
        chat = self._chat(given)
        shown = chat.messages.get(given.integer("message_id"))
        if not shown:
            raise bad("message to delete not found")
        if not self._deletable(chat, shown):
            raise bad("message can't be deleted for everyone")
        del chat.messages[shown.id]
        return True

    def delete_messages(self, given: Parameters) -> bool:
        chat = self._chat(given)
        ids = given.structure("message_ids")
        if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
            raise bad("message identifiers are not specified")
        for number in ids:
            shown = chat.messages.get(int(number))
            if shown and self._deletable(chat, shown):
                del chat.messages[shown.id]
        return True

    def answer_callback_query(self, given: Parameters) -> bool:
        tap = self.world.taps.get(given.text("callback_query_id"))
        if not tap or self.world.clock() - tap.born > TAP_LIVES:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(given.text("text")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        tap.answered.set()
        return True

    def get_file(self, given: Parameters) -> Json:
        name = given.text("file_id")
        content = self.world.files.get(name)
        if content is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > BIGGEST_DOWNLOAD:
            raise bad("file is too big")
        return {
            "file_id": name,
            "file_unique_id": name[-8:],
            "file_size": len(content),
            "file_path": f"files/{name}",
        }

    def set_my_commands(self, given: Parameters) -> bool:
        rows = commands(given.structure("commands"))
        scope = given.structure("scope") or {"type": "default"}
        self.world.commands[scope["type"], language_code(given.text("language_code"))] = rows
        return True

    def get_my_commands(self, given: Parameters) -> list[Json]:
        scope = given.structure("scope") or {"type": "default"}
        return self.world.commands.get((scope["type"], given.text("language_code")), [])

    def set_webhook(self, given: Parameters) -> bool:
        url, connections = given.text("url"), given.integer("max_connections", 40)
        if not 1 <= connections <= 100:
            raise bad("max_connections must be between 1 and 100")
        secret = webhook_secret(given.text("secret_token"))
        self._allow(given)
        self.updates.attach(Hook(url, secret, connections) if url else None)
        return True

    def delete_webhook(self, given: Parameters) -> bool:
        if given.structure("drop_pending_updates"):
            self.updates.waiting.clear()
        self.updates.attach(None)
        return True

    def get_webhook_info(self, _: Parameters) -> Json:
        hook = self.updates.hook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting),
        }
        if hook and hook.last_error:
            info["last_error_message"] = hook.last_error
        return info

    async def get_updates(self, given: Parameters) -> bytes:
        self._allow(given)
        batch = await self.updates.poll(
            given.integer("offset"),
            min(max(given.integer("limit", 100), 1), 100),
            min(given.integer("timeout"), 50),
        )
        return b'{"ok":true,"result":[%s]}' % b",".join(pending.body for pending in batch)

    def _allow(self, given: Parameters) -> None:
        self.updates.allow(given.structure("allowed_updates"))

    def _chat(self, given: Parameters) -> Chat:
        if given.values.get("chat_id") in (None, ""):
            raise bad("chat_id is empty")
        chat = self.world.chats.get(self.number_of(given))
        if chat is None:
            raise bad("chat not found")
        return chat

    def number_of(self, given: Parameters) -> int:
        """Return the id of the chat that is meant, which may be a public name; 0 for none."""
        name = str(given.values.get("chat_id", ""))
        for chat in self.world.chats.values():
            if name.startswith("@") and chat.about.get("username") == name[1:]:
                return chat.id
        try:
            return given.integer("chat_id")
        except Refused:
            return 0

    def _writable(self, given: Parameters) -> Chat:
        chat = self._chat(given)
        if chat.moved_to:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.refuses:
            raise Refused(403, f"Forbidden: {chat.refuses}")
        return chat

    def _topic(self, chat: Chat, given: Parameters) -> int:
        topic = given.integer("message_thread_id")
        if topic and topic not in chat.topics:
            raise bad("message thread not found")
        return topic

    def _deletable(self, chat: Chat, shown: Shown) -> bool:
        young = self.world.clock() - shown.date <= DELETABLE
        return young and (shown.by_bot or chat.type == "private")


_TO = _takes("chat_id", "message_thread_id")
_FLAGS = _takes("disable_notification", "protect_content", "link_preview_options")

METHODS: dict[str, tuple[Callable[[Methods, Parameters], Any | Awaitable[Any]], frozenset[str]]] = {
    "getme": (Methods.get_me, _takes()),
    "sendmessage": (Methods.send_message, _FLAGS | _TO | _takes("text", "reply_markup")),
    "sendphoto": (Methods.send_photo, _TO | _takes("photo", "caption", "reply_markup")),
    "sendvoice": (Methods.send_voice, _TO | _takes("voice", "caption", "reply_markup")),
    "senddocument": (
        Methods.send_document,
        _TO | _takes("document", "caption", "reply_markup"),
    ),
    "editmessagetext": (
        Methods.edit_message_text,
        _takes("chat_id", "message_id", "text", "reply_markup", "link_preview_options"),
    ),
    "pinchatmessage": (
        Methods.pin_chat_message,
        _takes("chat_id", "message_id", "disable_notification"),
    ),
    "deletemessage": (Methods.delete_message, _takes("chat_id", "message_id")),
    "deletemessages": (Methods.delete_messages, _takes("chat_id", "message_ids")),
    "answercallbackquery": (
        Methods.answer_callback_query,
        _takes("callback_query_id", "text", "show_alert", "cache_time"),
    ),
    "getfile": (Methods.get_file, _takes("file_id")),
    "setmycommands": (Methods.set_my_commands, _takes("commands", "scope", "language_code")),
    "getmycommands": (Methods.get_my_commands, _takes("scope", "language_code")),
    "setwebhook": (
        Methods.set_webhook,
        _takes("url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates"),
    ),
    "deletewebhook": (Methods.delete_webhook, _takes("drop_pending_updates")),
    "getwebhookinfo": (Methods.get_webhook_info, _takes()),
    "getupdates": (
        Methods.get_updates,
        _takes("offset", "limit", "timeout", "allowed_updates"),
    ),
}

LIMITED = frozenset(("sendmessage", "sendphoto", "sendvoice", "senddocument", "editmessagetext"))
