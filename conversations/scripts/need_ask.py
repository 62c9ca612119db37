"""Asking whoever reported a need something; neither sees the other's account."""

from __future__ import annotations

from civic.need_actions import Action, Deed
from conversations.engine.play import conversation
from conversations.engine.questions import Free
from conversations.engine.verbs import Ask
from conversations.wording import Code, _, lines


@conversation("need_ask")
async def ask_reporter(ask: Ask) -> Deed:
    """Ask for the question."""
    number = str(ask.opening["number"])
    question = Free(
        name="question",
        text=lines(
            _("What do you want to ask about request {number}?", number=Code(number)),
            _("Please ask for no names, and not where anybody lives or is."),
        ),
        voice=False,
    )
    words = await ask(question)
    return Deed(action=Action.ASK, number=number, words=words["typed"])
