"""A document that is an archive, opened within bounds: what unpacks to too much is left shut."""

from __future__ import annotations

import io
import re
from typing import Final
from zipfile import BadZipFile, ZipFile

from civic.draft_files import Trouble, Unreadable

MOST_PARTS: Final = 2_000
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of all parts together, unpacked; an archive never gives more than its list says."""
MOST_OF_XML: Final = 24 * 1024 * 1024

_ENCRYPTED: Final = 1
_ENTITIES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parts_of(content: bytes) -> dict[str, int]:
    """Return the names of an archive's parts with their sizes.

    Raises Unreadable where it is damaged, locked or unpacks to too much.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            parts = {each.filename: each.file_size for each in listed}
            if len(listed) > MOST_PARTS or sum(each.file_size for each in listed) > MOST_BYTES:
                raise Unreadable(Trouble.HEAVY)
            if any(each.flag_bits & _ENCRYPTED for each in listed):
                raise Unreadable(Trouble.LOCKED)
            if any(name.endswith("vbaProject.bin") for name in parts):
                raise Unreadable(Trouble.MACROS)
            for name in parts:
                if name.endswith((".xml", ".rels")):
                    _check_xml(archive, name)
    except (BadZipFile, OSError, EOFError, NotImplementedError, UnicodeDecodeError):
        raise Unreadable(Trouble.DAMAGED) from None
    return parts


def part(content: bytes, name: str) -> bytes:
    """Return one part of an archive that was looked through."""
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def _check_xml(archive: ZipFile, name: str) -> None:
    """Refuse what no writer of documents makes: entities, which unpack to anything."""
    if archive.getinfo(name).file_size > MOST_OF_XML:
        raise Unreadable(Trouble.HEAVY)
    if _ENTITIES.search(archive.read(name).replace(b"\0", b"")):
        raise Unreadable(Trouble.HEAVY)
