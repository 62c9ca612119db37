"""Handing a need over to another office: above, beside or below."""

from __future__ import annotations

from civic.need_actions import Action, Deed
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import SKIP, Choice, Free, Option
from conversations.engine.verbs import Ask, look_up, tell
from conversations.wording import Code, _


@conversation("need_hand_over")
async def hand_over(ask: Ask) -> Deed | None:
    """Ask to which office; None where there is no other one."""
    number = str(ask.opening["number"])
    known = await look_up("offices_near", office=str(ask.opening["office"]))
    if not known:
        await tell(_("There is no other office near yours in which anybody sits."))
        return None
    office = await ask(
        Choice(
            name="office",
            text=_("To which office does request {number} go?", number=Code(number)),
            choices=tuple(Option(each["id"], each["name"]) for each in known),
        )
    )
    note = Free(
        name="note",
        text=_("Why? Whoever reported it reads this as you write it. You can skip it."),
        ways_out=SKIP,
        voice=False,
    )
    words = await ask.optional(note)
    said = "" if isinstance(words, Unanswered) else words["typed"]
    return Deed(action=Action.HAND_OVER, number=number, to=office, words=said)
