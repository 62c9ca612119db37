"""Which columns a list of needs has, with their heads."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.sheets.rows import Column, Shape, Sheet
from conversations.wording import Wording, Words, _

TITLE: Final = _("List of needs")

_WORDS: Final = "words"

_COLUMNS: Final[tuple[tuple[str, Words, Shape, int], ...]] = (
    ("number", _("Follow-up number"), Shape.CODE, 13),
    ("code", _("Code of the place"), Shape.CODE, 12),
    ("place", _("Place"), Shape.NAME, 20),
    ("subdistrict", _("Sub-district"), Shape.NAME, 16),
    ("district", _("District"), Shape.NAME, 16),
    ("sector", _("Subject"), Shape.NAME, 22),
    ("problem", _("Problem"), Shape.NAME, 26),
    ("severity", _("How much it harms"), Shape.NAME, 22),
    ("since", _("Since when"), Shape.NAME, 20),
    ("people", _("People affected, as reported"), Shape.PEOPLE, 12),
    ("status", _("Where it stands"), Shape.NAME, 24),
    ("office", _("With which office"), Shape.NAME, 26),
    ("month", _("Month of the request"), Shape.MONTH, 16),
    ("supporters", _("Others with the same problem"), Shape.PEOPLE, 12),
    ("age", _("Age in days"), Shape.NUMBER, 10),
    ("due", _("To be seen by"), Shape.DAY, 18),
    (_WORDS, _("In the person's own words"), Shape.WORDS, 60),
)


def needs_sheet(wording: Wording, kind: str, language: str, made: date, *, words: bool) -> Sheet:
    """Return the sheet of a list of needs, in a language, with or without people's words."""
    return Sheet(
        kind=kind,
        title=wording.label(TITLE, language),
        language=language,
        made=made,
        columns=tuple(
            Column(field, wording.label(head, language), shape, width)
            for field, head, shape, width in _COLUMNS
            if words or field != _WORDS
        ),
    )
