"""Declining a need: the reason, which whoever reported it reads as it is written."""

from __future__ import annotations

from civic.need_actions import Action, Deed
from conversations.engine.play import conversation
from conversations.engine.verbs import Ask
from conversations.scripts.need_reason import written
from conversations.wording import Code, _, lines


@conversation("need_decline")
async def decline(ask: Ask) -> Deed:
    """Ask why it cannot be done."""
    number = str(ask.opening["number"])
    reason = await written(
        ask,
        "reason",
        lines(
            _("Why can request {number} not be carried out?", number=Code(number)),
            _("Whoever reported it reads the reason as you write it, and may object."),
        ),
    )
    return Deed(action=Action.DECLINE, number=number, words=reason)
