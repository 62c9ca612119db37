"""Drafts that are sent as files: which are read, and why one cannot be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from civic.refusals import Refusal

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a file; a paper of twenty pages with pictures has fewer."""

ENDINGS: Final = frozenset(("docx", "odt", "pdf", "txt", "text", "md"))
"""The endings of names that are known to be read; one without an ending is looked into."""


class Trouble(StrEnum):
    """Why a file cannot be read as a draft."""

    UNKNOWN = "unknown"  # none of the formats that are read
    OLD = "old"  # the Word format of before 2007
    LARGE = "large"
    LOCKED = "locked"  # with a password
    MACROS = "macros"
    SCANNED = "scanned"  # pictures of text
    GARBLED = "garbled"  # glyphs that stand for no letters
    HEAVY = "heavy"  # takes more memory or time than any draft
    DAMAGED = "damaged"
    EMPTY = "empty"
    LONG = "long"
    MANY = "many"  # paragraphs
    AWAY = "away"  # the channel does not give it any more


class Doubt(StrEnum):
    """What of a file may not have been read as it was meant."""

    CHANGES = "changes"  # tracked changes, read as if they were accepted
    NOTES = "notes"  # footnotes and remarks at the edge, left out
    PICTURES = "pictures"  # pages that are a picture alone
    LETTERS = "letters"  # a few letters that stand for nothing
    TABLES = "tables"  # cells or columns, each a paragraph
    PDF = "pdf"  # lines were joined to paragraphs by how they stand


class Unreadable(Exception):
    """A file that cannot be read as a draft."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


def ending_of(content: bytes) -> str:
    """Return the ending that a kept document is given away under, by how it begins."""
    if content.startswith(b"%PDF"):
        return "pdf"
    if not content.startswith(b"PK"):
        return "txt"
    return "odt" if content[_FIRST_NAME] == b"mimetype" else "docx"


_FIRST_NAME: Final = slice(30, 38)
"""Where an archive names its first part; that of an OpenDocument text is always this one."""


def check(ending: str, size: int) -> None:
    """Refuse a file by what is known before it is fetched; raises Refusal "file.<trouble>"."""
    if size > LARGEST:
        raise Refusal(f"file.{Trouble.LARGE}")
    if ending == "doc":
        raise Refusal(f"file.{Trouble.OLD}")
    if ending == "docm":
        raise Refusal(f"file.{Trouble.MACROS}")
    if ending and ending not in ENDINGS:
        raise Refusal(f"file.{Trouble.UNKNOWN}")
