"""What office-holders command about a need: done at once, or after the words that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from civic.days import read_day
from civic.follow_up import read_follow_up, read_number
from civic.hours import today
from civic.mandates import Mandate
from civic.need_actions import Action, Deed, check
from civic.refusals import Refusal
from civic.sensitive import referral_topic_of_text
from conversations.action_refusals import why_not
from conversations.office_actions import COMMANDS, NO_SUCH_NEED, WHICH_NUMBER
from conversations.office_commands import OfficeCommand
from conversations.wording import lines
from handlers import conversing, need_actions, need_words
from handlers.visit import Visit, going_on
from storage import need_rows
from storage.need_offices import hold
from storage.people import Person

Command = Callable[[Visit, Person, Mandate, str], None]

_CONVERSATIONS: Final[Mapping[Action, tuple[str, str]]] = MappingProxyType(
    {
        Action.PLAN: ("need_plan", "day"),
        Action.RESOLVE: ("need_resolve", "done"),
        Action.ASK: ("need_ask", "question"),
        Action.DECLINE: ("need_decline", "reason"),
        Action.HAND_OVER: ("need_hand_over", ""),
        Action.REFER_UP: ("need_refer_up", "reason"),
        Action.MERGE: ("need_merge", "other"),
    }
)
"""The conversation that an action takes, and the answer to which words after the number go."""


def order(visit: Visit, person: Person, mandate: Mandate, argument: str, *, action: Action) -> None:
    """Do something with the need of a number, or begin to ask what it takes.

    Refused at the beginning, so that nobody writes a reason in vain.
    """
    number, rest = read_number(argument)
    if not number:
        # A number with a slip in it is like one that does not exist.
        named = any(letter.isdigit() for letter in argument)
        visit.say(NO_SUCH_NEED if named else WHICH_NUMBER, *going_on(visit))
        return
    row = need_rows.numbered(visit.work, mandate.area, number)
    if row is None:
        visit.say(NO_SUCH_NEED, *going_on(visit))
        return
    try:
        check(action, row.status, hold(visit.work, mandate.area, mandate, row.office))
    except Refusal as refusal:
        shown = need_actions.buttons(visit, mandate, row)
        visit.say(lines(why_not(refusal), need_actions.state(visit, row)), *shown)
        return
    if action in _CONVERSATIONS:
        _begin(visit, person, mandate, action, number, rest)
    else:
        need_actions.carry_out(visit, mandate, Deed(action=action, number=number))


def _begin(
    visit: Visit, person: Person, mandate: Mandate, action: Action, number: str, rest: str
) -> None:
    if rest and (topic := referral_topic_of_text(rest)):
        conversing.guard(visit, person, topic)
        return
    name, answer = _CONVERSATIONS[action]
    given = _given(visit, action, rest) if rest and answer else None
    opening = {"number": number, "office": mandate.office.id}
    conversing.begin(visit, person, name, opening, {} if given is None else {answer: given})


def _given(visit: Visit, action: Action, rest: str) -> Any:
    """Read words that followed the number as the first answer; None where they are none."""
    match action:
        case Action.PLAN:
            day = read_day(rest, today(visit.work.now))
            return day.isoformat() if day else None
        case Action.MERGE:
            return read_follow_up(rest)
    return {"typed": rest}


ORDERS: Final[Mapping[OfficeCommand, Command]] = MappingProxyType(
    {
        **{command: partial(order, action=action) for action, command in COMMANDS.items()},
        OfficeCommand.ANSWERS: need_words.show,
    }
)
"""The commands of an open office about one need."""
