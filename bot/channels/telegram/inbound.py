"""Reads one Telegram update as an `Incoming`; nothing is decided here."""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.channels.telegram.updates import (
    File,
    Membership,
    Message,
    Photo,
    RepliedMessage,
    Tap,
    Update,
    decode,
)
from civic.text import clean
from conversations.messages import FileHandle, Incoming, Kind, RoomEvent, ending_of

CHANNEL: Final = "telegram"
LONGEST_TEXT: Final = 4096
"""The most UTF-16 units that Telegram lets a person send; more can only be forged."""

_BIG_ENOUGH: Final = 2_000_000
_BIGGEST_PICTURE: Final = 10_000_000
_GROUPS: Final = frozenset(("group", "supergroup"))
_PICTURES: Final = frozenset(("image/jpeg", "image/png", "image/webp"))


class Read(NamedTuple):
    """An update as read: `incoming` is None for what we ignore; `tap` is to be answered."""

    update: int
    chat: str
    incoming: Incoming | None
    tap: str = ""


def read(raw: bytes) -> Read:
    """Read the bytes of one update; raises UnreadableUpdate."""
    update = decode(raw)
    if update.callback_query:
        return _read_tap(update, update.callback_query)
    if update.my_chat_member:
        return _read_membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return Read(update.update_id, "", None)
    read_message = _read_move(update.update_id, message) or _read_message(update, message)
    return Read(update.update_id, str(message.chat.id), read_message)


def _read_membership(update: int, change: Membership) -> Read:
    """Read what happened to the bot in a group; who blocks it in private is known by the 403."""
    chat = str(change.chat.id)
    if change.chat.type not in _GROUPS:
        return Read(update, chat, None)
    if change.new.is_away:
        event = RoomEvent.GONE
    elif change.old.is_away:
        event = RoomEvent.JOINED
    elif change.new.can_pin_messages:
        event = RoomEvent.MAY_PIN
    else:
        return Read(update, chat, None)
    return Read(update, chat, _event(update, chat, str(change.sender.id), event))


def _read_move(update: int, message: Message) -> Incoming | None:
    """Read that a group became a supergroup, which is said in the old one and in the new one."""
    old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id
    if message.migrate_from_chat_id:
        new = message.chat.id
    if not new:
        return None
    sender = str(message.sender.id) if message.sender else ""
    return _event(update, str(old), sender, RoomEvent.MOVED, moved_to=str(new))


def _event(
    update: int, chat: str, sender: str, event: RoomEvent, *, moved_to: str = ""
) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        sender=sender,
        chat=chat,
        id=str(update),
        kind=Kind.OTHER,
        private=False,
        event=event,
        moved_to=moved_to,
    )


def _read_tap(update: Update, tap: Tap) -> Read:
    chat = tap.message.chat if tap.message else None
    chat_id = str(chat.id if chat else tap.sender.id)
    incoming = Incoming(
        channel=CHANNEL,
        sender=str(tap.sender.id),
        chat=chat_id,
        id=str(update.update_id),
        kind=Kind.TAP,
        tap=clean(tap.data),
        message=str(tap.message.message_id) if tap.message else "",
        language=tap.sender.language_code,
        private=chat is None or chat.type == "private",
    )
    return Read(update.update_id, chat_id, incoming, tap.id)


def _read_message(update: Update, message: Message) -> Incoming | None:
    private = message.chat.type == "private"
    kind, file = _content(message)
    if not _is_from_a_person(message) or _is_a_note(message, kind, private=private):
        return None
    place = message.location
    return Incoming(
        channel=CHANNEL,
        sender=str(message.sender.id) if message.sender else "",
        chat=str(message.chat.id),
        id=str(update.update_id),
        kind=kind,
        text=_shortened(clean(message.text or message.caption)),
        message=str(message.message_id),
        file=file,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        language=message.sender.language_code if message.sender else "",
        private=private,
        edited=update.message is None,
        forwarded=bool(message.forward_origin),
        thread=str(message.message_thread_id) if message.is_topic_message and not private else "",
        to_us=not private and _is_to_a_bot(message.reply_to_message),
    )


def _is_from_a_person(message: Message) -> bool:
    """Channels have no sender; administrators who hide write as a bot, and may command."""
    if message.sender is None:
        return False
    hidden = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return not message.sender.is_bot or (hidden and message.text.startswith("/"))


def _is_to_a_bot(replied: RepliedMessage | None) -> bool:
    """Tell whether it replies to a bot: with privacy on, only replies to us are delivered."""
    return replied is not None and replied.sender is not None and replied.sender.is_bot


def _is_a_note(message: Message, kind: Kind, *, private: bool) -> bool:
    """Tell Telegram's own notes (somebody joined, a pin, a timer) from what people send."""
    if kind is not Kind.OTHER:
        return False
    notes = (
        message.pinned_message,
        message.message_auto_delete_timer_changed,
        message.write_access_allowed,
    )
    return not private or any(notes)


def _content(message: Message) -> tuple[Kind, FileHandle | None]:
    if message.photo:
        return Kind.PHOTO, _handle(_best(message.photo))
    if message.voice:
        return Kind.VOICE, _handle(message.voice)
    if message.location:
        return Kind.LOCATION, None
    if message.document and _is_picture(message.document):
        return Kind.PHOTO, _handle(message.document)
    if message.document:
        return Kind.DOCUMENT, _handle(message.document, ending_of(message.document.file_name))
    if message.text:
        return Kind.TEXT, None
    return Kind.OTHER, None


def _is_picture(document: File) -> bool:
    """Many send a photo "as a file", which keeps its quality."""
    return document.mime_type in _PICTURES and document.file_size <= _BIGGEST_PICTURE


def _best(sizes: tuple[Photo, ...]) -> Photo:
    """Return the largest size that a bad line can still carry, else the smallest."""
    rising = sorted(sizes, key=lambda size: (size.width * size.height, size.file_size))
    light = [size for size in rising if size.file_size <= _BIG_ENOUGH]
    return light[-1] if light else rising[0]


def _handle(file: Photo | File, ending: str = "") -> FileHandle:
    return FileHandle(reference=file.file_id, size=file.file_size, ending=ending)


def _shortened(text: str) -> str:
    """Cut at the limit without leaving half a character."""
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
