"""A member of a group writes down what another member, or a reader, said by voice."""

from __future__ import annotations

from civic.group_acts import WriteDown
from civic.recordings import LONGEST, check_words
from civic.refusals import Refusal
from civic.text import one_line
from conversations.engine.play import conversation
from conversations.engine.questions import Free
from conversations.engine.verbs import Ask
from conversations.recordings import HOW_TO_WRITE, why_not
from conversations.wording import Text


@conversation("group_write_down", resumable=False)
async def write_down(ask: Ask) -> WriteDown:
    """Ask for the words, as they were spoken."""
    question = Free(
        name="words",
        text=HOW_TO_WRITE,
        longest=LONGEST,
        voice=False,
        objects=_objection,
        public=True,
    )
    words = await ask(question)
    return WriteDown(
        group=str(ask.opening["group"]),
        recording=int(ask.opening["recording"]),
        words=one_line(words["typed"]),
    )


def _objection(answer: dict[str, str]) -> Text | None:
    try:
        check_words(answer["typed"])
    except Refusal as refusal:
        return why_not(refusal)
    return None
