"""What is held of somebody who sits in an office, was proposed for one, or spoke to a proposal."""

from __future__ import annotations

from datetime import date

from conversations.wording import Text, _, counted, lines

PIN: Text = _("A secret number for your offices, so kept that nobody can read it.")
OPEN: Text = _("An office is open in this chat now.")


def seat(office: str, since: date, until: date | None) -> Text:
    """Name a mandate."""
    if until is None:
        return _("Your seat: {office}, since {since}", office=office, since=since)
    return _(
        "Your seat: {office}, from {since} to {until}", office=office, since=since, until=until
    )


def lists(count: int) -> Text:
    """Say how many lists the person ordered of which something is left."""
    return counted("List that you ordered: {count}", "Lists that you ordered: {count}", count)


def proposal(place: Text, statement: str, competence: str) -> Text:
    """Show one's own proposal in full."""
    return lines(
        _("Your proposal for {place}:", place=place),
        statement,
        _("What speaks for it: {competence}", competence=competence),
    )


def voice(place: Text, reason: str) -> Text:
    """Show what somebody said to a proposal."""
    said = _("Your view on the proposal for {place}.", place=place)
    return lines(said, reason) if reason else said
