"""Supporting somebody who is proposed for an office, or objecting with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from civic.choosing import Stance
from conversations.engine.journal import Unanswered
from conversations.engine.play import conversation
from conversations.engine.questions import SKIP, Choice, Free, Option
from conversations.engine.verbs import Ask, tell
from conversations.nominations import NOT_A_RESIDENT
from conversations.wording import PlaceName, _

LONGEST = 500


@dataclass(frozen=True, slots=True)
class GiveVoice:
    """What a resident says to a proposal."""

    nomination: str
    stance: Stance
    reason: str


@conversation("voice", resumable=False)
async def give_voice(ask: Ask) -> GiveVoice | None:
    """Ask whether one is of the place, if that is not known, then the stance and the reason."""
    place = PlaceName(str(ask.opening["place"]), within=True)
    if not ask.opening.get("resident") and not await _lives_there(ask, place):
        await tell(NOT_A_RESIDENT)
        return None
    stance = await ask(
        Choice(
            name="stance",
            text=_("What do you say to this proposal? Nobody else is shown who said it."),
            choices=(
                Option(Stance.SUPPORT, _("I support it")),
                Option(Stance.OBJECT, _("I object")),
            ),
        )
    )
    reason = await _reason(ask, needed=stance == Stance.OBJECT)
    return GiveVoice(str(ask.opening["nomination"]), Stance(stance), reason)


async def _lives_there(ask: Ask, place: PlaceName) -> bool:
    answer = await ask(
        Choice(
            name="resident",
            text=_("Do you live in {place}, or is it your home?", place=place),
            choices=(Option("yes", _("Yes")), Option("no", _("No"))),
        )
    )
    return answer == "yes"


async def _reason(ask: Ask, *, needed: bool) -> str:
    if needed:
        text = _("What is the reason? Only the administration reads it. Please no insults.")
        question = Free(name="why", text=text, longest=LONGEST, voice=False)
        return _typed(await ask(question))
    text = _("Would you like to say why? Only the administration reads it.")
    question = Free(name="why", text=text, longest=LONGEST, voice=False, ways_out=SKIP)
    return _typed(await ask.optional(question))


def _typed(answer: Any) -> str:
    return "" if isinstance(answer, Unanswered) else str(answer["typed"])
