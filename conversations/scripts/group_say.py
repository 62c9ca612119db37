"""Words that a joint paper takes: an opposing opinion, a summary, an office's note, an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from civic.group_reviews import LONGEST_ANSWER, LONGEST_NOTE
from civic.joint_papers import LONGEST_OPINION, check_summary
from civic.need_actions import is_reason
from civic.refusals import Refusal
from conversations.engine.play import conversation
from conversations.engine.questions import Free
from conversations.engine.verbs import Ask
from conversations.joint_papers import summary_how
from conversations.paper_refusals import why_not
from conversations.wording import Text, Words, _


class Purpose(StrEnum):
    """What the words are for."""

    OPINION = "opinion"
    SUMMARY = "summary"
    NOTE = "note"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Words for a group's paper; `note` is the number of the note that is answered."""

    purpose: Purpose
    group: int
    note: int
    text: str


_QUESTIONS: Final[Mapping[Purpose, Words]] = MappingProxyType(
    {
        Purpose.OPINION: _("What is your opposing opinion? It is published in these words."),
        Purpose.NOTE: _("What is the note? The group answers it, and both are published."),
        Purpose.ANSWER: _("What does the group answer to note {number}? It is published."),
    }
)
_LONGEST: Final[Mapping[Purpose, int]] = MappingProxyType(
    {
        Purpose.OPINION: LONGEST_OPINION,
        Purpose.NOTE: LONGEST_NOTE,
        Purpose.ANSWER: LONGEST_ANSWER,
    }
)


@conversation("group_say", resumable=False)
async def say_in_group(ask: Ask) -> PaperWords:
    """Ask for the words."""
    purpose, note = Purpose(str(ask.opening["purpose"])), int(ask.opening.get("note", 0))
    words = await ask(
        Free(
            name="words",
            text=_question(purpose, note),
            voice=False,
            objects=_objects(purpose),
            public=True,
        )
    )
    return PaperWords(purpose, int(ask.opening["group"]), note, str(words["typed"]))


def _question(purpose: Purpose, note: int) -> Text:
    if purpose is Purpose.SUMMARY:
        return summary_how()
    asked = _QUESTIONS[purpose]
    return Words(asked.text, {"number": note}) if purpose is Purpose.ANSWER else asked


def _objects(purpose: Purpose) -> Callable[[Any], Text | None]:
    return lambda words: _objection(purpose, str(words["typed"]))


def _objection(purpose: Purpose, text: str) -> Text | None:
    try:
        _check(purpose, text)
    except Refusal as refusal:
        return why_not(refusal)
    return None


def _check(purpose: Purpose, text: str) -> None:
    if purpose is Purpose.SUMMARY:
        check_summary(text)
    elif not is_reason(text):
        raise Refusal("opinion.empty")
    elif len(text) > _LONGEST[purpose]:
        raise Refusal("opinion.long", have=len(text), most=_LONGEST[purpose])
