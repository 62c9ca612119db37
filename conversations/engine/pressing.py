"""What can be pressed under a question, and the short codes that the buttons carry.

A button's data is a token of 22 characters (who, where, which question) and one of these
codes: the option's number from 0, `3+` and `3-` to tick and untick, `3=2` to count, or a letter.
"""

from __future__ import annotations

from typing import Any

import msgspec

from conversations.engine.journal import Journal, Unanswered
from conversations.engine.questions import Question, Review, Several, Tally
from conversations.messages import Role
from conversations.wording import Text, _

BACK, CANCEL, DONE, YES, NO = "b", "x", "k", "y", "n"
ADD, CHANGE = "a", "c"  # followed by the number of the offer or the row
MORE = "m"
ANEW = "z"
WAYS_OUT = {
    Unanswered.UNCHANGED: "u",
    Unanswered.UNKNOWN: "d",
    Unanswered.WITHHELD: "w",
    Unanswered.SKIPPED: "s",
}
WAY_OUT_LABELS: dict[Unanswered, Text] = {
    Unanswered.UNCHANGED: _("As it was"),
    Unanswered.UNKNOWN: _("I do not know"),
    Unanswered.WITHHELD: _("Prefer not to say"),
    Unanswered.SKIPPED: _("Skip"),
}
PREVIOUS: Text = _("Previous question")
TO_REVIEW: Text = _("Back to the review")
STOP: Text = _("Stop for now")


class Pressable(msgspec.Struct, frozen=True):
    """One button before it has a token: its code, label and role."""

    code: str
    label: Text
    role: Role = Role.OPTION


def pressables(question: Question[Any], journal: Journal) -> list[Pressable]:
    """Return the options in the order in which they are numbered for those who type."""
    if journal.guess is not None:
        return [Pressable(YES, _("Yes"), Role.MAIN), Pressable(NO, _("No"))]
    match question:
        case Several():
            return _tickable(question, journal)
        case Tally():
            return _countable(question, journal)
        case Review():
            if journal.wanted == question.name:
                return changeable(question)
            return [*_sendable(question), Pressable(MORE, _("Add or change"))]
    return [
        Pressable(str(number), option.label, Role.MAIN if option.main else Role.OPTION)
        for number, option in enumerate(question.options)
    ]


def controls(question: Question[Any], journal: Journal, trail: list[str]) -> list[Pressable]:
    """Return what stands below the options: ways out, the previous question, stopping."""
    if journal.guess is not None:
        return []
    found = [
        Pressable(code, WAY_OUT_LABELS[how], Role.CONTROL)
        for how, code in WAYS_OUT.items()
        if how in question.ways_out
    ]
    if journal.wanted:
        found.append(Pressable(BACK, TO_REVIEW, Role.CONTROL))
    elif trail:
        found.append(Pressable(BACK, PREVIOUS, Role.CONTROL))
    found.append(Pressable(CANCEL, STOP, Role.CONTROL))
    return found


def _tickable(question: Several, journal: Journal) -> list[Pressable]:
    found = []
    for number, option in enumerate(question.choices):
        on = option.value in journal.ticked
        role = Role.CHOSEN if on else Role.OPTION
        found.append(Pressable(f"{number}{'-' if on else '+'}", option.label, role))
    return [*found, Pressable(DONE, _("Done"), Role.MAIN)]


def _countable(question: Tally, journal: Journal) -> list[Pressable]:
    """Return a button for each thing, which carries the count that it leads to."""
    counts = counted_so_far(journal.ticked)
    found = []
    for number, option in enumerate(question.cells):
        count = counts.get(option.value, 0)
        label = _("{subject}: {said}", subject=option.label, said=count) if count else option.label
        role = Role.CHOSEN if count else Role.OPTION
        found.append(Pressable(f"{number}={count + 1}", label, role))
    again = [Pressable(ANEW, _("Count anew"))] if counts else []
    return [*found, *again, Pressable(DONE, _("Done"), Role.MAIN)]


def counted_so_far(ticked: tuple[str, ...]) -> dict[str, int]:
    """Return what is counted so far in an open tally, of which the journal keeps "code=3"."""
    parts = (each.rpartition("=") for each in ticked)
    return {code: int(count) for code, _, count in parts}


def counting(ticked: tuple[str, ...], code: str, count: int) -> tuple[str, ...]:
    """Return the same with another count of one thing; with no code nothing is counted yet."""
    if not code:
        return ()
    return tuple(f"{each}={many}" for each, many in {**counted_so_far(ticked), code: count}.items())


def _sendable(review: Review) -> list[Pressable]:
    return [
        Pressable(str(number), option.label, Role.MAIN if option.main else Role.OPTION)
        for number, option in enumerate(review.sends)
    ]


def changeable(review: Review) -> list[Pressable]:
    """Return what can be added and changed; the review shows it on wish, to keep short."""
    offers = [
        Pressable(f"{ADD}{number}", _("Add: {subject}", subject=offer.subject))
        for number, offer in enumerate(review.offers)
    ]
    changes = [
        Pressable(f"{CHANGE}{number}", _("Change: {subject}", subject=row.subject))
        for number, row in enumerate(review.rows)
        if row.name
    ]
    return [*offers, *changes]
