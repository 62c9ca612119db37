"""What is said of a draft that was sent as a file: why it cannot be read, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from civic.draft_files import LARGEST, Doubt, Trouble
from civic.drafts import LONGEST, MOST_PARAGRAPHS, Difference, Kind
from civic.refusals import Refusal
from conversations.wording import Code, Text, _, counted, lines

MEGABYTE: Final = 1024 * 1024

ARRIVED: Final[Text] = _(
    "The file arrived and is being read. What is in it comes here in a moment; you can go on with "
    "anything else meanwhile."
)
READING: Final[Text] = _("The file is still being read. What is in it comes here in a moment.")
NO_FILE: Final[Text] = _("No file of yours waits here. A draft can be sent: text or file.")
DROPPED: Final[Text] = _("The file was not kept as a version, and nothing of it is left here.")
NOT_YET: Final[Text] = _("It is no version yet. Is the text read correctly?")
FILE_BUTTON: Final[Text] = _("The draft from the file")
READ_BUTTON: Final[Text] = _("Read all of it")
KEEP_BUTTON: Final[Text] = _("Keep as a version")
DROP_BUTTON: Final[Text] = _("Do not keep")
AGAIN_BUTTON: Final[Text] = _("Send it differently")
DIFFERENCE_BUTTON: Final[Text] = _("What would change")

_DOUBTS: Final[Mapping[Doubt, Text]] = MappingProxyType(
    {
        Doubt.CHANGES: _("Changes that the file marks were read as if all were accepted."),
        Doubt.NOTES: _("Footnotes and remarks at the edge were left out."),
        Doubt.PICTURES: _("Some pages are pictures only; what they say was left out."),
        Doubt.LETTERS: _("Some letters could not be read."),
        Doubt.TABLES: _("Each cell of a table, or column, became a paragraph. Check their order."),
        Doubt.PDF: _(
            "A PDF keeps no paragraphs: they were joined from lines. Check where each ends."
        ),
    }
)

_TROUBLES: Final[Mapping[Trouble, Text]] = MappingProxyType(
    {
        Trouble.UNKNOWN: _(
            "This kind of file is not read here. Please save it as docx, odt, PDF or plain text, "
            "or send the text itself as a message."
        ),
        Trouble.OLD: _(
            "This is the old Word format. Please save it as docx, or send the text itself as a "
            "message."
        ),
        Trouble.LARGE: _(
            "The file is too large: {most} MB at most. Please take the pictures out, or send the "
            "text itself in messages.",
            most=LARGEST // MEGABYTE,
        ),
        Trouble.LOCKED: _(
            "The file is locked with a password. Please save it without one, or send the text "
            "itself. Do not send the password."
        ),
        Trouble.MACROS: _(
            "The file holds programs (macros), so it is not opened. Please save it as docx or odt "
            "without them, or send the text itself."
        ),
        Trouble.SCANNED: _(
            "The file holds pictures of text only, which cannot be read. Please send the file from "
            "which it was printed, or the text itself in messages."
        ),
        Trouble.GARBLED: _(
            "The letters of this PDF cannot be read out. Please send the docx or odt from which it "
            "was made, or the text itself."
        ),
        Trouble.HEAVY: _(
            "The file holds far more than a draft, so reading it was stopped. Please save only the "
            "text as a new docx or odt, or send it in messages."
        ),
        Trouble.DAMAGED: _(
            "The file is damaged or did not arrive whole. Please save it anew and send it again, "
            "or send the text itself."
        ),
        Trouble.EMPTY: _("There is no text in the file. Please check it, or send the text itself."),
        Trouble.LONG: _(
            "The draft in the file is too long: {most} characters at most, some twenty pages. "
            "Please shorten it.",
            most=LONGEST,
        ),
        Trouble.MANY: _(
            "The file holds too many paragraphs: {most} at most. Please join some of them.",
            most=MOST_PARAGRAPHS,
        ),
        Trouble.AWAY: _("The file could not be fetched. Please send it again."),
    }
)


def why_not(refusal: Refusal) -> Text:
    """Return why a file is refused before it is fetched."""
    return trouble(Trouble(refusal.code.removeprefix("file.")))


def trouble(found: Trouble) -> Text:
    """Return why a file could not be read, and what to do instead."""
    return _TROUBLES[found]


def unread(number: int, found: Trouble) -> Text:
    """Say of which group's draft a file could not be read, and why."""
    return lines(
        _("The file with the draft for group {number} was not read.", number=number), trouble(found)
    )


def was_read(
    number: int,
    paragraphs: Sequence[str],
    first: Sequence[Text],
    doubts: Sequence[Doubt],
    found: Sequence[Difference] | None,
) -> Text:
    """Say what was read of a file: how much, how it begins, and what to look at twice.

    `found` is how it differs from the version before, if there is one.
    """
    rest = len(paragraphs) - len(first)
    return lines(
        counted(
            "The file with the draft for group {number} was read: {count} paragraph.",
            "The file with the draft for group {number} was read: {count} paragraphs.",
            len(paragraphs),
            number=number,
        ),
        *first,
        counted("… and {count} paragraph more.", "… and {count} paragraphs more.", rest)
        if rest
        else None,
        *(_DOUBTS[doubt] for doubt in Doubt if doubt in doubts),
        None if found is None else _differs(found),
        NOT_YET,
    )


def _differs(found: Sequence[Difference]) -> Text:
    if not found:
        return _("It is the same as the version before.")
    counts = {kind: sum(each.kind is kind for each in found) for kind in Kind}
    return _(
        "Against the version before: {changed} changed, {added} new, {dropped} gone.",
        changed=Code(str(counts[Kind.CHANGED])),
        added=Code(str(counts[Kind.ADDED])),
        dropped=Code(str(counts[Kind.DROPPED])),
    )
