"""Reading plain text as phones and old computers write it: UTF-8, UTF-16 or windows-1256."""

from __future__ import annotations

import re
from typing import Final

from bot.drafts.draft import Draft
from civic.draft_files import Trouble, Unreadable

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_LETTERS: Final = re.compile(r"\w")
_GAP: Final = re.compile(r"\n\s*\n")


def read(content: bytes) -> Draft:
    """Return the paragraphs of a text, parted by empty lines or else by lines."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    parts = _GAP.split(text.strip())
    return Draft(parts if len(parts) > 1 else text.split("\n"))


def decoded(content: bytes) -> str:
    """Return a text from its bytes; raises Unreadable where they are none."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Unreadable(Trouble.UNKNOWN if _LETTERS.search(repr(content)) else Trouble.EMPTY)


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return what a text may be in, the likelier first."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" not in content:
        return ("utf-8", "cp1256")
    # Spaces and line ends have a zero in two bytes a letter: behind it or before it.
    behind = content[1::2].count(0) > content[::2].count(0)
    return ("utf-16-le",) if behind else ("utf-16-be",)
