"""What comes in from a person and what goes out to one, the same for every channel."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What kind of thing a person sent; commands are text."""

    TEXT = "text"
    TAP = "tap"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    LOCATION = "location"
    OTHER = "other"  # a sticker, a contact card, a film: nothing we can read


class RoomEvent(StrEnum):
    """What happened to the bot, or to the chat itself, where several people write."""

    JOINED = "joined"  # it can write there now
    GONE = "gone"  # it cannot any more
    MAY_PIN = "may_pin"
    MOVED = "moved"  # the chat has another id from now on


class FileHandle(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a person sent: the channel's own name for it, or its bytes where it has none.

    `ending` is what its name ends in ("docx"); the rest of a name is nobody's affair.
    """

    reference: str = ""
    content: bytes = b""
    size: int = 0
    ending: str = ""


def ending_of(name: str) -> str:
    """Return what the name of a file ends in, without the dot and in small letters."""
    _, dot, ending = name.rpartition(".")
    return ending.lower()[:LONGEST_ENDING] if dot and ending.isalnum() else ""


LONGEST_ENDING = 8


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a person sent, read by a channel; nothing is decided yet.

    `id` is the channel's own id of the delivery, by which a repetition is known.
    `text` is cleaned (civic.text.clean) and also holds the caption of a photo.
    `tap` is what a pressed button carried; `message` is the channel's id of the
    message that it stood under, so that the answer may replace it, and of anything else
    its own id, where the channel can take back what a person wrote.
    Where several people write (not `private`), `thread` is the topic, `to_us` tells what was
    meant for us for sure, and `event` what happened there; then `moved_to` is the chat's new id.
    """

    channel: str
    sender: str
    chat: str
    id: str
    kind: Kind
    text: str = ""
    tap: str = ""
    message: str = ""
    file: FileHandle | None = None
    latitude: float | None = None
    longitude: float | None = None
    language: str = ""
    private: bool = True
    edited: bool = False
    forwarded: bool = False
    thread: str = ""
    to_us: bool = False
    event: RoomEvent | None = None
    moved_to: str = ""


class Role(StrEnum):
    """What a button is for, so that a channel can show it in its place."""

    OPTION = "option"
    CHOSEN = "chosen"  # an option of a several-choice question that is on
    MAIN = "main"  # what most people will press: send, agree, done
    CONTROL = "control"  # previous question, skip, don't know, cancel


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button: its words, what it carries (at most 64 bytes), and its role.

    One with a `link` opens that address instead, and is for rooms only.
    """

    label: str
    data: str
    role: Role = Role.OPTION
    link: str = ""


KEY_LENGTH = 2
"""A keypad's labels are this short at most, and would drown in numbers."""


def is_keypad(buttons: Sequence[Button]) -> bool:
    """Tell whether buttons are keys rather than answers in words."""
    return len(buttons) > 1 and all(len(button.label) <= KEY_LENGTH for button in buttons)


class Expecting(StrEnum):
    """What a message waits for, so that a channel can offer the right way to give it."""

    NOTHING = "nothing"
    TAP = "tap"
    TEXT = "text"
    PLACE = "place"
    PHOTO = "photo"
    LOCATION = "location"


class FileKind(StrEnum):
    """How a file is shown: a picture in the chat, a voice note, or something to open."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"


class SentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that goes with a message: under which id its bytes are kept, and what it is called.

    `name` has an ending, by which whoever saves it can open it.
    """

    id: str
    kind: FileKind
    name: str


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message to a person, worded and complete; how it is shown is the channel's affair.

    `buttons` are options in order (numbered from 1 for those who type), `controls`
    stand below them. `replaces` is the channel's id of a message to edit in place; one with
    a `file` never is, and is always a new message. `pin` keeps it in sight where others write.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    controls: tuple[Button, ...] = ()
    expecting: Expecting = Expecting.NOTHING
    replaces: str = ""
    language: str = "ar"
    file: SentFile | None = None
    pin: bool = False
