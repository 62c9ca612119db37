"""The fonts of a PDF: which letters a piece of drawn text stands for, and how wide it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.generic._font import Font

__all__ = ["Font", "decoded", "fonts_of", "width"]


def decoded(font: Font, piece: Any) -> Iterator[tuple[str, str]]:
    """Return code and text of each glyph."""
    raw = piece.original_bytes if isinstance(piece, str) else bytes(piece)  # type: ignore[attr-defined]
    if isinstance(font.encoding, str):
        codes = raw.decode(font.encoding, "replace")
        pairs = [(code, code) for code in codes]
    else:
        pairs = [(chr(byte), font.encoding.get(byte, chr(byte))) for byte in raw]
    for code, text in pairs:
        yield code, str(font.character_map.get(text, text))


def width(font: Font, code: str) -> float:
    """Return how wide a glyph is, in thousandths of the font's size."""
    widths = font.character_widths
    return float(widths.get(code, widths.get("default", 500)))


def fonts_of(resources: Any) -> dict[str, Font | None]:
    """Return the fonts of a page by the names that it gives them; none for one that is broken."""
    found = resources.get("/Font") if resources else None
    if found is None:
        return {}
    return {str(name): _font(font.get_object()) for name, font in found.get_object().items()}


def _font(resource: Any) -> Font | None:
    try:
        return Font.from_font_resource(resource)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None  # what it draws cannot be read
