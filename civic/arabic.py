"""The code points of Arabic writing that are deleted or folded when texts are compared."""

import unicodedata
from typing import Final


def _every(first: int, last: int) -> range:
    return range(first, last + 1)


INVISIBLE: Final = frozenset(
    (
        0x00AD,
        0x034F,
        0x061C,
        0x0640,  # tatweel: drawn, but no letter
        0x180E,
        0xFEFF,
        *_every(0x200C, 0x200F),
        *_every(0x202A, 0x202E),
        *_every(0x2060, 0x2064),
        *_every(0x2066, 0x206F),
        *_every(0xFE00, 0xFE0F),
    )
)
"""Code points that nobody sees: they are deleted from keys."""

LETTERS: Final = {
    "ا": "آأإٱٲٳٵݴࡰࡱ",
    "و": "ؤۄۅۆۇۈۉۋۏ",
    "ي": "ئىیۍێېۑےۓ",
    "ه": "ةھۀہۂۃە",
    "ك": "ػکڪگ",
    "ب": "پ",
    "ج": "چ",
    "ر": "ڕ",
    "ز": "ژ",
    "ف": "ڤ",
    "ل": "ڵ",
}
"""For each letter those read as it. Hamza alone stays: ماء (water) is not ما (not)."""

DIGITS: Final = {first + value: str(value) for first in (0x0660, 0x06F0) for value in range(10)}
"""Arabic-Indic and Persian digits as ASCII."""

PUNCTUATION: Final = {
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "٪": "%",
    "٫": ".",
    "٬": "",  # groups thousands: ١٬٥٠٠ is one number
    "٭": "*",
}

# Marks live in the first two planes and among the variation selectors at U+E0100.
MARKS: Final = frozenset(
    point
    for points in (_every(0x0300, 0x1FFFF), _every(0xE0100, 0xE01EF))
    for point in points
    if unicodedata.category(chr(point)) in ("Mn", "Me")
)
"""Every combining mark (Unicode categories Mn and Me)."""

FOLDING: Final[dict[int, str | None]] = {
    **dict.fromkeys(MARKS | INVISIBLE),
    **{ord(other): letter for letter, others in LETTERS.items() for other in others},
    **DIGITS,
    **{ord(mark): plain for mark, plain in PUNCTUATION.items()},
}
"""One table for `str.translate`: what each code point becomes in a key (None: deleted)."""
