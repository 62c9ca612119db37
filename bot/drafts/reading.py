"""Reading a draft from a file of any of the formats that are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.drafts import archive
from bot.drafts.draft import Draft
from civic import drafts
from civic.draft_files import Trouble, Unreadable
from civic.refusals import Refusal
from civic.text import clean

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_IN_OLE: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK\x03\x04"
_NO_TEXT: Final = (
    b"{\\rtf",
    b"<html",
    b"<!doctype",
    b"<?xml",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
)
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_TROUBLES: Final = {
    "draft.empty": Trouble.EMPTY,
    "draft.too-long": Trouble.LONG,
    "draft.too-many": Trouble.MANY,
}

Read = Callable[[bytes], Draft]


def read(content: bytes) -> Draft:
    """Return a draft, ready to be numbered; raises Unreadable, or what a library does."""
    found = reader_of(content)(content)
    try:
        return found._replace(paragraphs=drafts.tidy([clean(each) for each in found.paragraphs]))
    except Refusal as refusal:
        raise Unreadable(_TROUBLES[refusal.code]) from None


def reader_of(content: bytes) -> Read:
    """Choose by what the file holds, whatever it is called; raises Unreadable for no such kind.

    Libraries come only when needed.
    """
    if content.startswith(_ZIP):
        return _of_archive(content)
    if b"%PDF-" in content[:1024]:
        from bot.drafts import pdf

        return pdf.read
    if content.startswith(_OLE):
        raise Unreadable(Trouble.LOCKED if _LOCKED_IN_OLE in content else Trouble.OLD)
    if content.lstrip()[:16].lower().startswith(tuple(each.lower() for each in _NO_TEXT)):
        raise Unreadable(Trouble.UNKNOWN)
    from bot.drafts import plain

    return plain.read


def _of_archive(content: bytes) -> Read:
    parts = archive.parts_of(content)
    if "word/document.xml" in parts:
        from bot.drafts import docx

        return docx.read
    if "mimetype" in parts and archive.part(content, "mimetype").startswith(_ODT):
        if b"encryption-data" in archive.part(content, "META-INF/manifest.xml"):
            raise Unreadable(Trouble.LOCKED)
        if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
            raise Unreadable(Trouble.MACROS)
        from bot.drafts import odt

        return odt.read
    raise Unreadable(Trouble.UNKNOWN)
