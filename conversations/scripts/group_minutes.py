"""A member of a working group writes down what a session came to, and who was there."""

from __future__ import annotations

from typing import Any, Final

from civic.group_sessions import LONGEST_MINUTES, WriteMinutes
from civic.need_actions import is_reason
from civic.refusals import Refusal
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option, Several
from conversations.engine.verbs import Ask
from conversations.group_sessions import why_not
from conversations.joint_papers import member
from conversations.wording import Text, _, lines


@conversation("group_minutes")
async def write_minutes(ask: Ask) -> WriteMinutes | None:
    """Ask who was there and what was said; members are named by the numbers of their seats."""
    came = await ask(_came([int(each) for each in ask.opening["seats"]]))
    text = (await ask(_WORDS))["typed"]
    if await ask(_SURE) != "send":
        return None
    return WriteMinutes(
        group=str(ask.opening["group"]),
        session=int(ask.opening["session"]),
        came=tuple(int(each) for each in came),
        text=text,
    )


def _came(seats: list[int]) -> Several:
    return Several(
        name="came",
        text=_("Which members were present?"),
        choices=tuple(Option(str(number), member(number)) for number in seats),
    )


def _no_words(answer: Any) -> Text | None:
    return None if is_reason(answer["typed"]) else why_not(Refusal("session.no-minutes"))


_WORDS: Final = Free(
    name="minutes",
    text=lines(
        _("What was discussed, and what was decided? As a text, or one point on each line."),
        _("Every member reads it, and it is published with the paper."),
    ),
    longest=LONGEST_MINUTES,
    public=True,
    voice=False,
    objects=_no_words,
)
_SURE: Final = Choice(
    name="sure",
    text=_("Shall the minutes be kept and sent to every member?"),
    choices=(
        Option("send", _("Keep and send them"), main=True),
        Option("drop", _("Do not keep them")),
    ),
)
