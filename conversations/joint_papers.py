"""The joint paper in words: both opinions, the summary, and what members are asked about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from civic.joint_papers import MOST_WORDS, Opinion, OpinionState
from conversations.group_votes import heading, moment, numbered
from conversations.wording import Text, _, lines

LOOK_BUTTON: Text = _("The joint paper")
CONFIRM_BUTTON: Text = _("Yes, this is what I meant")
CHANGE_BUTTON: Text = _("Change the words")
SUMMARY_BUTTON: Text = _("Write the summary")
APPROVE_BUTTON: Text = _("Approve, without my name")
APPROVE_NAMED_BUTTON: Text = _("Approve, with my name")
REFUSE_BUTTON: Text = _("Do not approve")
SEND_BUTTON: Text = _("Send it for review")

NO_PAPER: Text = _("There is no joint paper yet. It is composed when the vote closes.")
ONLY_MEMBERS: Text = _("Only members of the group see the paper before it is published.")
CONFIRMED: Text = _("Thank you. Your opinion stands in the paper in these words.")
TIME_OVER: Text = _(
    "The time of those who disagreed is over. What was not confirmed says so in the paper."
)
NO_OPINION: Text = _("You voted in favour, so no opposing opinion of yours is in the paper.")
NO_SUMMARY: Text = _("There is no summary yet.")
CHANGED_SUMMARY: Text = _("The summary has changed since. This is the summary now:")
HEARD: Text = _("What you said to the summary is recorded.")
NO_OPPOSING: Text = _("Nobody disagreed or had a reservation.")
NO_OFFICE: Text = _("Nobody sits in an office that could review the paper. Please try again later.")

APPROVALS: Final[Mapping[str, Text]] = MappingProxyType(
    {"named": APPROVE_NAMED_BUTTON, "approve": APPROVE_BUTTON, "refuse": REFUSE_BUTTON}
)
"""What a member can say to a summary, by the word in the command."""

_STATES: Final[Mapping[OpinionState, Text]] = MappingProxyType(
    {
        OpinionState.ASKED: _("not confirmed yet"),
        OpinionState.CONFIRMED: _("confirmed"),
        OpinionState.UNCONFIRMED: _("not confirmed in the time given"),
    }
)


def member(number: int) -> Text:
    """Name a member by the number of the seat."""
    return _("Member {number}", number=number)


def ask(number: int, title: str, opinion: Opinion) -> Text:
    """Ask somebody who disagreed whether the text says what they meant."""
    return lines(
        heading(number, title),
        _("This is the text of your opposing opinion in the joint paper:"),
        opinion.text,
        _("Does it say what you meant?"),
        _(
            "You can change it until {moment}. After that it is published, and the paper says that "
            "it was not confirmed.",
            moment=moment(opinion.due),
        ),
    )


def asked_again(opinion: Opinion) -> Text:
    """Ask about other words."""
    return lines(_("This is the text now:"), opinion.text, _("Does it say what you meant?"))


def majority(paragraphs: Mapping[int, str]) -> Text:
    """Show the majority's text."""
    return lines(_("The opinion of the majority:"), numbered(paragraphs))


def left_out(paragraphs: Mapping[int, str]) -> Text | None:
    """Show what found no majority."""
    if not paragraphs:
        return None
    return lines(_("These paragraphs found no majority:"), numbered(paragraphs))


def opposing(opinions: Sequence[tuple[Text, Opinion]]) -> Text:
    """Show the opposing opinions, each with whose it is and whether it is confirmed."""
    if not opinions:
        return NO_OPPOSING
    return lines(
        _("The opposing opinion:"),
        *(
            lines(
                _("{name} ({state}):", name=name, state=_STATES[opinion.state]),
                opinion.text,
            )
            for name, opinion in opinions
        ),
    )


def summary(text: str, approving: int, seats: int) -> Text:
    """Show the summary and how many approve of it."""
    if not text:
        return NO_SUMMARY
    return lines(
        _("The summary:"),
        text,
        _("{approving} of {seats} members approve of it.", approving=approving, seats=seats),
    )


def summary_proposed(number: int, title: str, text: str) -> Text:
    """Ask members what they say to a summary."""
    return lines(
        heading(number, title),
        _("A summary of the paper is proposed:"),
        text,
        _("Do you approve of it? With your name or without is how the public page shows you."),
    )


def summary_how() -> Text:
    """Ask for the summary."""
    return _(
        "What is the paper about and what does it say? At most {words} words.", words=MOST_WORDS
    )


def sent(office: str, due: int) -> Text:
    """Say that the paper is with the reviewing office."""
    return _(
        "The paper is with {office} now, which has time until {moment}.",
        office=office,
        moment=moment(due),
    )


def answer_button(number: int) -> Text:
    """Offer to answer a note."""
    return _("Answer note {number}", number=number)
