"""The convener of a group chooses other people than were proposed, or ends it, and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from civic.composition import check_chosen
from civic.group_acts import ChooseSeats, CloseGroup
from civic.group_progress import FEWEST_SEATS, MOST_SEATS
from civic.need_actions import is_reason
from civic.refusals import Refusal
from civic.text import digits
from conversations.engine.play import conversation
from conversations.engine.questions import Free
from conversations.engine.verbs import Ask
from conversations.group_refusals import why_not
from conversations.group_texts import NO_NUMBERS, NO_REASON
from conversations.wording import Text, _

LONGEST: Final = 500


@conversation("group_choose")
async def choose_seats(ask: Ask) -> ChooseSeats:
    """Ask for the numbers of those who are chosen, and for the reason, which goes on the record."""
    candidacies = [str(each) for each in ask.opening["candidacies"]]
    numbers = await ask(
        Free(
            name="numbers",
            text=_("Whom do you choose? Three to five numbers of the list, such as: 1 3 4"),
            voice=False,
            objects=_cannot_be_chosen(ask),
        )
    )
    reason = await ask(reason_for(_("Why these? The reason goes on the group's record.")))
    chosen = tuple(candidacies[number - 1] for number in numbers_in(numbers["typed"]))
    return ChooseSeats(group=str(ask.opening["group"]), candidacies=chosen, reason=reason["typed"])


@conversation("group_close")
async def close_group(ask: Ask) -> CloseGroup:
    """Ask why a group ends before its paper."""
    reason = await ask(
        reason_for(_("Why is the group closed? Everybody who took part can read the reason."))
    )
    return CloseGroup(group=str(ask.opening["group"]), reason=reason["typed"])


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers that somebody typed, in any digits, each once."""
    plain = "".join(letter if letter.isdecimal() else " " for letter in digits(text))
    return tuple(dict.fromkeys(int(each) for each in plain.split()))


def reason_for(text: Text, name: str = "reason") -> Free:
    """Return a question for a reason that means something to whoever reads it."""
    return Free(name=name, text=text, longest=LONGEST, voice=False, objects=_no_reason, public=True)


def _no_reason(answer: Any) -> Text | None:
    return None if is_reason(answer["typed"]) else NO_REASON


def _cannot_be_chosen(ask: Ask) -> Callable[[Any], Text | None]:
    women, quota = list(ask.opening["women"]), int(ask.opening["quota"])

    def objection(answer: Any) -> Text | None:
        found = numbers_in(answer["typed"])
        known = all(1 <= number <= len(women) for number in found)
        if not known or not FEWEST_SEATS <= len(found) <= MOST_SEATS:
            return NO_NUMBERS
        try:
            check_chosen([bool(women[number - 1]) for number in found], quota)
        except Refusal as refusal:
            return why_not(refusal)
        return None

    return objection
