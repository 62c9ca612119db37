"""What is said around the accounts of areas: what would go in, that one was sent, that one came."""

from __future__ import annotations

from civic.periods import Every
from conversations import situation_words as words
from conversations.wording import Code, PlaceName, Text, _, lines

BEGIN: Text = _("Begin")
ALL_AS_IT_WAS: Text = _("Everything is as it was")
SOMETHING_CHANGED: Text = _("Something has changed")
SHOW_ALL: Text = _("Accounts of areas")
SHOW_ONE: Text = _("Show it")
STATE: Text = _("State of the area")
PAPER: Text = _("As a paper (PDF)")
EVERY: dict[Every, Text] = {
    Every.WEEK: _("Every week instead"),
    Every.MONTH: _("Every month instead"),
}
"""The button that changes how often an office gives account."""

NONE_YET: Text = _("No office of your area has sent an account yet.")
UNKNOWN: Text = _("There is no account with this number in your area.")
NEWEST: Text = _("Accounts of your area, the newest first:")
REPLACED: Text = _("A newer account of the same time has replaced this one.")
BEING_MADE: Text = _("The paper is being made and follows in a moment.")
ASKED: Text = _(
    "Asked are: people and movement, water, power, bread, fuel, health, schools, housing, work, "
    "safety, assistance, priorities, decisions. Everything can be skipped."
)
COUNTED: Text = _("Counted by the program:")


def heading(place: str, period: str) -> Text:
    """Say of which place and period the next account is."""
    return _(
        "State of the area {place}, {period}.",
        place=PlaceName(place, within=True),
        period=words.period(period),
    )


def last(period: str | None, *, same: bool) -> Text:
    """Say when the last account was of; `same` when the next one would correct it."""
    if period is None:
        return _("No account was sent before.")
    if same:
        return _("One of this time was sent already. A new one replaces it; the old one is kept.")
    return _("The last one was of {period}.", period=words.period(period))


def goes_to(office: str) -> Text:
    """Say who will read it; nobody but the office itself when there is none above."""
    if not office:
        return _("No office above yours is filled now: it stays with you.")
    return _("It goes to: {office}", office=office)


def sent(number: str, office: str, revision: int) -> Text:
    """Say that an account is stored, and to whom it went."""
    return lines(
        _("Stored. Number of the account: {number}.", number=Code(number)),
        goes_to(office),
        _("It replaces the one before.") if revision > 1 else None,
    )


def arrived(office: str) -> Text:
    """Tell the office above that there is an account, and nothing of what it says."""
    return _("{office} has sent an account of its area.", office=office)


def due(place: str, period: str) -> Text:
    """Remind an office that a period is over."""
    return _(
        "The time has come for the state of the area {place}, {period}. It takes a few minutes.",
        place=PlaceName(place),
        period=words.period(period),
    )


def row(place: str, period: str) -> Text:
    """Return one line of a list, or the label of its button."""
    return _("{place}, {period}", place=PlaceName(place), period=words.period(period))


def paper_caption(place: str, period: str) -> Text:
    """Return what stands under the paper."""
    return _(
        "State of the area {place}, {period}.", place=PlaceName(place), period=words.period(period)
    )
