"""Closing a need as solved: what was done, with a photo of it where there is one."""

from __future__ import annotations

from civic.need_actions import Action, Deed
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import SKIP, Picture
from conversations.engine.verbs import Ask
from conversations.scripts.need_reason import written
from conversations.wording import Code, _, lines


@conversation("need_resolve")
async def resolve(ask: Ask) -> Deed:
    """Ask what was done; whoever reported it is then asked whether it is solved."""
    number = str(ask.opening["number"])
    done = await written(
        ask,
        "done",
        lines(
            _("What was done about request {number}?", number=Code(number)),
            _("Whoever reported it reads this as you write it, and is asked whether it is solved."),
        ),
    )
    question = Picture(
        name="photo",
        text=_("Send a photo of what was done, without faces, or skip."),
        ways_out=SKIP,
    )
    photo = await ask.optional(question)
    file = "" if isinstance(photo, Unanswered) else photo["photo"]
    return Deed(action=Action.RESOLVE, number=number, words=done, file=file)
