"""Being forgotten: what will go, what cannot, and one clear yes."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.play import conversation
from conversations.engine.questions import Choice, Option
from conversations.engine.verbs import Ask
from conversations.wording import _, lines


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """A person wishes that everything about them is deleted."""


@conversation("forget", starts=["/forget"], resumable=False)
async def forget_me(ask: Ask) -> ForgetMe | None:
    """Ask for one explicit yes; None keeps everything as it is."""
    answer = await ask(
        Choice(
            name="sure",
            text=lines(
                _("Delete everything?"),
                _("Your answers and your account go from here and cannot be brought back."),
                _("General counts and what was published stay."),
                _(
                    "We cannot delete what the app company holds or what is on your phone, "
                    "nor what was sealed for a trained person."
                ),
            ),
            choices=(
                Option("yes", _("Yes, delete everything")),
                Option("no", _("Do not delete")),
            ),
        )
    )
    return ForgetMe() if answer == "yes" else None
