"""An administrator ends a mandate at once."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.wording import PlaceName, _, lines


@dataclass(frozen=True, slots=True)
class RevokeMandate:
    """A mandate is to end at once."""

    mandate: str


@conversation("revoke", resumable=False)
async def revoke_mandate(ask: Ask) -> RevokeMandate | None:
    """Ask for one clear yes before a mandate ends."""
    sure = await ask(
        Choice(
            name="sure",
            text=lines(
                _(
                    "End this mandate for {place} at once?",
                    place=PlaceName(str(ask.opening["place"]), within=True),
                ),
                _("What is open locks. Links that were made with it die. The holder is told."),
            ),
            choices=(Option("yes", _("Yes, end it")), Option("no", _("No"))),
        )
    )
    return RevokeMandate(str(ask.opening["mandate"])) if sure == "yes" else None
