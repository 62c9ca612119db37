"""The keypad for a secret number: what it says, its keys, and never a digit that was entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from civic.mandates import Body
from civic.pins import DIGITS
from conversations.messages import Button, Expecting, Message, Role
from conversations.wording import Bare, Text, Wording, _, counted, lines

BACKWARDS = "⌫"
_ENTERED, _OPEN = "●", "○"

STOP: Text = _("Stop")
CHOOSE: Text = lines(
    _("Choose a secret number of six digits, with these keys. It opens your office in this chat."),
    _("Please no date and no row such as 123456, and tell it to nobody, not to us either."),
)
AGAIN: Text = _("The same number once more:")
TWO_MINUTES: Text = _("The keys work for two minutes.")

WEAK: Text = _(
    "This number is easy to guess: a date, a row or a repetition. Please choose another one."
)
DIFFERENT: Text = _("The two numbers were not the same. Please begin again.")
SIX_DIGITS: Text = _("The number has six digits. What you wrote was not kept.")
NOT_KEPT: Text = _("What you wrote was not kept. The office opens this way:")
WRONG: Text = _("The number does not fit. Please try once more.")
OVER: Text = _("These keys are no longer good.")
OVER_FOR_LINK: Text = _("These keys are no longer good. Please open your link once more.")
CHANGED: Text = _("The new secret number is kept. It holds from now on, in this chat.")
STOPPED: Text = _("We stopped here. Nothing was changed.")
LOCKED: Text = _("The office is locked.")
UNLOCK_FIRST: Text = _("Your office is locked. It opens for ten minutes with your secret number.")
ANOTHER_OFFICE: Text = _(
    "This belongs to another of your offices. Please open that one first: it locks this one."
)
NOT_OPEN: Text = _("No office is open here.")
WHICH: Text = _("Which of your offices shall be opened?")
UNLOCK_BUTTON: Text = _("Open the office")
GONE: Text = _("This office is no longer yours.")

LOCK_BUTTON: Text = _("Lock it")

IN_AN_OFFICE: Mapping[Body, tuple[tuple[Text, str], ...]] = MappingProxyType(
    {
        Body.REPRESENTATIVE: (
            (_("Requests of my area"), "/needs"),
            (_("What is overdue"), "/overdue"),
            (_("My area"), "/area"),
            (_("State of the area"), "/report"),
            (LOCK_BUTTON, "/lock"),
        ),
        Body.ADMINISTRATION: (
            (_("Offices"), "/office"),
            (_("Appoint somebody"), "/appoint"),
            (_("End a mandate"), "/revoke"),
            (_("Proposals"), "/nominations"),
            (_("What was done"), "/audit"),
            (LOCK_BUTTON, "/lock"),
        ),
    }
)
"""What is offered when an office has just been opened."""


def enter(office: str) -> Text:
    """Ask for the number that opens an office."""
    return _("The secret number for {office}:", office=office)


def opened(office: str) -> Text:
    """Say that an office is open."""
    return lines(
        _("{office}: open in this chat for ten minutes.", office=office),
        _("To lock it before that, write: lock"),
    )


def blocked(minutes: int) -> Text:
    """Say how long nothing can be tried."""
    return counted(
        "There were too many wrong tries. Please try again in {count} minute.",
        "There were too many wrong tries. Please try again in {count} minutes.",
        minutes,
    )


def alarm(office: str, tries: int) -> Text:
    """Tell administrators that somebody tries to open an office."""
    return lines(
        counted(
            "{office}: {count} wrong try of the secret number in a row.",
            "{office}: {count} wrong tries of the secret number in a row.",
            tries,
            office=office,
        ),
        _("If the one whose office it is did not do this, end the mandate: /revoke"),
    )


def keypad(
    wording: Wording,
    language: str,
    text: Text,
    keys: Sequence[tuple[str, str]],
    *,
    entered: int,
    replaces: str,
) -> Message:
    """Return the keypad: ten keys as they are laid, one that takes back, one that stops."""
    *digits, (_backwards, back), (_stop, stop) = keys
    dots = Bare(" ".join(_ENTERED * entered + _OPEN * (DIGITS - entered)))
    return Message(
        text=wording.say(lines(text, dots, TWO_MINUTES), language),
        buttons=(*(Button(digit, data) for digit, data in digits), Button(BACKWARDS, back)),
        controls=(Button(wording.label(STOP, language), stop, Role.CONTROL),),
        expecting=Expecting.TAP,
        replaces=replaces,
        language=language,
    )
