"""Taking up an invitation to an office: what it means, one clear yes, and how to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from civic.mandates import Body
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.wording import PlaceName, Text, _, lines

WOMAN, MAN = "f", "m"

GENDER: Final = Choice(
    name="gender",
    text=_("To count women and men in the offices, and for that only. Which applies?"),
    choices=(Option(WOMAN, _("Woman")), Option(MAN, _("Man"))),
    ways_out=frozenset({Unanswered.WITHHELD}),
)
"""Ask how somebody is to be counted; it may be left open."""


@dataclass(frozen=True, slots=True)
class AcceptSeat:
    """Somebody takes up an invitation, by the blind index of its link; `gender` may be empty."""

    invitation: str
    gender: str


@dataclass(frozen=True, slots=True)
class SeatDeclined:
    """Somebody does not take an invitation up; the link stays good."""


@conversation("activate", resumable=False)
async def take_seat(ask: Ask) -> AcceptSeat | SeatDeclined:
    """Say what the office is and what is expected, and ask for one explicit yes."""
    sure = await ask(
        Choice(
            name="sure",
            text=lines(*_meaning(ask), _("Do you accept?")),
            choices=(Option("yes", _("Yes, I accept")), Option("no", _("No"))),
        )
    )
    if sure == "no":
        return SeatDeclined()
    gender = str(ask.opening.get("gender", ""))
    if not gender:
        told = await ask.optional(GENDER)
        gender = "" if isinstance(told, Unanswered) else told
    return AcceptSeat(str(ask.opening["invitation"]), gender)


def _meaning(ask: Ask) -> tuple[Text, ...]:
    if ask.opening["body"] == Body.ADMINISTRATION.value:
        return (
            _("You are asked to administer this service."),
            _("You appoint representatives and end mandates. Everything you do is written down."),
        )
    return (
        _(
            "You are asked to represent the people of {place}.",
            place=PlaceName(str(ask.opening["place"]), within=True),
        ),
        _("You see what is needed there, answer for it, and the people who wrote are told."),
        _("You do not see who they are. Everything you do is written down."),
    )
