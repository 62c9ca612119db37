"""An administrator decides about a proposal once its days are over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from civic.choosing import State
from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Free, Option
from conversations.engine.verbs import Ask
from conversations.wording import PlaceName, _

LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Decide:
    """What an administrator decides about a proposal."""

    nomination: str
    state: State
    reason: str


@conversation("decide", resumable=False)
async def decide(ask: Ask) -> Decide | None:
    """Ask for one clear yes, and for the reason of a refusal, which everybody is told."""
    state = State(str(ask.opening["state"]))
    place = PlaceName(str(ask.opening["place"]), within=True)
    appoints = state is State.APPOINTED
    sure = await ask(
        Choice(
            name="sure",
            text=_("Appoint the person proposed for {place}?", place=place)
            if appoints
            else _("Refuse the proposal for {place}?", place=place),
            choices=(Option("yes", _("Yes")), Option("no", _("No"))),
        )
    )
    if sure == "no":
        return None
    why = "" if appoints else await _told(ask)
    return Decide(str(ask.opening["nomination"]), state, why)


async def _told(ask: Ask) -> str:
    text = _("What is the reason? It is told to the person and to everybody who said something.")
    answer = await ask(Free(name="why", text=text, longest=LONGEST, voice=False))
    return str(answer["typed"])
