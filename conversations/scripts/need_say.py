"""Saying something to the office about a need: an answer, anything else, or an objection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civic.need_events import Event
from civic.need_replies import Reply
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import NO_WAY_OUT, SKIP, Free
from conversations.engine.verbs import Ask
from conversations.wording import Code, Text, Words, _, lines

_QUESTIONS: Final[Mapping[Event, Words]] = {
    Event.ANSWERED: _("Your answer about request {number}:"),
    Event.SAID: _("What do you want to say about request {number}?"),
    Event.OBJECTED: _("Why do you object to how request {number} was closed? You can skip this."),
}
_FOR_ANOTHER: Final = _("What does the one whom request {number} is for say, in their words?")
SHOWN: Text = _(
    "The office reads or hears it without your account. Please no names of people and no telephone "
    "numbers."
)


@conversation("need_say")
async def say(ask: Ask) -> Reply:
    """Ask for words or a voice message."""
    number, kind = str(ask.opening["number"]), Event(str(ask.opening["kind"]))
    passed_on = bool(ask.opening.get("passed_on"))
    asked = _FOR_ANOTHER if passed_on else _QUESTIONS[kind]
    question = Words(asked.text, {"number": Code(number)})
    words = await ask.optional(
        Free(
            name="said",
            text=lines(question, SHOWN),
            ways_out=SKIP if kind is Event.OBJECTED else NO_WAY_OUT,
        )
    )
    if isinstance(words, Unanswered):
        return Reply(number=number, kind=kind, passed_on=passed_on)
    return Reply(
        number=number,
        kind=kind,
        words=words.get("typed", ""),
        file=words.get("voice", ""),
        passed_on=passed_on,
    )
