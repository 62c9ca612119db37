"""What is said when a request is written down for somebody without a phone, and taken over."""

from __future__ import annotations

from datetime import date

from civic.behalf import Claim
from civic.need_events import Answer
from conversations import receipts
from conversations.wording import Code, Text, Words, _, lines

NOT_AGREED: Text = _("Nothing was written down, since they did not agree.")
NOT_FOR_OTHERS: Text = lines(
    _("This is not written down for somebody else, and nothing of it was kept."),
    _(
        "Whoever it concerns can ask for a trained person themselves, from any phone that they "
        "trust: /private"
    ),
)
OUTSIDE: Text = _("This place is no longer in your area, so nothing was written down.")
NO_SUCH_PAIR: Text = _(
    "We have no request that waits under these two numbers. Please check the digits on the paper. "
    "Each pair works once."
)
HOW_TO_CLAIM: Text = _(
    "If somebody wrote a request down for you, write here both numbers on the paper: the "
    "follow-up number and then the secret number."
)
NOT_BY_ITS_OFFICE: Text = _(
    "Your office wrote this request down. Its two numbers are for whoever it concerns, or a "
    "relative with a phone."
)
WAITS: Text = _("Written down for somebody without a phone, who has not taken it over yet.")
TAKEN_OVER: Text = _("Written down for somebody without a phone, who has it now.")
SAID_TO_BE_RIGHT: Text = _("Written down for somebody without a phone, who says that it is right.")
BEGIN_BUTTON: Text = _("Write one down for somebody")
RIGHT_BUTTON: Text = _("It is right so")
ANSWER_BUTTON: Text = _("Write their answer")
SAY_BUTTON: Text = _("Write what they say")
NOT_YOURS: Text = _(
    "You can answer for somebody only where your office wrote their request down, and only until "
    "they have taken it over."
)
PAPER_BUTTON: Text = _("Another paper")
PASSED_ON: Text = _("Noted as said by you for them. It is counted apart.")

SAID_FOR: dict[Answer, Words] = {
    Answer.YES: _("They say: solved"),
    Answer.PARTLY: _("They say: partly"),
    Answer.NO: _("They say: not solved"),
    Answer.UNKNOWN: _("They do not know"),
}


def stored(number: str, secret: str, office: str, until: date | None) -> Text:
    """Give what is to be handed over on paper; the message disappears soon."""
    return lines(
        _("The request is stored for them. Follow-up number: {number}.", number=Code(number)),
        receipts.who_has_it(office, until),
        paper(number, secret),
    )


def paper(number: str, secret: str) -> Text:
    """Give the two numbers for the paper, and say what they are for."""
    return lines(
        _("Write these two numbers on paper for them; nobody else should keep them:"),
        _(
            "Follow-up number {number}, secret number {secret}",
            number=Code(number),
            secret=Code(receipts.grouped(secret)),
        ),
        _(
            "Whoever writes both numbers here, or on the page of this service, can read the "
            "request, add to it, take it back or delete it. Until then we tell you the news for "
            "them."
        ),
        _("This message disappears after ten minutes."),
    )


def pass_on(number: str) -> Text:
    """Head a notice that is meant for somebody without a phone."""
    return _(
        "Please pass this on to whoever you wrote request {number} down for:", number=Code(number)
    )


def taken_over(number: str, office: str) -> Text:
    """Say to whoever takes a request over what it is, and what they agreed to then."""
    return lines(
        _(
            "{office} wrote request {number} down for you. It is yours now, and the news come to "
            "you from here on.",
            office=office,
            number=Code(number),
        ),
        _("Is it right so? You can also add to it, take it back, or delete everything: /forget"),
    )


def written_by(office: str) -> Text:
    """Say on somebody's own request that an office wrote it down for them."""
    return _("{office} wrote it down for you.", office=office)


def state(claim: Claim) -> Text:
    """Say on an office's card how far a request has come into its owner's hands."""
    return {
        Claim.WAITING: WAITS,
        Claim.CLAIMED: TAKEN_OVER,
        Claim.CONFIRMED: SAID_TO_BE_RIGHT,
    }[claim]
