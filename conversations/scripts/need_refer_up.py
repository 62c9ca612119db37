"""Passing a need up to the next office, with the reason."""

from __future__ import annotations

from civic.need_actions import Action, Deed
from conversations.engine.play import conversation
from conversations.engine.verbs import Ask
from conversations.scripts.need_reason import written
from conversations.wording import Code, _, lines


@conversation("need_refer_up")
async def refer_up(ask: Ask) -> Deed:
    """Ask why it goes to the next office up."""
    number = str(ask.opening["number"])
    reason = await written(
        ask,
        "reason",
        lines(
            _("Why should request {number} go one level up?", number=Code(number)),
            _("The next office and whoever reported it read the reason as you write it."),
        ),
    )
    return Deed(action=Action.REFER_UP, number=number, words=reason)
