"""What a household is told of its return intention: the answer itself, questions about it, news."""

from __future__ import annotations

from collections.abc import Iterable

from civic.needs import OTHER, group_of
from civic.returns import Horizon, Intention
from conversations import return_labels as words
from conversations.need_news import DELICATE
from conversations.receipts import what
from conversations.wording import Month, PlaceName, Text, Words, _, lines, together

SAME: Text = _("No change")
CHANGED: Text = _("It has changed")
NO_MORE_QUESTIONS: Text = _("Stop asking")
SHOW: Text = _("Show my answer")
CHANGE: Text = _("Change the answer")
WITHDRAW: Text = _("Withdraw the answer")
QUIET: Text = _("No more such messages")
READ: Text = _("Read it")

NONE_YET: Text = _("You have no such answer here. To begin, write: /return")
HORIZON_WITHOUT_RETURN: Text = _(
    "A time belongs to a return only. Please choose one of these: to stay, or when you mean to "
    "return."
)
WHEN_THEN: Text = _("And by when? Please choose one of these.")

NEUTRAL: Text = _("You have a message.")
NO_NEWS: Text = _("There is no news for you just now.")

STILL_SO: Text = _("Some time ago you answered a question here. Is the answer still the same?")
CONFIRMED: Text = _("Thank you. The answer stands, and we ask again in three months.")
ASKS_NO_MORE: Text = _(
    "We ask about it no more. An answer that is not confirmed is counted apart for a year, then no "
    "longer. You can change or withdraw it at any time: /my"
)
IS_QUIET: Text = _("We write to you about this no more. Your answer stays as it is.")
SURE: Text = _("Withdraw the answer? It is deleted here and counts nowhere any more.")
WITHDRAWN: Text = _("The answer is deleted. Figures that were told already stay as they are.")
YES_WITHDRAW: Text = _("Yes, withdraw it")
NO_KEEP: Text = _("No, keep it")


def stored(*, news: bool) -> Text:
    """Say that an answer is kept, and what comes next."""
    return lines(
        _("Thank you, your answer is kept. It counts with those of others, without your name."),
        _("We write to you here when something that you named changes, at most once a week.")
        if news
        else None,
        _("After 90 days we ask whether it still holds. To change or withdraw it, write: /my"),
    )


def short(intention: Intention, horizon: Horizon | None) -> Words:
    """Return the intention with its time."""
    return words.HORIZON[horizon] if horizon else words.INTENTION[intention]


def answer(origin: str, intention: Intention, horizon: Horizon | None, month: str) -> Text:
    """Return a record as its household sees it in one line."""
    return _(
        "Your answer about going back to {place}: {said} ({month}).",
        place=PlaceName(origin),
        said=short(intention, horizon),
        month=Month(month),
    )


def stale() -> Text:
    """Say that an answer was not confirmed when asked."""
    return _("It was not confirmed when we asked, so it is counted apart. Is it still the same?")


Needs = Iterable[tuple[str, str]]
"""Needs by sector and problem."""


def digest(origin: str, solved: Needs, reported: Needs) -> Text:
    """Tell what changed at a place, of what somebody named; needs by sector and problem."""
    well, new = _listed(solved), _listed(reported)
    return lines(
        _("News from {place}, of the things that you named:", place=PlaceName(origin)),
        _("Solved, as people there say: {what}", what=well) if well else None,
        _("Newly reported there: {what}", what=new) if new else None,
        _("This is what people told us; we promise nothing and cannot judge whether it is safe."),
    )


def _listed(needs: Needs) -> Text | None:
    """Name needs, each kind once; of what is delicate only the sector."""
    kinds = dict.fromkeys(
        (sector, OTHER if _is_delicate(sector) else problem) for sector, problem in needs
    )
    return together(*(what(sector, problem) for sector, problem in kinds)) if kinds else None


def _is_delicate(sector: str) -> bool:
    """Tell whether the problem is better not named to whoever searches a phone."""
    return group_of(sector) in DELICATE
