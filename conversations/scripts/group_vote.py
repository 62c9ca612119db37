"""A member votes on the frozen text of a group, as a whole or paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from civic.group_votes import WHOLE, WITH_REASON, Choice, Vote, check_reason
from civic.refusals import Refusal
from civic.text import one_line
from conversations.engine.play import conversation
from conversations.engine.questions import Choice as OneOf
from conversations.engine.questions import Free, Option
from conversations.engine.verbs import Ask
from conversations.group_votes import LABELS
from conversations.paper_refusals import why_not
from conversations.wording import Text, _, lines

PUBLISHED: Text = _("The reason is published with the paper.")
BY_VOICE: Text = _(
    "By voice as well: the vote then counts once another member has written the reason down and "
    "you have agreed."
)


@dataclass(frozen=True, slots=True)
class CastVote:
    """What a member votes: one thing to each part; `spoken` are reasons by voice, by the part."""

    vote: str
    said: tuple[Vote, ...]
    spoken: Mapping[int, str]


@conversation("group_vote", resumable=False)
async def cast_vote(ask: Ask) -> CastVote:
    """Ask what one says to each part, and why where a reason is needed."""
    seat = int(ask.opening["seat"])
    said: list[Vote] = []
    spoken: dict[int, str] = {}
    for part in map(int, ask.opening["parts"]):
        choice = await _choice(ask, part)
        reason = await _reason(ask, part, choice) if choice in WITH_REASON else {}
        said.append(Vote(seat, part, choice, one_line(reason.get("typed", ""))))
        if "voice" in reason:
            spoken[part] = reason["voice"]
    return CastVote(str(ask.opening["vote"]), tuple(said), spoken)


async def _choice(ask: Ask, part: int) -> Choice:
    return Choice(
        await ask(
            OneOf(
                name=f"choice.{part}",
                text=_("What do you say to the text?")
                if part == WHOLE
                else _("What do you say to paragraph {number}?", number=part),
                choices=tuple(Option(each.value, label) for each, label in LABELS.items()),
            )
        )
    )


async def _reason(ask: Ask, part: int, choice: Choice) -> dict[str, str]:
    question = Free(
        name=f"reason.{part}",
        text=lines(_("What is the reason?"), PUBLISHED, BY_VOICE),
        objects=lambda words: _objection(choice, words),
        public=True,
    )
    return dict(await ask(question))


def _objection(choice: Choice, words: Mapping[str, str]) -> Text | None:
    if "voice" in words:
        return None
    try:
        check_reason(choice, words["typed"])
    except Refusal as refusal:
        return why_not(refusal)
    return None
