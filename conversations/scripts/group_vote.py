"""A member votes on the frozen text of a group, as a whole or paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from civic.group_votes import WHOLE, WITH_REASON, Choice, Vote, check_reason
from civic.refusals import Refusal
from conversations.engine.play import conversation
from conversations.engine.questions import Choice as OneOf
from conversations.engine.questions import Free, Option
from conversations.engine.verbs import Ask
from conversations.group_votes import LABELS
from conversations.paper_refusals import why_not
from conversations.wording import Text, _, lines

PUBLISHED: Text = _("The reason is published with the paper.")


@dataclass(frozen=True, slots=True)
class CastVote:
    """What a member votes: one thing to each part."""

    vote: str
    said: tuple[Vote, ...]


@conversation("group_vote", resumable=False)
async def cast_vote(ask: Ask) -> CastVote:
    """Ask what one says to each part, and why where a reason is needed."""
    seat = int(ask.opening["seat"])
    said = [await _part(ask, seat, int(part)) for part in ask.opening["parts"]]
    return CastVote(str(ask.opening["vote"]), tuple(said))


async def _part(ask: Ask, seat: int, part: int) -> Vote:
    choice = Choice(
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
    reason = await _reason(ask, part, choice) if choice in WITH_REASON else ""
    return Vote(seat, part, choice, reason)


async def _reason(ask: Ask, part: int, choice: Choice) -> str:
    question = Free(
        name=f"reason.{part}",
        text=lines(_("What is the reason?"), PUBLISHED),
        voice=False,
        objects=lambda words: _objection(choice, str(words["typed"])),
    )
    return str((await ask(question))["typed"])


def _objection(choice: Choice, reason: str) -> Text | None:
    try:
        check_reason(choice, reason)
    except Refusal as refusal:
        return why_not(refusal)
    return None
