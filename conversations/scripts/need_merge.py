"""Joining a need with a like one, which then stands for both."""

from __future__ import annotations

from typing import Any

from civic.need_actions import Action, Deed
from conversations import receipts
from conversations.engine.play import conversation
from conversations.engine.questions import OpenChoice, Option
from conversations.engine.verbs import Ask, look_up
from conversations.messages import Expecting
from conversations.wording import Code, PlaceName, Text, Words, _, lines

NO_NUMBER: Text = _("Please type the follow-up number, nine digits, or choose one.")


@conversation("need_merge")
async def merge(ask: Ask) -> Deed:
    """Ask for the number of the one that it is the same as."""
    number = str(ask.opening["number"])
    like = await look_up("needs_like", number=number)
    question = OpenChoice(
        name="other",
        text=lines(
            _("Which request is {number} the same as?", number=Code(number)),
            _("That one stays and stands for both; all who told of them or support them are kept."),
        ),
        choices=tuple(Option(each["number"], _label(each)) for each in like),
        finds="numbers_typed",
        not_found=NO_NUMBER,
        expecting=Expecting.TEXT,
    )
    answer = await ask(question)
    other = answer if isinstance(answer, str) else answer["among"][0]
    return Deed(action=Action.MERGE, number=number, other=other)


def _label(need: dict[str, Any]) -> Words:
    return _(
        "{number}: {problem}, {place}",
        number=Code(need["number"]),
        problem=receipts.what(need["sector"], need["problem"]),
        place=PlaceName(need["place"]),
    )
