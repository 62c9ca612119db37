"""What an office can do with a need, as buttons and commands, and what is said when it did."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from civic.need_actions import Action, Deed
from conversations.office_commands import OfficeCommand
from conversations.wording import Code, Text, Words, _, lines

COMMANDS: Final[Mapping[Action, OfficeCommand]] = MappingProxyType(
    {
        Action.ACKNOWLEDGE: OfficeCommand.ACK,
        Action.TAKE_ON: OfficeCommand.TAKE,
        Action.PLAN: OfficeCommand.PLAN,
        Action.RESOLVE: OfficeCommand.RESOLVE,
        Action.ASK: OfficeCommand.ASK,
        Action.DECLINE: OfficeCommand.DECLINE,
        Action.HAND_OVER: OfficeCommand.HAND,
        Action.REFER_UP: OfficeCommand.UP,
        Action.MERGE: OfficeCommand.MERGE,
        Action.UNMERGE: OfficeCommand.UNMERGE,
        Action.REOPEN: OfficeCommand.REOPEN,
    }
)
"""By which command each is done."""

LABELS: Final[Mapping[Action, Words]] = MappingProxyType(
    {
        Action.ACKNOWLEDGE: _("Seen"),
        Action.TAKE_ON: _("Follow it up"),
        Action.PLAN: _("Announce a date"),
        Action.RESOLVE: _("It is solved"),
        Action.ASK: _("Ask the reporter"),
        Action.DECLINE: _("It cannot be done"),
        Action.HAND_OVER: _("Hand over"),
        Action.REFER_UP: _("Pass up"),
        Action.MERGE: _("Join with a like one"),
        Action.UNMERGE: _("Part again"),
        Action.REOPEN: _("Open again"),
    }
)
"""Buttons, at most 20 characters where a channel is tight."""

NO_SUCH_NEED: Final[Text] = _("There is no request with this number in your area.")
WHICH_NUMBER: Final[Text] = _("Please write the follow-up number too, nine digits.")
LOCKED_MEANWHILE: Final[Text] = _(
    "Your office was locked meanwhile. What you wrote is kept: open the office, then continue "
    "where you stopped."
)
NO_OFFICE_ANY_MORE: Final[Text] = _(
    "You hold no office here any more, so this was not carried out. Whoever holds it now can do it."
)
READ_BUTTON: Final[Text] = _("Read what was said")

_DONE: Final[Mapping[Action, Words]] = MappingProxyType(
    {
        Action.ACKNOWLEDGE: _("Noted: request {number} was seen."),
        Action.TAKE_ON: _("Noted: your office follows up request {number}."),
        Action.PLAN: _("Noted: the date announced for request {number} is {date}."),
        Action.RESOLVE: _("Noted: request {number} is closed as solved."),
        Action.ASK: _("Your question about request {number} is on its way."),
        Action.DECLINE: _("Noted: request {number} is closed, with your reason."),
        Action.HAND_OVER: _("Request {number} is with {office} now."),
        Action.REFER_UP: _("Request {number} is with {office} now."),
        Action.MERGE: _(
            "Request {number} is joined with {other}. For seven days you can part them."
        ),
        Action.UNMERGE: _("Request {number} stands by itself again, as it was."),
        Action.REOPEN: _("Request {number} is open again."),
    }
)


def done(deed: Deed, office: str) -> Text:
    """Say what was done, and who hears of it."""
    sentence = _DONE[deed.action]
    values = {
        "number": Code(deed.number),
        "date": deed.day,
        "office": office,
        "other": Code(deed.other),
    }
    return lines(Words(sentence.text, values), _heard(deed.action))


def _heard(action: Action) -> Text:
    if action is Action.ASK:
        return _("You will be told when there is an answer. Your account is not shown.")
    return _("Whoever reported it, and all who support it, will be told.")
