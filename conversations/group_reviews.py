"""The review of a joint paper in words: for the office that reviews it, and for the group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from civic.group_reviews import ReviewState
from conversations.group_votes import heading, moment
from conversations.wording import Text, Words, _, lines

LOOK_BUTTON: Text = _("Look at the paper")
NOTE_BUTTON: Text = _("Add a note")
NONE_BUTTON: Text = _("No reservation")
DONE_BUTTON: Text = _("Send the notes")
PUBLISH_BUTTON: Text = _("Publish the paper")

NOTHING_WAITS: Text = _("No paper waits for your office's review.")
NOTE_ADDED: Text = _("The note is added. You can add another, or send the notes.")
ANSWERED: Text = _("The answer is recorded.")
NO_SUCH_NOTE: Text = _("There is no such note.")

_SAID: Final[Mapping[ReviewState, Words]] = MappingProxyType(
    {
        ReviewState.OPEN: _("{office} is reviewing the paper."),
        ReviewState.NO_RESERVATION: _("{office} has no reservation."),
        ReviewState.NOTES: _("{office} sent notes. The group answers each, then it is published."),
        ReviewState.ANSWERED: _("{office} sent notes, and the group answered each."),
        ReviewState.SILENT: _("{office} said nothing in the time it had. This is recorded."),
    }
)


def said(state: ReviewState, office: str) -> Text:
    """Say what the office said, or that it said nothing."""
    return Words(_SAID[state].text, {"office": office})


def arrived(number: int, title: str, due: int) -> Text:
    """Tell an office that a paper waits for it."""
    return lines(
        heading(number, title),
        _("A joint paper waits for your office's review until {moment}.", moment=moment(due)),
    )


def waiting(count: int) -> Text:
    """Say how many papers wait for an office."""
    return _("Papers that wait for your office's review: {count}", count=count)


def settled(number: int, title: str, state: ReviewState, office: str) -> Text:
    """Tell the group what the office said."""
    return lines(heading(number, title), said(state, office))


def notes(found: Sequence[tuple[int, str, str | None]]) -> Text | None:
    """Show the notes with their answers."""
    if not found:
        return None
    return lines(_("Notes of the office:"), *(_note(*each) for each in found))


def _note(number: int, text: str, answer: str | None) -> Text:
    if answer is None:
        return lines(_("Note {number}: {words}", number=number, words=text), _("Not answered yet."))
    return lines(
        _("Note {number}: {words}", number=number, words=text),
        _("The group's answer: {words}", words=answer),
    )
