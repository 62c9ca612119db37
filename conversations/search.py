"""What is said about a search: what was looked for, how far that went, what to do next."""

from __future__ import annotations

from typing import Final

from conversations.wording import Text, _

LONGEST: Final = 200
HOW: Text = _("What should be looked for? For example: /search pump")
AGAIN: Text = _("Search again")
NOTHING: Text = _("Nothing was found for this. Please try fewer or shorter words.")
STILL_READING: Text = _(
    "What people wrote in your area is still being read. Please try again in a few seconds."
)
PARTLY_READ: Text = _("A part of your area is still being read. Soon there may be more.")
TOO_MUCH: Text = _("Your area holds too much to be searched as a whole. Please add a place.")
OLD: Text = _("These pages are too old. Please search again: /search")


def looked_for(words: str) -> Text:
    """Say what the words were, as far as a line goes."""
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return _("Searched for: {words}", words=shown)


def nearest(count: int) -> Text:
    """Say that more was found than can be looked through."""
    return _(
        "More was found. These are the {count} nearest; more words make it fewer.",
        count=str(count),
    )
