"""A member of a group answers one comment, or several together under one name."""

from __future__ import annotations

from typing import Final

from civic.group_acts import AnswerComments, Verdict
from civic.text import one_line
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free
from conversations.engine.verbs import Ask
from conversations.group_texts import TWO_NUMBERS, cannot_answer
from conversations.group_words import VERDICT, options
from conversations.scripts.group_choose import numbers_in, reason_for
from conversations.wording import Text, _

_VERDICT: Final = Choice(
    name="verdict", text=_("What becomes of it in the text?"), choices=options(VERDICT)
)


@conversation("group_answer")
async def answer_comments(ask: Ask) -> AnswerComments:
    """Ask which comments where that is not known, what becomes of them, and why."""
    numbers = tuple(int(each) for each in ask.opening.get("numbers", ()))
    bundle = ""
    if not numbers:
        typed = await ask(_numbers([int(each) for each in ask.opening["waiting"]]))
        numbers = numbers_in(typed["typed"])
        bundle = one_line((await ask(_BUNDLE))["typed"])
    verdict = await ask(_VERDICT)
    reason = await ask(reason_for(_("Why? Whoever wrote it is told this reason.")))
    return AnswerComments(
        group=str(ask.opening["group"]),
        numbers=numbers,
        bundle=bundle,
        verdict=Verdict(verdict),
        reason=reason["typed"],
    )


def _numbers(waiting: list[int]) -> Free:
    def objection(answer: dict[str, str]) -> Text | None:
        found = numbers_in(answer["typed"])
        if wrong := [number for number in found if number not in waiting]:
            return cannot_answer(wrong)
        if len(found) > 1:
            return None
        return TWO_NUMBERS

    return Free(
        name="numbers",
        text=_("Which comments? Their numbers, such as: 2 5 6"),
        voice=False,
        objects=objection,
    )


_BUNDLE: Final = Free(
    name="bundle",
    text=_("What do they have in common? A few words as a heading."),
    longest=80,
    public=True,
    voice=False,
)
