"""Sending files on Telegram: pictures, voice notes and papers, each by its own method."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from civic.text import units
from conversations.messages import FileKind, SentFile

CAPTION_UNITS: Final = 1024
"""The most UTF-16 units of a caption; longer words follow in messages of their own."""

OPUS: Final = b"OggS"


class Method(NamedTuple):
    """Which method sends a kind of file, and under which name it takes the bytes."""

    name: str
    field: str


_DOCUMENT: Final = Method("sendDocument", "document")
_METHODS: Final[Mapping[FileKind, Method]] = MappingProxyType(
    {
        FileKind.PHOTO: Method("sendPhoto", "photo"),
        FileKind.VOICE: Method("sendVoice", "voice"),
        FileKind.DOCUMENT: _DOCUMENT,
    }
)


def method_of(file: SentFile, content: bytes) -> Method:
    """Return how to send a file: what is no recording that Telegram plays goes as a document."""
    if file.kind is FileKind.VOICE and not content.startswith(OPUS):
        return _DOCUMENT
    return _METHODS[file.kind]


def is_caption(text: str) -> bool:
    """Tell whether words are short enough to stand under a file."""
    return units(text) <= CAPTION_UNITS
