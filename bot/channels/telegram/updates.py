"""The dozen fields of a Telegram update that we read; everything else is left undecoded."""

from __future__ import annotations

import json
import re
from typing import Final

import msgspec

_UPDATE_ID: Final = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')
_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_NOTHING: Final = msgspec.Raw()


class User(msgspec.Struct, frozen=True):
    """Who did it."""

    id: int
    is_bot: bool = False
    language_code: str = ""


class Chat(msgspec.Struct, frozen=True):
    """Where it was done."""

    id: int
    type: str = "private"


class Photo(msgspec.Struct, frozen=True):
    """One size of a photo; Telegram offers several."""

    file_id: str
    width: int = 0
    height: int = 0
    file_size: int = 0


class File(msgspec.Struct, frozen=True):
    """A voice note or a document."""

    file_id: str
    file_size: int = 0
    mime_type: str = ""
    file_name: str = ""


class Location(msgspec.Struct, frozen=True):
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


class RepliedMessage(msgspec.Struct, frozen=True):
    """The message that another one replies to."""

    message_id: int = 0
    sender: User | None = msgspec.field(name="from", default=None)


class Message(msgspec.Struct, frozen=True):
    """What was sent; the last three fields mark Telegram's own notes in a private chat.

    A group that became a supergroup says so twice: in the old one and in the new one.
    """

    message_id: int
    chat: Chat
    sender: User | None = msgspec.field(name="from", default=None)
    text: str = ""
    caption: str = ""
    photo: tuple[Photo, ...] = ()
    voice: File | None = None
    document: File | None = None
    location: Location | None = None
    forward_origin: msgspec.Raw = _NOTHING
    sender_chat: Chat | None = None
    message_thread_id: int = 0
    is_topic_message: bool = False
    reply_to_message: RepliedMessage | None = None
    migrate_to_chat_id: int = 0
    migrate_from_chat_id: int = 0
    pinned_message: msgspec.Raw = _NOTHING
    message_auto_delete_timer_changed: msgspec.Raw = _NOTHING
    write_access_allowed: msgspec.Raw = _NOTHING


class TappedMessage(msgspec.Struct, frozen=True):
    """The message under which a button was pressed; old ones come without their content."""

    message_id: int
    chat: Chat


class Tap(msgspec.Struct, frozen=True):
    """A pressed button: Telegram's id of the pressing and what the button carried."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: TappedMessage | None = None


class Member(msgspec.Struct, frozen=True):
    """How somebody stands in a chat."""

    status: str = ""
    is_member: bool = True
    can_send_messages: bool = True
    can_pin_messages: bool = False

    @property
    def is_away(self) -> bool:
        """Whether nothing can be written there."""
        restricted = self.status == "restricted" and not (self.is_member and self.can_send_messages)
        return restricted or self.status in ("left", "kicked")


class Membership(msgspec.Struct, frozen=True):
    """A change of how the bot itself stands in a chat."""

    chat: Chat
    sender: User = msgspec.field(name="from")
    old: Member = msgspec.field(name="old_chat_member", default=Member())
    new: Member = msgspec.field(name="new_chat_member", default=Member())


class Update(msgspec.Struct, frozen=True):
    """One delivery; kinds that we do not know leave all but the id empty."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    my_chat_member: Membership | None = None


class _Batch(msgspec.Struct, frozen=True):
    result: list[msgspec.Raw]


class UnreadableUpdate(Exception):
    """The bytes are no update, even after mending."""


_update_decoder: Final = msgspec.json.Decoder(Update)
_batch_decoder: Final = msgspec.json.Decoder(_Batch)


def decode(raw: bytes | msgspec.Raw) -> Update:
    """Read one update, mending what JSON allows and text does not; raises UnreadableUpdate."""
    try:
        return _update_decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        return _update_decoder.decode(_mended(bytes(raw)))
    except (ValueError, RecursionError) as error:
        raise UnreadableUpdate(type(error).__name__) from None


def _mended(raw: bytes) -> bytes:
    """Replace lone surrogates and bytes that are not UTF-8 by U+FFFD."""
    whole = json.dumps(json.loads(raw.decode("utf-8", "replace")), ensure_ascii=False)
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def update_id(raw: bytes) -> int | None:
    """Return the id of an update even where the rest of it cannot be read."""
    found = _UPDATE_ID.search(raw)
    return int(found[1]) if found else None


def split(body: bytes) -> list[bytes]:
    """Cut the answer of getUpdates into its updates, whatever is in them.

    Raises UnreadableUpdate when the body is no answer at all.
    """
    try:
        return [bytes(raw) for raw in _batch_decoder.decode(body).result]
    except (msgspec.DecodeError, RecursionError):
        return _cut(body)


def _cut(body: bytes) -> list[bytes]:
    """Cut by counting brackets: one bad escape makes the decoder refuse the whole batch."""
    updates: list[bytes] = []
    open_brackets: list[bytes] = []
    start = 0
    for token in _TOKEN.finditer(body):
        mark = token[0]
        if mark in b"[{":
            if open_brackets == [b"{", b"["]:
                start = token.start()
            open_brackets.append(mark)
        elif mark in b"]}" and open_brackets:
            open_brackets.pop()
            if open_brackets == [b"{", b"["]:
                updates.append(body[start : token.end()])
    if open_brackets or not updates:
        raise UnreadableUpdate("no batch")
    return updates
